/// Reads a suite file and everything it names, and reports every error at once.
public struct SuiteLoader: Sendable {
  private let registry: Registry
  private let environment: [String: String]

  /// `environment` is what `${NAME}` stands for under `models`.
  public init(registry: Registry, environment: [String: String] = [:]) {
    (self.registry, self.environment) = (registry, environment)
  }

  /// Loads `PATH`, or `PATH/suite.yaml` when it is a folder. Datasets are not opened.
  ///
  /// - Throws: ``SuiteError`` with everything that is wrong in the file.
  public func load(_ path: String) throws(SuiteError) -> Suite {
    let file = Files.isDirectory(path) ? Files.resolve("suite.yaml", from: path) : path
    let bytes: [UInt8]
    do throws(FileError) { bytes = try Files.read(file) } catch {
      throw SuiteError([
        Diagnostic(path: file, message: error.isMissing ? missing(path) : error.description)
      ])
    }
    return try load(bytes, path: file)
  }

  /// Loads a suite from the bytes of its file.
  public func load(_ bytes: [UInt8], path: String) throws(SuiteError) -> Suite {
    let root: YAMLNode
    do throws(YAMLReader.Problem) {
      var reader = YAMLReader(bytes)
      root = try reader.document()
    } catch {
      throw SuiteError([
        Diagnostic(
          path: path, line: error.place.line, column: error.place.column, message: error.message)
      ])
    }
    var decoder = SuiteDecoder(path: path, registry: registry, environment: environment)
    let suite = decoder.suite(root, sha256: SHA256.hex(of: String(decoding: bytes, as: UTF8.self)))
    guard let suite, decoder.diagnostics.isEmpty else { throw SuiteError(decoder.diagnostics) }
    return suite
  }

  private func missing(_ path: String) -> String {
    let directory = Files.directory(of: path)
    let names = (try? Files.list(directory)) ?? []
    return "there is no such suite" + nearest(Files.name(of: path), in: names).suggestion
  }
}
