@testable import EvalKit

/// One recorded answer of a real server: status, fields and body.
struct WireRecording {
  let status: Int
  let headers: HTTPHeaders
  let body: [UInt8]

  /// A body of a test's own.
  init(status: Int, body: String) {
    (self.status, headers, self.body) = (status, HTTPHeaders(), Array(body.utf8))
  }

  /// Reads `NAME.hdr` and `NAME.txt` of the shared recordings; `nil` when they are not there.
  ///
  /// In a body that was shortened the parts next to the cut are left out.
  init?(_ name: String, cutAt separator: String = "\n") {
    guard let head = SharedFiles.bytes("wire/\(name).hdr"),
      let body = SharedFiles.bytes("wire/\(name).txt")
    else { return nil }
    let lines = String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline)
    let words = lines.last { $0.hasPrefix("HTTP/") }?.split(separator: " ") ?? []
    // A full queue was recorded without its first line.
    status = words.count > 1 ? Int(words[1]) ?? 0 : 503
    var headers = HTTPHeaders()
    for line in lines where !line.hasPrefix("HTTP/") {
      Array(line.utf8).withUnsafeBytes { headers.append(line: $0) }
    }
    self.headers = headers
    self.body = Self.stitched(body, at: separator)
  }

  private static func stitched(_ body: [UInt8], at separator: String) -> [UInt8] {
    let text = String(decoding: body, as: UTF8.self)
    guard let mark = text.firstRange(of: "[... cut") else { return body }
    let before = text[..<mark.lowerBound].dropLast()
    let behind = text[mark.upperBound...].drop { $0 != "]" }.dropFirst(2)
    guard let last = before.ranges(of: separator).last, let first = behind.firstRange(of: separator)
    else { return body }
    return Array((before[..<last.upperBound] + behind[first.upperBound...]).utf8)
  }

  /// What the reader of an API makes of it, when it arrives in parts of a size.
  func prediction<Content: AnswerContent>(
    as content: Content.Type, partSize: Int = 1 << 20
  ) throws(ModelFailure) -> Prediction {
    var answer = NativeAnswer<Content>()
    let head = HTTPResponseHead(status: status, headers: headers)
    _ = answer.begin(head)
    var rest = body[...]
    var instant = MonotonicInstant(nanoseconds: 0)
    while !rest.isEmpty {
      let part = Array(rest.prefix(partSize))
      rest = rest.dropFirst(part.count)
      instant = MonotonicInstant(nanoseconds: instant.nanoseconds + 1)
      guard answer.receive(part.span.bytes, at: instant) else { break }
    }
    return try answer.finish(
      HTTPOutcome(
        head: head, failure: nil, stoppedBySink: false, bodyBytes: body.count,
        reusedConnection: false,
        timings: HTTPTimings(start: MonotonicInstant(nanoseconds: 0), total: .seconds(1))),
      now: .zero)
  }
}
