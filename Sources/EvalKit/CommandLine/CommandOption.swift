/// One option of a command.
public struct CommandOption: Sendable, Equatable {
  /// Without the dashes, such as `output`.
  public var name: String
  /// What its value is called in help, such as `DIR`; `nil` for a switch.
  public var value: String?
  public var summary: String
  /// Whether it may be given more than once.
  public var repeats: Bool

  public init(_ name: String, _ value: String? = nil, _ summary: String, repeats: Bool = false) {
    (self.name, self.value, self.summary, self.repeats) = (name, value, summary, repeats)
  }
}

/// What a command understands; help is made from it.
public struct CommandSyntax: Sendable, Equatable {
  public var name: String
  public var summary: String
  /// What the words that are no options are called, such as `SUITE…`.
  public var operands: String
  public var operandCount: ClosedRange<Int>
  public var options: [CommandOption]
  public var examples: [String]

  public init(
    _ name: String, _ summary: String, operands: String = "",
    operandCount: ClosedRange<Int> = 0...0, options: [CommandOption] = [], examples: [String]
  ) {
    (self.name, self.summary, self.operands) = (name, summary, operands)
    (self.operandCount, self.options, self.examples) = (operandCount, options, examples)
  }

  /// The text of `--help`.
  public func help(program: String) -> String {
    var lines = [
      summary, "", "usage: \(program) \(name)\(operands.isEmpty ? "" : " " + operands) [options]",
      "",
    ]
    let rows = (options + [CommandOption("help", nil, "Show this help.")]).map { option in
      ("--\(option.name)" + (option.value.map { " \($0)" } ?? ""), option.summary)
    }
    let width = rows.map(\.0.count).max() ?? 0
    lines.append("options:")
    lines += rows.map { flag, summary in
      "  " + flag + String(repeating: " ", count: width - flag.count + 2) + summary
    }
    lines += ["", examples.count == 1 ? "example:" : "examples:"]
    lines += examples.map { "  \(program) \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Words of a command line that cannot be understood.
public struct UsageError: Error, Sendable, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// The words of a command line, sorted into options and operands.
public struct CommandArguments: Sendable, Equatable {
  public private(set) var operands: [String] = []
  public private(set) var wantsHelp = false
  private var values: [String: [String]] = [:]

  /// Reads `--name value`, `--name=value`, `--switch`, and operands; `--` ends the options.
  public init(_ words: [String], syntax: CommandSyntax) throws(UsageError) {
    var words = words[...]
    while let word = words.popFirst() {
      if word == "--" {
        operands += words
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      if word == "--help" || word == "-h" {
        wantsHelp = true
        continue
      }
      try takeOption(word, &words, syntax)
    }
    guard !wantsHelp else { return }
    guard syntax.operandCount.contains(operands.count) else {
      let missing = operands.count < syntax.operandCount.lowerBound
      throw UsageError(
        missing
          ? "'\(syntax.name)' needs \(syntax.operands)"
          : "'\(syntax.name)' takes no '\(operands[syntax.operandCount.upperBound])'")
    }
  }

  private mutating func takeOption(
    _ word: String, _ words: inout ArraySlice<String>, _ syntax: CommandSyntax
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let flag = String(parts[0])
    let name = String(flag.drop { $0 == "-" })
    guard flag.hasPrefix("--"), let option = syntax.options.first(where: { $0.name == name })
    else {
      let names = syntax.options.map(\.name) + ["help"]
      let close = nearest(name, in: names).name.map { "; did you mean '--\($0)'?" } ?? ""
      throw UsageError("'\(syntax.name)' has no option '\(flag)'\(close)")
    }
    guard option.repeats || values[name] == nil else {
      throw UsageError("'--\(name)' is given twice")
    }
    guard let what = option.value else {
      guard parts.count == 1 else { throw UsageError("'--\(name)' takes no value") }
      values[name] = [""]
      return
    }
    guard let value = parts.count == 2 ? String(parts[1]) : words.popFirst(), !value.isEmpty
    else { throw UsageError("'--\(name)' needs \(what)") }
    values[name, default: []].append(value)
  }

  public func has(_ name: String) -> Bool { values[name] != nil }

  /// The values of an option that may be given more than once, in order.
  public func values(_ name: String) -> [String] { values[name] ?? [] }

  /// The value of an option that is given at most once.
  public func value(_ name: String) -> String? { values[name]?.first }

  /// A whole number of at least `minimum`.
  public func integer(_ name: String, minimum: Int) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), number >= minimum else {
      throw UsageError("'--\(name)' is a whole number of at least \(minimum), not '\(text)'")
    }
    return number
  }
}
