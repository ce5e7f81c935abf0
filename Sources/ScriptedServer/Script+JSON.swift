public import EvalKit

/// Scripts as JSON or YAML documents; `docs/scripted-server.md` describes them.
extension Script {
  /// Reads a script file.
  ///
  /// - Throws: ``ScriptError`` with the place of what is wrong.
  public init(file path: String) throws(ScriptError) {
    let json: JSONValue
    do throws(Diagnostic) { json = try ConfigurationFile.read(path) } catch {
      throw ScriptError("", "\(error)")
    }
    do throws(ScriptError) {
      try self.init(json, directory: Files.directory(of: path))
    } catch {
      throw ScriptError(path, error.description)
    }
  }

  /// Reads a script; the names of files in it start from `directory`.
  ///
  /// - Throws: ``ScriptError`` with the place of what is wrong.
  public init(_ json: JSONValue, directory: String = ".") throws(ScriptError) {
    let fields = try ScriptFields(
      json, at: "", in: directory, allowed: ["model", "refuse", "log", "rules"])
    model = try fields.text("model") ?? model
    refusesConnections = try fields.truth("refuse") ?? false
    logLimit = try fields.integer("log", in: 0...10_000_000) ?? logLimit
    for (index, rule) in (try fields.list("rules") ?? []).enumerated() {
      rules.append(try Rule(rule, at: "rules[\(index)]", in: directory))
    }
  }
}

extension Script.Rule {
  init(_ json: JSONValue, at place: String, in directory: String) throws(ScriptError) {
    let fields = try ScriptFields(json, at: place, in: directory, allowed: ["match", "answers"])
    var match = Script.Match()
    if let wanted = try fields.fields("match", allowed: ["method", "path", "contains", "request"]) {
      match.method = try wanted.text("method")
      match.path = try wanted.text("path")
      match.contains = try wanted.bytes("contains")
      match.request = try wanted.integer("request", in: 1...Int(Int32.max))
    }
    var answers: [Script.Answer] = []
    for (index, answer) in (try fields.list("answers") ?? []).enumerated() {
      answers.append(
        try Script.Answer(answer, at: "\(fields.place(of: "answers"))[\(index)]", in: directory))
    }
    guard !answers.isEmpty else { throw ScriptError(place, "a rule needs 'answers'") }
    self.init(answers, match: match)
  }
}

extension Script.Answer {
  private static let keys = [
    "status", "headers", "body", "json", "events", "say", "sse", "framing", "declared_length",
    "gzip", "piece_bytes", "delay_ms", "every_ms", "stall", "drip", "cut", "end", "drop",
    "head", "refuse_ms",
  ]

  init(_ json: JSONValue, at place: String, in directory: String) throws(ScriptError) {
    let fields = try ScriptFields(json, at: place, in: directory, allowed: Self.keys)
    self.init()
    status = try fields.integer("status", in: 100...999) ?? 200
    headers = try Self.headers(fields)
    content = try Self.content(fields)
    events = try Script.EventFormat(fields)
    framing = try fields.choice("framing", Script.Framing.self)
    declaredLength = try fields.integer("declared_length", in: 0...Int.max)
    isGzipped = try fields.truth("gzip") ?? false
    pieceBytes = try fields.integer("piece_bytes", in: 1...Int(Int32.max))
    try readFaults(fields)
  }

  private mutating func readFaults(_ fields: ScriptFields) throws(ScriptError) {
    delay = try fields.wait("delay_ms") ?? .none
    interval = try fields.milliseconds("every_ms") ?? .zero
    if let stall = try fields.fields("stall", allowed: ["after", "ms"]) {
      self.stall = Script.Stall(
        pieces: try stall.integer("after", in: 0...Int.max) ?? 0,
        wait: try stall.wait("ms") ?? .forever)
    }
    if let drip = try fields.fields("drip", allowed: ["bytes", "ms"]) {
      self.drip = Script.Drip(
        bytes: try drip.integer("bytes", in: 1...Int.max) ?? 1,
        pause: try drip.milliseconds("ms") ?? .zero)
    }
    if let cut = try fields.fields("cut", allowed: ["after", "after_bytes"]) {
      if let count = try cut.integer("after", in: 0...Int.max) {
        self.cut = .pieces(count)
      } else if let count = try cut.integer("after_bytes", in: 0...Int.max) {
        self.cut = .bytes(count)
      } else {
        throw ScriptError(cut.place, "'after' or 'after_bytes' is needed")
      }
    }
    end = try fields.choice("end", Script.End.self) ?? .keep
    hasHead = try fields.truth("head") ?? true
    isDropped = try fields.truth("drop") ?? false
    refusal = try fields.wait("refuse_ms") ?? .none
  }

