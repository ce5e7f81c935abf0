/// What the parts of one answer add up to, in the form of one API.
protocol AnswerContent: Sendable {
  /// How the parts of a stream follow one another.
  static var framing: AnswerFraming { get }

  init()

  /// Adds an event, a line or a whole answer; unknown ones are passed over.
  ///
  /// - Returns: Whether it held anything that the model generated.
  /// - Throws: ``ModelFailure`` when it says that there is no answer.
  mutating func take(_ json: JSONValue) throws(ModelFailure) -> Bool

  /// Whether it is known how generation ended, so that nothing more is needed.
  var isComplete: Bool { get }

  /// The answer, without the times that were measured here.
  ///
  /// - Throws: ``ModelFailure`` when something is missing from it.
  func prediction() throws(ModelFailure) -> Prediction

  /// What a refused request means, when this API says more than the status does.
  static func explained(_ failure: ModelFailure) -> ModelFailure
}

extension AnswerContent {
  static func explained(_ failure: ModelFailure) -> ModelFailure { failure }
}

enum AnswerFraming: Sendable {
  /// `text/event-stream`.
  case events
  /// One JSON object per line.
  case lines
}

/// Reads an answer of an API of its own while it arrives, streamed or whole.
///
/// Which of the two it is follows from the first byte, not from the content type.
struct NativeAnswer<Content: AnswerContent>: HTTPBodySink {
  private enum Form { case undecided, stream, document }
  /// Beyond any part that a model writes, and short of what hurts.
  private static var maximumPartBytes: Int { 16 << 20 }
  private static var maximumDocumentBytes: Int { 64 << 20 }

  private var head = HTTPResponseHead(status: 0, headers: HTTPHeaders())
  private var form = Form.undecided
  private var events = ServerSentEventParser(maximumEventBytes: maximumPartBytes)
  private var lines = LineParser(maximumLineBytes: maximumPartBytes)
  private var document: [UInt8] = []
  private var content = Content()
  private let parser = JSONParser()
  /// When the first part came that held something generated.
  private var firstToken: MonotonicInstant?
  private var problem: ModelFailure?

  init() {}

  mutating func begin(_ head: HTTPResponseHead) -> Bool {
    self.head = head
    return true
  }

  mutating func receive(_ bytes: RawSpan, at instant: MonotonicInstant) -> Bool {
    if form == .undecided { decide(bytes) }
    guard form == .stream, head.status == 200 else { return keep(bytes) }
    do throws(StreamLimitError) {
      switch Content.framing {
      case .events:
        // Moved out, so that what they hold is not copied with every part of a long event.
        var events = ServerSentEventParser()
        swap(&events, &self.events)
        defer { swap(&events, &self.events) }
        try events.feed(bytes) { _, data in take(data, at: instant) }
      case .lines:
        var lines = LineParser()
        swap(&lines, &self.lines)
        defer { swap(&lines, &self.lines) }
        try lines.feed(bytes) { line in take(line, at: instant) }
      }
    } catch {
      problem = ModelFailure(
        .malformed, "the stream has a \(error.what) of more than \(error.limit) bytes")
    }
    return problem == nil
  }

  /// The answer, once no more comes; `now` is the time since 1970, for dates in headers.
  mutating func finish(
    _ outcome: HTTPOutcome, now: Duration
  ) throws(ModelFailure) -> Prediction {
    if let problem { throw problem }
    if head.status != 0, head.status != 200 {
      let body = ErrorBody(bytes: document, parser: parser)
      throw Content.explained(
        ModelFailure(status: head.status, headers: head.headers, body: body, now: now))
    }
    if let failure = outcome.failure, !content.isComplete { throw ModelFailure(failure) }
    switch form {
    case .undecided:
      throw ModelFailure(.interrupted, "the answer is empty", transient: true)
    case .document: try readDocument()
    case .stream: try readRest()
    }
    var prediction = try content.prediction()
    prediction.timings.firstToken = firstToken.map { outcome.timings.start.duration(to: $0) }
    prediction.timings.total = outcome.timings.total
    return prediction
  }

  private mutating func decide(_ bytes: RawSpan) {
    let first = bytes.withUnsafeBytes { buffer in
      buffer.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    }
    guard let first else { return }
    switch Content.framing {
    case .lines: form = first == UInt8(ascii: "{") ? .stream : .document
    case .events:
      let isDocument = ["{", "[", "<"].contains { (mark: Unicode.Scalar) in
        first == UInt8(ascii: mark)
      }
      form = isDocument ? .document : .stream
    }
  }

  private mutating func keep(_ bytes: RawSpan) -> Bool {
    bytes.withUnsafeBytes { document.append(contentsOf: $0) }
    guard document.count > Self.maximumDocumentBytes else { return true }
    document = []
    problem = ModelFailure(
      .malformed, "the answer has more than \(Self.maximumDocumentBytes) bytes")
    return false
  }

  private mutating func take(_ part: RawSpan, at instant: MonotonicInstant) {
    guard problem == nil else { return }
    part.withUnsafeBytes { bytes in
      guard !bytes.starts(with: "[DONE]".utf8) else { return }
      let json: JSONValue
      do throws(JSONError) { json = try parser.parse(bytes) } catch {
        let what = Content.framing == .events ? "an event" : "a line"
        problem = ModelFailure(
          .malformed, "the stream has \(what) that is no JSON (\(error.reason))", transient: true)
        return
      }
      do throws(ModelFailure) {
        if try content.take(json), firstToken == nil { firstToken = instant }
      } catch { problem = error }
    }
  }

  /// Reads an answer that came as one document; it has no first token.
  private mutating func readDocument() throws(ModelFailure) {
    let json: JSONValue
    do throws(JSONError) { json = try parser.parse(document) } catch {
      let body = ErrorBody(notJSON: document)
      let reason = body.isPage ? "" : " (\(error.reason))"
      throw ModelFailure(
        .malformed, "the answer is no JSON\(reason): \(body.message)", transient: true,
        status: head.status)
    }
    _ = try content.take(json)
  }

  /// Reads a last line that nobody ended: a whole answer often comes as one.
  private mutating func readRest() throws(ModelFailure) {
    guard Content.framing == .lines, let rest = lines.finish() else { return }
    let json: JSONValue
    do throws(JSONError) { json = try parser.parse(rest) } catch {
      throw ModelFailure(
        .interrupted, "the answer breaks off within a line", transient: true)
    }
    _ = try content.take(json)
  }
}
