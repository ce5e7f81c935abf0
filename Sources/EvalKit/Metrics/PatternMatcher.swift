internal import CPCRE2

/// A compiled regular expression (PCRE2 syntax) that no text can keep busy.
///
/// Patterns and texts are UTF-8; `\d`, `\w` and `\s` mean ASCII unless the pattern starts with
/// `(*UCP)`. Matching stops after a number of steps that grows with the text, so that the outcome
/// depends on nothing but the pattern and the text.
public final class PatternMatcher: Sendable {
  /// What a search found.
  public enum Outcome: Sendable, Equatable {
    /// The first match, in UTF-8 offsets.
    case match(Range<Int>)
    case noMatch
    /// The pattern backtracks so much on this text that the search was given up.
    case gaveUp
  }

  // Written by `init` alone; PCRE2 lets any number of threads match with one compiled pattern.
  private nonisolated(unsafe) let code: OpaquePointer

  /// Compiles a pattern.
  ///
  /// - Throws: ``OptionError`` that says what is wrong and at which character, counted from 1.
  public init(_ pattern: String) throws(OptionError) {
    var code: Int32 = 0
    var offset = 0
    var text = pattern
    let made = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cpcre2_compile($0.baseAddress, $0.count, 0, &code, &offset)
      }
    }
    guard let made else {
      let before = String(decoding: Array(pattern.utf8).prefix(offset), as: UTF8.self)
      throw OptionError(
        "not a regular expression: \(Self.message(code)) (character "
          + "\(before.unicodeScalars.count + 1) of \(Excerpt(pattern)))")
    }
    self.code = made
  }

  deinit { pcre2_code_free_8(code) }

  /// Looks for the first match anywhere in the text.
  ///
  /// The cost is bounded by a constant plus a multiple of the length of the text.
  public func firstMatch(in text: String) -> Outcome {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { text in
        var budget = cpcre2_budget(text.count)
        var (start, end) = (0, 0)
        return switch cpcre2_search(code, text.baseAddress, text.count, &budget, &start, &end) {
        case 1: .match(start..<end)
        case 0: .noMatch
        default: .gaveUp
        }
      }
    }
  }

  private static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "unusable"
  }
}
