internal import CEvents
internal import EvalKit

/// Chooses what each request is answered with; counts, so that answers come in order.
struct Director {
  private let script: Script
  /// How many requests each rule has answered.
  private var played: [Int]
  /// How many requests came on each path.
  private var seen: [ArraySlice<UInt8>: Int] = [:]
  private let countsPaths: Bool
  private var staged: [StageKey: [Step]] = [:]

  /// What the steps of an answer depend on.
  private struct StageKey: Hashable {
    var rule: Int
    var answer: Int
    var streams: Bool
    var isPlain: Bool
  }

  init(_ script: Script) {
    self.script = script
    played = Array(repeating: 0, count: script.rules.count)
    countsPaths = script.rules.contains { $0.match.request != nil }
  }

  /// The steps that answer a request; its line comes without its end, its body is not kept.
  mutating func steps(line: ArraySlice<UInt8>, body: UnsafeRawBufferPointer) -> [Step] {
    let words = line.split(separator: 0x20, maxSplits: 2)
    let method = words.first ?? []
    let path = (words.count > 1 ? words[1] : []).prefix { $0 != UInt8(ascii: "?") }
    var count = 0
    if countsPaths {
      count = seen[path, default: 0] + 1
      seen[path] = count
    }
    for (index, rule) in script.rules.enumerated()
    where Self.matches(rule.match, method, path, count, body) {
      let answer = min(played[index], rule.answers.count - 1)
      played[index] += 1
      return steps(rule: index, answer: answer, path: path, body: body)
    }
    if Self.isModels(path) { return staging(modelList).steps }
    return staging(noRule(method, path)).steps
  }

  private mutating func steps(
    rule: Int, answer: Int, path: ArraySlice<UInt8>, body: UnsafeRawBufferPointer
  ) -> [Step] {
    let answered = script.rules[rule].answers[answer]
    var key = StageKey(rule: rule, answer: answer, streams: false, isPlain: false)
    if case .completion = answered.content {
      key.isPlain = path.ends(with: "/completions") && !path.ends(with: "/chat/completions")
      key.streams = body.holds("\"stream\":true") || body.holds("\"stream\": true")
    }
    if let steps = staged[key] { return steps }
    let steps = staging(answered, streams: key.streams, isPlain: key.isPlain).steps
    staged[key] = steps
    return steps
  }

  private func staging(
    _ answer: Script.Answer, streams: Bool = false, isPlain: Bool = false
  ) -> Staging {
    Staging(answer: answer, model: script.model, streams: streams, isPlain: isPlain)
  }

  private static func matches(
    _ match: Script.Match, _ method: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, _ count: Int,
    _ body: UnsafeRawBufferPointer
  ) -> Bool {
    if let wanted = match.method, !method.elementsEqual(wanted.utf8) { return false }
    if let wanted = match.path {
      guard path.elementsEqual(wanted.utf8) else { return false }
    } else if isModels(path) {
      return false
    }
    if let wanted = match.request, wanted != count { return false }
    return match.contains.map { body.holds($0) } ?? true
  }

  private static func isModels(_ path: ArraySlice<UInt8>) -> Bool { path.ends(with: "/models") }

  private var modelList: Script.Answer {
    let model = JSONValue.string(script.model)
    let list: JSONValue = [
      "object": "list", "data": [["id": model, "object": "model", "owned_by": "scripted"]],
    ]
    var answer = Script.Answer()
    answer.content = .bytes(Array(list.compact.utf8))
    return answer
  }

  private func noRule(_ method: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Script.Answer {
    let request = String(decoding: method + [0x20] + path, as: UTF8.self)
    let message = JSONValue.string("no rule of the script is for \(request)")
    let body: JSONValue = ["error": ["message": message, "type": "not_found_error"]]
    var answer = Script.Answer()
    answer.status = 404
    answer.content = .bytes(Array(body.compact.utf8))
    return answer
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func holds(_ text: StaticString) -> Bool {
    guard let baseAddress else { return false }
    return memmem(baseAddress, count, text.utf8Start, text.utf8CodeUnitCount) != nil
  }

  fileprivate func holds(_ bytes: [UInt8]) -> Bool {
    guard let baseAddress else { return bytes.isEmpty }
    return bytes.withUnsafeBytes { needle in
      needle.baseAddress.map { memmem(baseAddress, count, $0, needle.count) != nil } ?? true
    }
  }
}
