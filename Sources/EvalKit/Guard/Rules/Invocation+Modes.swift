extension Invocation {
  private var modes: [String] {
    operands.first.map { [$0.text] + $0.text.split(separator: ",").map(String.init) } ?? []
  }

  /// Whether a mode lets everybody write.
  var isOpenMode: Bool {
    guard let mode = operands.first?.text ?? arguments.first?.text else { return false }
    let digits = mode.drop { $0 == "0" }
    if mode.allSatisfy(\.isNumber), digits.count == 3 || digits.count == 4 {
      return "2367".contains(digits.last ?? "0") && !(digits.count == 4 && digits.first == "1")
    }
    return mode.split(separator: ",").contains { clause in
      guard let operation = clause.firstIndex(where: { "+=".contains($0) }) else { return false }
      let who = clause[..<operation]
      return (who.contains("o") || who.contains("a") || who.isEmpty && clause.contains("r"))
        && clause[operation...].contains("w")
    }
  }

  /// Whether a mode takes away everybody's or the owner's rights.
  var isClosedMode: Bool {
    let texts = arguments.map(\.text)
    return texts.contains {
      [
        "000", "0", "00", "0000", "a-rwx", "-rwx", "a-x", "ugo-rwx", "a=", "u-rwx", "-x", "a-r",
        "-r",
      ].contains($0)
    }
      && !(texts.first == "-r" || texts.first == "-x")
  }
}
