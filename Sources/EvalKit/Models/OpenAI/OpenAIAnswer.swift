/// Reads an answer of an OpenAI-compatible server while it arrives, streamed or whole.
///
/// Which of the two it is follows from the first byte: servers answer errors with plain JSON to a
/// request for a stream, and proxies state wrong content types.
struct OpenAIAnswer: HTTPBodySink {
  private enum Form { case undecided, stream, document }
  /// Beyond any event that a model writes, and short of what hurts.
  private static let maximumEventBytes = 16 << 20
  private static let maximumDocumentBytes = 64 << 20

  private var head = HTTPResponseHead(status: 0, headers: HTTPHeaders())
  private var form = Form.undecided
  private var events = ServerSentEventParser(maximumEventBytes: maximumEventBytes)
  private var document: [UInt8] = []
  private var content = ChatContent()
  private let parser = JSONParser()
  /// When the first non-empty delta came.
  private var firstToken: MonotonicInstant?
  private var isDone = false
  private var problem: ModelFailure?

  init() {}

  mutating func begin(_ head: HTTPResponseHead) -> Bool {
    self.head = head
    return true
  }

  mutating func receive(_ bytes: RawSpan, at instant: MonotonicInstant) -> Bool {
    if form == .undecided { decide(bytes) }
    guard form == .stream, head.status == 200 else { return receiveDocument(bytes) }
    do throws(StreamLimitError) {
      var events = events
      try events.feed(bytes) { _, data in take(data, at: instant) }
      self.events = events
    } catch {
      problem = ModelFailure(
        .malformed, "the stream has an event of more than \(error.limit) bytes")
    }
    return problem == nil
  }

  private mutating func receiveDocument(_ bytes: RawSpan) -> Bool {
    bytes.withUnsafeBytes { document.append(contentsOf: $0) }
    guard document.count > Self.maximumDocumentBytes else { return true }
    document = []
    problem = ModelFailure(
      .malformed, "the answer has more than \(Self.maximumDocumentBytes) bytes")
    return false
  }

  /// The answer, once no more comes; `now` is the time since 1970, for dates in headers.
  func finish(_ outcome: HTTPOutcome, now: Duration) throws(ModelFailure) -> Prediction {
    if let problem { throw problem }
    if head.status != 0, head.status != 200 { return try refused(now) }
    if let failure = outcome.failure, !(isDone && content.finishReason != nil) {
      throw ModelFailure(failure)
    }
    var content = content
    var isComplete = isDone
    switch form {
    case .stream:
      var events = events
      if let leftover = events.finish(), leftover.data.starts(with: "[DONE]".utf8) {
        isComplete = true
      }
    case .document, .undecided: try read(&content)
    }
    return try prediction(content, isComplete: isComplete, outcome)
  }

  private mutating func decide(_ bytes: RawSpan) {
    let first = bytes.withUnsafeBytes { buffer in
      buffer.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    }
    guard let first else { return }
    form =
      [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(first)
      ? .document : .stream
  }

  private mutating func take(_ data: RawSpan, at instant: MonotonicInstant) {
    guard problem == nil, !isDone else { return }
    data.withUnsafeBytes { bytes in
      guard !bytes.starts(with: "[DONE]".utf8) else {
        isDone = true
        return
      }
      do throws(JSONError) {
        if content.take(try parser.parse(bytes)), firstToken == nil { firstToken = instant }
        if let error = content.error {
          problem = ModelFailure(error: error, "error inside the answer")
        } else if content.goesOnAfterEnd {
          problem = ModelFailure(
            .malformed, "the stream goes on after its finish reason", transient: true)
        }
      } catch {
        problem = ModelFailure(
          .malformed, "the stream has an event that is no JSON (\(error.reason))", transient: true)
      }
    }
  }

  /// Reads an answer that came as one document.
  private func read(_ content: inout ChatContent) throws(ModelFailure) {
    guard document.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
      throw ModelFailure(.interrupted, "the answer is empty", transient: true)
    }
    let json: JSONValue
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    do throws(JSONError) {
      json = try parser.parse(document.starts(with: mark) ? Array(document[3...]) : document)
    } catch {
      let body = ErrorBody(notJSON: document)
      let reason = body.isPage ? "" : " (\(error.reason))"
      throw ModelFailure(
        .malformed, "the answer is no JSON\(reason): \(body.message)", transient: true,
        status: head.status)
    }
    _ = content.take(json)
    if let error = content.error { throw ModelFailure(error: error, "error with status 200") }
    guard content.hasChoice else {
      throw ModelFailure(.malformed, "the answer has no 'choices'", transient: true)
    }
  }

  private func refused(_ now: Duration) throws(ModelFailure) -> Prediction {
    let body = ErrorBody(bytes: document, parser: parser)
    if body.isContentFilter, head.status == 400 || head.status == 403 {
      return Prediction(finishReason: .contentFilter)
    }
    throw ModelFailure(status: head.status, headers: head.headers, body: body, now: now)
  }

  private func prediction(
    _ content: ChatContent, isComplete: Bool, _ outcome: HTTPOutcome
  ) throws(ModelFailure) -> Prediction {
    guard let reason = content.finishReason else {
      throw ModelFailure(
        .interrupted,
        isComplete
          ? "the stream ended with [DONE] but without a finish reason"
          : "the answer ended without a finish reason", transient: true)
    }
    guard reason != "error", reason != "abort", reason != "insufficient_system_resource" else {
      throw ModelFailure(.server, "generation ended with '\(reason)'", transient: true)
    }
    let (reasoning, text) = content.split
    let total = outcome.timings.total
    return Prediction(
      text: text, reasoning: reasoning, toolCalls: content.toolCalls,
      finishReason: FinishReason(reason), usage: content.usage,
      timings: Timings(
        firstToken: firstToken.map { outcome.timings.start.duration(to: $0) }, total: total,
        server: content.serverTimings),
      model: content.model)
  }
}
