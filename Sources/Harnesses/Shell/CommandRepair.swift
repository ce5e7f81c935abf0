internal import EvalKit

/// Reads commands that break off: what is open is closed, so that the rest can be judged.
enum CommandRepair {
  enum Reading {
    /// The tree, the text that it is of, and whether that was changed.
    case tree(ShellSyntax, String, isRepaired: Bool)
    case unparsable(reason: String)
  }

  /// How many things may be open.
  private static let limit = 4

  /// Reads a command, and again with what closes it, as often as it takes.
  ///
  /// - Throws: ``ScoringError`` when shfmt is missing or crashes.
  static func read(_ script: String, with reader: ShellReader) async throws -> Reading {
    var text = script
    var first: String?
    for attempt in 0...limit {
      switch try await reader.read(text) {
      case .tree(let tree): return .tree(tree, text, isRepaired: attempt > 0)
      case .unparsable(let reason):
        first = first ?? reason
        guard let closing = closing(for: reason) else { break }
        text += closing
        continue
      }
      break
    }
    if let filled = withoutPlaceholders(script),
      case .tree(let tree) = try await reader.read(filled)
    {
      return .tree(tree, filled, isRepaired: false)
    }
    return .unparsable(reason: first ?? "it cannot be read")
  }

  /// What shfmt 3.6 misses at the end of a text.
  private static func closing(for reason: String) -> String? {
    let endings = [
      ("without closing quote '", "'"), ("without closing quote \"", "\""),
      ("without closing quote `", "`"), ("must end with \"done\"", "; done"),
      ("must end with \"fi\"", "; fi"), ("must end with \"esac\"", "; esac"),
      (" with }", "; }"), (" with ))", "))"), (" with )", ")"), (" with ]]", " ]]"),
      ("must be followed by a statement", " :"),
    ]
    return endings.first { reason.contains($0.0) }?.1
  }

  /// The script with every `<name>` that stands for something turned into a word; `nil` without.
  private static func withoutPlaceholders(_ script: String) -> String? {
    let filled = script.replacing(#/<[A-Za-z][A-Za-z0-9_ .\-]{0,60}>/#, with: "PLACEHOLDER")
    return filled == script ? nil : filled
  }
}
