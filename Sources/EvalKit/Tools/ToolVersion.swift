/// Asks programs for their versions.
enum ToolVersion {
  /// The versions of programs by name; a program that is missing or does not tell has none.
  static func read(_ tools: [ExternalTool]) async -> [String: String] {
    await withTaskGroup(of: (String, String?).self) { group in
      for tool in tools { group.addTask { (tool.name, await read(tool)) } }
      var result: [String: String] = [:]
      for await (name, version) in group { result[name] = version }
      return result
    }
  }

  private static func read(_ tool: ExternalTool) async -> String? {
    guard let path = try? tool.locate() else { return nil }
    let run = ProgramRun(ProgramCommand(path, ["--version"]), timeout: .seconds(10))
    guard let result = try? await run.run(), result.isSuccess else { return nil }
    return version(in: result.outputText) ?? version(in: result.errorText)
  }

  /// The first word that looks like a version, such as `20.19.2` in `v20.19.2`.
  static func version(in text: String) -> String? {
    for word in text.prefix(2000).split(whereSeparator: \.isWhitespace) {
      let digits = word.drop { !$0.isNumber }
      let version = digits.prefix {
        $0.isASCII && ($0.isLetter || $0.isNumber || ".+~-".contains($0))
      }
      let parts = version.split(separator: ".", omittingEmptySubsequences: false)
      let prefix = word.prefix(word.count - digits.count)
      guard parts.count >= 2, prefix.allSatisfy({ $0 == "v" }),
        parts[0].allSatisfy(\.isNumber), parts[1].first?.isNumber == true
      else { continue }
      return String(version)
    }
    return nil
  }
}
