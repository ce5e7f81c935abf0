extension Invocation {
  /// Whether it runs code that it reads: shells, interpreters, `eval`, `source`.
  var readsCode: Bool {
    if runs(Shells.names) || runs("eval", "source", ".", "exec", "xargs", "at", "batch", "parallel")
    {
      return true
    }
    return Self.interpreters.contains(String(program.prefix { $0.isLetter }))
  }

  private static let interpreters: Set<String> = [
    "python", "pypy", "perl", "ruby", "node", "nodejs", "php", "lua", "deno", "bun", "tclsh",
    "pwsh",
    "osascript", "Rscript", "groovy",
  ]

  /// Where the code that it runs comes from.
  var givenCode: Taint {
    if runs("exec", "xargs", "parallel") { return [] }
    var taint = arguments.reduce(into: Taint()) { $0.formUnion($1.taint) }
    writtenFiles.forEach { taint.formUnion($0.taint) }
    if arguments.contains(where: { $0.text.hasPrefix("-m") }), !runs(Shells.names) { return taint }
    let takesInput =
      operands.isEmpty || has("-s")
      || operands.contains { $0.text == "-" || $0.text == "/dev/stdin" }
    if takesInput, let input { taint.formUnion(input.taint) }
    if runs("at", "batch"), let input { taint.formUnion(input.taint) }
    return taint
  }
}
