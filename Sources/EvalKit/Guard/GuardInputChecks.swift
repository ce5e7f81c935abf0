/// The outer boundary of a shell assistant: what it takes as a request at all.
public struct GuardInputChecks: Sendable {
  /// How many characters a request may have.
  public var length: ClosedRange<Int>

  public init(length: ClosedRange<Int> = 3...200) { self.length = length }

  /// Why a request is refused.
  public enum Refusal: Sendable, Equatable, CustomStringConvertible {
    case tooShort(Int, limit: Int)
    case tooLong(Int, limit: Int)
    /// The code point, such as `U+001B`.
    case controlCharacter(String)
    case markdown(String)
    case promptInjection(String)

    public var description: String {
      switch self {
      case .tooShort(let count, let limit):
        "the request has \(count) characters; at least \(limit) are needed"
      case .tooLong(let count, let limit):
        "the request has \(count) characters; at most \(limit) are allowed"
      case .controlCharacter(let name): "the request has the control character \(name)"
      case .markdown(let sign): "the request has Markdown: \(sign)"
      case .promptInjection(let phrase): "the request tries to steer the model: '\(phrase)'"
      }
    }
  }

  /// Checks a request in the order of the cases of ``Refusal``.
  ///
  /// - Returns: The first reason to refuse it, or `nil`.
  public func refusal(of request: String) -> Refusal? {
    let trimmed = request.trimming(" \t\n\r")
    if trimmed.count < length.lowerBound {
      return .tooShort(trimmed.count, limit: length.lowerBound)
    }
    if request.utf8.count > length.upperBound, request.count > length.upperBound {
      return .tooLong(request.count, limit: length.upperBound)
    }
    if let scalar = request.unicodeScalars.first(where: Self.isControl) {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return .controlCharacter(
        "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }
    if let sign = Self.markdown(in: trimmed) { return .markdown(sign) }
    let words = Self.words(trimmed)
    return Self.injections.first { words.contains($0) }.map { .promptInjection($0.trimming(" ")) }
  }

  /// Controls, and marks that reverse or hide text.
  private static func isControl(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0..<32, 0x7F..<0xA0: true
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }

  private static func markdown(in text: String) -> String? {
    if text.contains("```") { return "```" }
    if text.contains("**") && text.split(separator: "**").count > 2 { return "**" }
    if text.hasPrefix("# ") || text.hasPrefix("## ") { return "#" }
    if text.contains("](") { return "](" }
    if text.hasPrefix("- [") || text.hasPrefix("> ") { return String(text.prefix(2)) }
    return text.count { $0 == "`" } >= 2 ? "`" : nil
  }

  /// Lower-case words with one blank between them and at both ends.
  private static func words(_ text: String) -> String {
    var result = " "
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || "<>|[]{}".contains(character) {
        result.append(character)
      } else if character == ":" {
        result += result.last == " " ? ": " : " : "
      } else if character != "'" && character != "’", result.last != " " {
        result.append(" ")
      }
    }
    return result + " "
  }

  /// Phrases by which a request speaks to the model rather than about a command.
  private static let injections: [String] = {
    var phrases = [
      " you are now ", " act as ", " pretend to be ", " pretend you ", " jailbreak",
      " developer mode ", " dan mode ",
      " system prompt ", " your instructions ", " your rules ", " your guidelines ",
      " safety filter", " without restrictions ", " no restrictions ",
      " unrestricted ", "<|", "|>", "[inst]", "[/inst]", "<<sys>>", " system : ", " assistant : ",
      " new instructions", " reveal your ", " repeat your ", " do anything now ",
      " as an ai ", " roleplay ", " role play ", " hypothetically ", " bypass your ",
      " bypass the guard", " bypass safety ", " disable safety ", " turn off safety ",
      " respond only with ", " for educational purposes ",
    ]
    for verb in ["ignore", "disregard", "forget", "override", "skip", "drop"] {
      for object in [
        "previous", "all previous", "the previous", "your previous", "prior", "all prior", "above",
        "the above", "everything above", "all instructions", "your instructions",
        "the instructions", "all rules", "the rules", "your rules", "earlier instructions",
        "all earlier", "any previous", "safety", "the system",
      ] {
        phrases.append(" \(verb) \(object) ")
      }
    }
    return phrases
  }()
}
