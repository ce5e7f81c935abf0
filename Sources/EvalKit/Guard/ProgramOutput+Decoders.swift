extension ProgramOutput {
  /// What a decoder prints; `nil` when the command is none.
  static func decode(
    _ invocation: Invocation, _ input: ShellValue, _ state: ShellState
  ) -> ShellValue? {
    guard let decoder = decoder(of: invocation) else { return encode(invocation, input) }
    let file = invocation.operands.last.flatMap { state.file($0.text) }
    let source = file ?? input
    let taint = source.taint.union(invocation.taint).union(decoder.disguises ? .decoded : [])
    guard let known = source.known, !known.isEmpty, known.utf8.count <= ShellText.limit,
      let text = decoder.decode(known)
    else { return .unknown(taint) }
    return ShellValue(text: text, taint: taint)
  }

  private struct Decoder {
    /// Whether its input could not be read as it was.
    var disguises = true
    var decode: (String) -> String?
  }

  private static func decoder(of invocation: Invocation) -> Decoder? {
    let decodes = invocation.has("-d", "-D", "--decode", "-r")
    switch invocation.program {
    case "base64", "gbase64", "b64decode":
      return decodes || invocation.runs("b64decode") ? Decoder(decode: ShellText.decodeBase64) : nil
    case "base32": return decodes ? Decoder(decode: ShellText.decodeBase32) : nil
    case "basenc":
      guard decodes else { return nil }
      if invocation.line.contains("base16") { return Decoder(decode: ShellText.decodeHex) }
      if invocation.line.contains("base32") { return Decoder(decode: ShellText.decodeBase32) }
      return Decoder(decode: ShellText.decodeBase64)
    case "xxd": return decodes ? Decoder(decode: ShellText.decodeHex) : nil
    case "openssl":
      let isDecoding = invocation.arguments.contains { $0.text == "-d" }
      guard isDecoding else { return nil }
      let isPlain = invocation.line.contains("base64") || invocation.line.contains("-a")
      return Decoder { isPlain ? ShellText.decodeBase64($0) : nil }
    case "rev":
      return Decoder { text in
        text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { String($0.reversed()) }.joined(separator: "\n")
      }
    case "tr": return translator(invocation)
    case "sed": return substituter(invocation)
    case "uudecode": return Decoder { _ in nil }
    default: return nil
    }
  }

  private static func translator(_ invocation: Invocation) -> Decoder? {
    let sets = invocation.operands.map(\.text)
    if invocation.has("-d", "--delete"), let first = sets.first {
      return Decoder(disguises: true) { ShellText.translate($0, first, to: nil) }
    }
    guard sets.count == 2 else { return nil }
    return Decoder { ShellText.translate($0, sets[0], to: sets[1]) }
  }

  /// `sed 's/a/b/g'` with plain text on both sides.
  private static func substituter(_ invocation: Invocation) -> Decoder? {
    guard let program = invocation.operands.first?.text, program.first == "s",
      let mark = program.dropFirst().first
    else { return nil }
    let parts = program.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, !parts[1].isEmpty,
      !parts[1].contains(where: { "*.[]^$\\".contains($0) })
    else { return nil }
    let isGlobal = parts[3].contains("g")
    return Decoder { text in
      text.replacing(parts[1], with: parts[2], maxReplacements: isGlobal ? .max : 1)
    }
  }

  private static func encode(_ invocation: Invocation, _ input: ShellValue) -> ShellValue? {
    guard invocation.runs("base64", "xxd", "base32", "hexdump", "od", "b64encode", "gpg", "openssl")
    else { return nil }
    var taint = input.taint.union(invocation.taint).union(.encoded)
    if invocation.arguments.contains(where: { invocation.place(of: $0).isCredential }) {
      taint.insert(.secret)
    }
    return .unknown(taint)
  }
}
