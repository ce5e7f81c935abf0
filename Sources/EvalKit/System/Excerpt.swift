/// A short quotation of a text that nobody vouches for, safe to print.
///
/// It shows at most ``limit`` code points in single quotes, followed by `…` when there are more.
/// Control and format characters, line breaks and a combining mark with nothing to sit on are
/// written as `\n`, `\t`, `\r` or `\u{…}`. The cost does not depend on the length of the text.
public struct Excerpt: Sendable, Equatable, CustomStringConvertible {
  /// How many code points are shown.
  public static let limit: Int = 80

  /// The quotation with its quotes.
  public let description: String

  /// Quotes the start of a text.
  public init(_ text: String) { description = "'\(Self.plain(text, limit: Self.limit))'" }

  /// The start of a text in the same form, without quotes; for sentences that other code wrote
  /// about a text that nobody vouches for.
  public static func plain(_ text: String, limit: Int = 200) -> String {
    var result = ""
    var shown = 0
    for scalar in text.unicodeScalars {
      guard shown < limit else { return result + "…" }
      result += printable(scalar, isFirst: shown == 0)
      shown += 1
    }
    return result
  }

  private static func printable(_ scalar: Unicode.Scalar, isFirst: Bool) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: break
    }
    let isHidden =
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
      case .nonspacingMark, .enclosingMark, .spacingMark: isFirst
      default: false
      }
    guard isHidden else { return String(scalar) }
    return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }
}
