/// A file of samples: JSON Lines, a JSON array, or CSV; plain or gzip.
///
/// The form follows from the content for JSON (`[` opens an array) and from the name for `.csv`.
public struct Dataset: Sendable, Equatable {
  public var path: String

  public init(_ path: String) { self.path = path }

  /// A sample with its place.
  public struct Entry: Sendable {
    /// The position in the file, counted from 0.
    public var ordinal: Int
    public var line: Int
    public var sample: Sample
  }

  /// What a whole pass over the file found.
  public struct Summary: Sendable, Equatable {
    public var sampleCount = 0
    /// Of the unpacked bytes.
    public var sha256 = ""
    /// The number of samples per category, without those that have none.
    public var categories: [String: Int] = [:]
  }

  /// Opens the file for reading from its start.
  public func reader() throws(FileError) -> DatasetReader { try DatasetReader(path) }

  /// Reads the whole file once and reports everything that is wrong, up to `maximumDiagnostics`.
  ///
  /// Memory grows by 16 bytes a sample, for finding ids that occur twice.
  ///
  /// `validate` is called for every sample; what it throws is reported at its line. An empty file
  /// is an error too.
  public func inspect(
    maximumDiagnostics: Int = 20, validate: (Sample) throws(SampleError) -> Void = { _ in }
  ) throws(SuiteError) -> Summary {
    var diagnostics: [Diagnostic] = []
    var summary = Summary()
    var ids = IdentifierSet()
    do {
      let reader = try reader()
      while diagnostics.count < maximumDiagnostics {
        do throws(Diagnostic) {
          guard let entry = try reader.next() else { break }
          summary.sampleCount += 1
          if let category = entry.sample.category { summary.categories[category, default: 0] += 1 }
          if !ids.insert(entry.sample.id) {
            throw reader.diagnostic(
              SampleError("the sample id '\(entry.sample.id)' occurs twice", key: "id"))
          }
          do throws(SampleError) { try validate(entry.sample) } catch {
            let named = SampleError("sample '\(entry.sample.id)': \(error)", key: error.key)
            throw reader.diagnostic(named)
          }
        } catch {
          diagnostics.append(error)
          if !reader.canContinue { break }
        }
      }
      summary.sha256 = reader.finishHash()
    } catch {
      let text = error.isMissing ? "there is no such dataset" : "the dataset cannot be read"
      diagnostics.append(Diagnostic(path: path, message: "\(text) (\(error.reason))"))
    }
    if diagnostics.isEmpty, summary.sampleCount == 0 {
      diagnostics.append(
        Diagnostic(path: path, line: 1, column: 1, message: "the dataset has no sample"))
    }
    guard diagnostics.isEmpty else { throw SuiteError(diagnostics) }
    return summary
  }
}

/// Remembers which texts were seen, in 16 bytes each.
///
/// Two different texts are taken for one with a chance below n²/2¹²⁸.
struct IdentifierSet {
  private struct Key: Hashable {
    var high: UInt64
    var low: UInt64
  }

  private var keys: Set<Key> = []

  /// - Returns: Whether it was new.
  mutating func insert(_ text: String) -> Bool { keys.insert(Self.key(text)).inserted }

  /// Two FNV-1a hashes with different offsets.
  private static func key(_ text: String) -> Key {
    var high: UInt64 = 0xCBF2_9CE4_8422_2325
    var low: UInt64 = 0x9E37_79B9_7F4A_7C15
    for byte in text.utf8 {
      high = (high ^ UInt64(byte)) &* 0x100_0000_01B3
      low = (low &+ UInt64(byte)) &* 0xD6E8_FEB8_6659_FD93
      low ^= low >> 32
    }
    return Key(high: high, low: low)
  }
}
