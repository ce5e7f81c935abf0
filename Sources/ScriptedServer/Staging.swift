internal import EvalKit

/// Turns an answer into the steps that play it.
struct Staging {
  let answer: Script.Answer
  /// The model of the script.
  let model: String
  /// Whether the request asks for a stream.
  let streams: Bool
  /// Whether the request is for plain completions.
  let isPlain: Bool

  var steps: [Step] {
    var timeline = Timeline(drip: answer.drip)
    switch answer.refusal {
    case .none: break
    case .time(let time): timeline.steps.append(.refuse(time))
    case .forever: timeline.steps.append(.refuse(nil))
    }
    timeline.wait(answer.delay)
    if !answer.isDropped { play(into: &timeline) }
    timeline.flush()
    timeline.steps.append(.end(isBroken && answer.end == .keep ? .close : answer.end))
    return timeline.steps
  }

  /// Whether the client cannot tell where the next answer would begin.
  private var isBroken: Bool {
    answer.isDropped || answer.cut != nil || framing == .close
  }

  private var framing: Script.Framing { answer.framing ?? (isStream ? .chunked : .length) }

  private var isStream: Bool {
    switch answer.content {
    case .bytes: false
    case .events: true
    case .completion(let completion):
      completion.form == .stream || completion.form == .asked && streams
    }
  }

  private func play(into timeline: inout Timeline) {
    let whole = wholePieces
    let pieces = beforeCut(whole)
    let (isCut, isChunked) = (answer.cut != nil, framing == .chunked)
    if answer.hasHead { timeline.send(head(bodyBytes: whole.reduce(0) { $0 + $1.count })) }
    for (index, piece) in pieces.enumerated() {
      if let stall = answer.stall, stall.pieces == index { timeline.wait(stall.wait) }
      if index > 0, answer.interval > .zero { timeline.wait(.time(answer.interval)) }
      if isChunked { timeline.sendChunk(piece) } else { timeline.send(piece) }
    }
    if let stall = answer.stall, stall.pieces >= pieces.count { timeline.wait(stall.wait) }
    if isChunked, !isCut { timeline.send(Array("0\r\n\r\n".utf8)) }
  }

  // MARK: Body

  /// The pieces that are sent.
  private func beforeCut(_ whole: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    switch answer.cut {
    case nil: return whole
    case .pieces(let count): return Array(whole.prefix(count))
    case .bytes(let count):
      var left = count
      return whole.compactMap { piece in
        defer { left -= min(left, piece.count) }
        return left > 0 ? piece.prefix(left) : nil
      }
    }
  }

  private var wholePieces: [ArraySlice<UInt8>] {
    var pieces = content
    if answer.isGzipped { pieces = [Gzip.stored(Array(pieces.joined()))] }
    guard let size = answer.pieceBytes else { return pieces.filter { !$0.isEmpty }.map { $0[...] } }
    let body = Array(pieces.joined())
    return stride(from: 0, to: body.count, by: size).map { start in
      body[start..<min(start + size, body.count)]
    }
  }

  private var content: [[UInt8]] {
    switch answer.content {
    case .bytes(let bytes): return [bytes]
    case .events(let events): return written(events)
    case .completion(let completion):
      let writer = CompletionWriter(completion: completion, model: model, isPlain: isPlain)
      return isStream ? written(writer.events) : [writer.whole]
    }
  }

  /// Events as they go over the wire.
  private func written(_ events: [[UInt8]]) -> [[UInt8]] {
    let format = answer.events
    let end = Array(format.lineEnd.utf8)
    var pieces = events.map { data in
      var piece: [UInt8] = []
      if let comment = format.comment { piece += Array(":\(comment)".utf8) + end + end }
      return piece + Array((format.hasSpace ? "data: " : "data:").utf8) + data + end + end
    }
    if format.beginsWithMark, !pieces.isEmpty { pieces[0] = [0xEF, 0xBB, 0xBF] + pieces[0] }
    return pieces
  }

  // MARK: Head

  private func head(bodyBytes: Int) -> [UInt8] {
    var fields: [(name: String, value: String)] = [("Content-Type", contentType)]
    if answer.isGzipped { fields.append(("Content-Encoding", "gzip")) }
    switch framing {
    case .chunked: fields.append(("Transfer-Encoding", "chunked"))
    case .length:
      fields.append(("Content-Length", String(answer.declaredLength ?? bodyBytes)))
    case .close: fields.append(("Connection", "close"))
    }
    for (name, value) in answer.headers {
      fields.removeAll { $0.name.lowercased() == name.lowercased() }
      if let value { fields.append((name, value)) }
    }
    let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
    return Array("HTTP/1.1 \(answer.status) \(Self.reason(answer.status))\r\n\(lines)\r\n".utf8)
  }

  private var contentType: String {
    if isStream { return "text/event-stream" }
    switch answer.content {
    case .completion: return "application/json"
    case .events: return "text/event-stream"
    case .bytes(let bytes):
      switch bytes.first {
      case UInt8(ascii: "{"), UInt8(ascii: "["): return "application/json"
      case UInt8(ascii: "<"): return "text/html"
      default: return "text/plain; charset=utf-8"
      }
    }
  }

  private static func reason(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 300..<400: "Redirect"
    case 400..<500: "Client Error"
    case 500...: "Server Error"
    default: "Status"
    }
  }
}

/// Steps in the making; neighbouring bytes become one write.
private struct Timeline {
  let drip: Script.Drip?
  var steps: [Step] = []
  private var pending: [UInt8] = []
  private let lineEnd: [UInt8] = [0x0D, 0x0A]

  init(drip: Script.Drip?) { self.drip = drip }

  mutating func send(_ bytes: some Sequence<UInt8>) { pending.append(contentsOf: bytes) }

  /// A piece as a chunk of its own.
  mutating func sendChunk(_ piece: ArraySlice<UInt8>) {
    send(String(piece.count, radix: 16).utf8)
    send(lineEnd)
    send(piece)
    send(lineEnd)
  }

  mutating func wait(_ wait: Script.Wait) {
    guard wait != .none else { return }
    flush()
    switch wait {
    case .none: break
    case .time(let time): steps.append(.pause(time))
    case .forever: steps.append(.end(.hang))
    }
  }

  mutating func flush() {
    guard !pending.isEmpty else { return }
    if let drip {
      steps.append(.drip(pending, size: drip.bytes, pause: drip.pause))
    } else {
      steps.append(.send(pending))
    }
    pending = []
  }
}
