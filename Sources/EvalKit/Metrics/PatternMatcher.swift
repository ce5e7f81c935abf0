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
    let flags = PCRE2_UTF | PCRE2_AUTO_CALLOUT | PCRE2_NEVER_BACKSLASH_C
    let made = text.withUTF8 { bytes in
      pcre2_compile_8(bytes.baseAddress ?? Self.empty, bytes.count, flags, &code, &offset, nil)
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
      guard let data = pcre2_match_data_create_8(1, nil),
        let context = pcre2_match_context_create_8(nil)
      else { fatal("out of memory") }
      defer {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
      }
      var budget = Budget(steps: Self.fixedSteps + Self.stepsPerByte * bytes.count)
      pcre2_set_match_limit_8(context, Self.matchLimit)
      pcre2_set_depth_limit_8(context, Self.depthLimit)
      pcre2_set_heap_limit_8(context, Self.heapLimit)
      return withUnsafeMutablePointer(to: &budget) { budget in
        pcre2_set_callout_8(context, countStep, budget)
        let start = bytes.baseAddress ?? Self.empty
        let count = pcre2_match_8(
          code, start, bytes.count, 0, PCRE2_NO_UTF_CHECK, data, context)
        return Self.outcome(count, data)
      }
    }
  }

  private static func outcome(_ count: Int32, _ data: OpaquePointer) -> Outcome {
    switch count {
    case PCRE2_ERROR_NOMATCH: return .noMatch
    case 0...:
      guard let ends = pcre2_get_ovector_pointer_8(data) else { return .gaveUp }
      // `\K` in a lookahead may put the start behind the end.
      return .match(min(ends[0], ends[1])..<max(ends[0], ends[1]))
    default: return .gaveUp
    }
  }

  private static func message(_ code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "unusable"
  }

  private static let fixedSteps = 5_000_000
  private static let stepsPerByte = 40
  private static let matchLimit: UInt32 = 20_000_000
  private static let depthLimit: UInt32 = 1_000_000
  /// In kibibytes.
  private static let heapLimit: UInt32 = 64 * 1024

  /// Where an empty text starts: PCRE2 takes no null pointer.
  private nonisolated(unsafe) static let empty: UnsafePointer<UInt8> = {
    let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    byte.initialize(to: 0)
    return UnsafePointer(byte)
  }()
}

/// What a search may still do.
private struct Budget {
  var steps: Int
  var position = 0
}

/// Called before every item of the pattern; a step is an item or a byte that was moved over.
///
/// PCRE2's own match limit does not count what a single repeat such as `a*` runs over, which makes
/// patterns like `a*[bc]` quadratic within it.
private func countStep(
  _ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ data: UnsafeMutableRawPointer?
) -> Int32 {
  guard let block, let budget = data?.assumingMemoryBound(to: Budget.self) else { return 0 }
  let position = block.pointee.current_position
  budget.pointee.steps -= 1 + abs(position - budget.pointee.position)
  budget.pointee.position = position
  return budget.pointee.steps < 0 ? PCRE2_ERROR_CALLOUT : 0
}