  private static func headers(
    _ fields: ScriptFields
  ) throws(ScriptError) -> [(name: String, value: String?)] {
    guard let json = fields["headers"] else { return [] }
    guard let object = json.objectValue else { throw fields.wrong("headers", "an object") }
    var headers: [(name: String, value: String?)] = []
    for member in object.members {
      guard member.value.isNull || member.value.stringValue != nil else {
        throw ScriptError(
          fields.place(of: "headers"), "the value of '\(member.key)' is a text or null")
      }
      headers.append((member.key, member.value.stringValue))
    }
    return headers
  }

  private static func content(_ fields: ScriptFields) throws(ScriptError) -> Script.Content {
    let given = ["body", "json", "events", "say"].filter { fields[$0] != nil }
    guard given.count <= 1 else {
      throw ScriptError(fields.place, "there is one of \(given.joined(separator: ", ")) at most")
    }
    if let json = fields["json"] { return .bytes(Array(json.compact.utf8)) }
    if let list = try fields.list("events") {
      var events: [[UInt8]] = []
      for (index, event) in list.enumerated() {
        events.append(try fields.bytes(event, at: "\(fields.place(of: "events"))[\(index)]"))
      }
      return .events(events)
    }
    if fields["say"] != nil { return .completion(try Completion(fields)) }
    return .bytes(try fields.bytes("body") ?? [])
  }
}

extension Script.EventFormat {
  private enum LineEnd: String, CaseIterable {
    case lf, cr, crlf

    var text: String {
      switch self {
      case .lf: "\n"
      case .cr: "\r"
      case .crlf: "\r\n"
      }
    }
  }

  init(_ answer: ScriptFields) throws(ScriptError) {
    guard
      let fields = try answer.fields("sse", allowed: ["line_end", "bom", "comment", "space"])
    else { return }
    lineEnd = try fields.choice("line_end", LineEnd.self)?.text ?? lineEnd
    beginsWithMark = try fields.truth("bom") ?? false
    comment = try fields.text("comment")
    hasSpace = try fields.truth("space") ?? true
  }
}

extension Completion {
  private static let keys = [
    "text", "tokens", "form", "reasoning", "role", "finish", "usage", "done", "error", "model",
    "times",
  ]

  /// Reads the value of `say`: a text, or an object.
  init(_ answer: ScriptFields) throws(ScriptError) {
    if let text = answer["say"]?.stringValue {
      self.init(text: text)
      return
    }
    guard let fields = try answer.fields("say", allowed: Self.keys) else {
      self.init([])
      return
    }
    self.init(try Self.tokens(fields))
    form = try fields.choice("form", Form.self) ?? .asked
    reasoning = Self.words(of: try fields.text("reasoning") ?? "")
    hasRole = try fields.truth("role") ?? true
    error = fields["error"]
    hasDone = try fields.truth("done") ?? (error == nil)
    if fields["finish"]?.isNull == true {
      finishReason = nil
    } else {
      finishReason = try fields.text("finish") ?? finishReason
    }
    switch fields["usage"] {
    case nil, .bool(true): usage = nil
    case .bool(false): usage = []
    case .array(let all): usage = all
    case .some(let one): usage = [one]
    }
    model = try fields.text("model")
    times = try fields.integer("times", in: 1...1000) ?? 1
  }

  /// `tokens` is a list, or one token `repeat`ed so many `times`.
  private static func tokens(_ fields: ScriptFields) throws(ScriptError) -> [String] {
    if let text = try fields.text("text") { return words(of: text) }
    if let list = fields["tokens"]?.arrayValue {
      guard list.allSatisfy({ $0.stringValue != nil }) else {
        throw fields.wrong("tokens", "a list of texts")
      }
      return list.compactMap(\.stringValue)
    }
    guard let repeated = try fields.fields("tokens", allowed: ["repeat", "times"]) else {
      return []
    }
    let token = try repeated.text("repeat") ?? ""
    return Array(repeating: token, count: try repeated.integer("times", in: 0...10_000_000) ?? 1)
  }
}
