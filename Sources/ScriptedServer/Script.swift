/// What a ``ScriptedServer`` answers: rules, of which the first that matches a request is taken.
public struct Script: Sendable {
  /// The model's name in `/v1/models` and, unless an answer has its own, in answers.
  public var model: String = "scripted"
  public var rules: [Rule] = []
  /// Whether nobody listens on the port, from the start on.
  public var refusesConnections = false
  /// How many of the latest requests are kept for ``ScriptedServer/requests``.
  public var logLimit = 10_000

  public init() {}

  /// Requests of one kind and their answers.
  public struct Rule: Sendable {
    public var match = Match()
    /// Played in order, one per request; the last one is repeated. At least one.
    public var answers: [Answer]

    public init(_ answers: [Answer], match: Match = Match()) {
      (self.answers, self.match) = (answers, match)
    }
  }

  /// Which requests a rule is for; what is left out matches everything.
  public struct Match: Sendable, Equatable {
    public var method: String?
    /// The path without its query. Without one, every path but those that end in `/models`.
    public var path: String?
    /// Bytes that the body, as it came, must hold.
    public var contains: [UInt8]?
    /// Which request on its path, counted from 1.
    public var request: Int?

    public init() {}
  }

  /// One answer, with all that goes wrong in it.
  public struct Answer: Sendable {
    public var status = 200
    /// Beside the usual ones; a value of `nil` leaves the usual one out.
    public var headers: [(name: String, value: String?)] = []
    public var content = Content.bytes([])
    public var events = EventFormat()
    public var framing: Framing?
    /// A `Content-Length` that need not be true.
    public var declaredLength: Int?
    public var isGzipped = false
    /// Cuts the body into pieces of this many bytes; otherwise each event is a piece.
    public var pieceBytes: Int?
    /// Before the first byte.
    public var delay = Wait.none
    /// Between one piece and the next.
    public var interval = Duration.zero
    public var stall: Stall?
    public var drip: Drip?
    public var cut: Cut?
    /// What becomes of the connection after the last byte.
    public var end = End.keep
    /// Whether status line and headers are sent.
    public var hasHead = true
    /// Whether no byte is sent at all, not even the head.
    public var isDropped = false
    /// For how long nobody listens, from this request on.
    public var refusal = Wait.none

    public init() {}

    /// An answer in the shape of OpenAI's API.
    public init(saying completion: Completion) { content = .completion(completion) }
  }

  /// The body of an answer.
  public enum Content: Sendable {
    case bytes([UInt8])
    /// Each is the data of one server-sent event.
    case events([[UInt8]])
    case completion(Completion)
  }

  /// How server-sent events are written.
  public struct EventFormat: Sendable, Equatable {
    public var lineEnd = "\n"
    public var beginsWithMark = false
    /// A comment line before each event.
    public var comment: String?
    /// Whether a space follows `data:`.
    public var hasSpace = true

    public init() {}
  }

  public enum Framing: String, Sendable, CaseIterable {
    case chunked, length, close
  }

  public enum Wait: Sendable, Equatable {
    case none
    case time(Duration)
    case forever
  }

  /// A silence after some pieces of the body; after none of them it follows the head.
  public struct Stall: Sendable, Equatable {
    public var pieces: Int
    public var wait: Wait
  }

  /// Small writes, with a pause after each.
  public struct Drip: Sendable, Equatable {
    public var bytes: Int
    public var pause: Duration
  }

  /// Where the body breaks off; its framing is left open.
  public enum Cut: Sendable, Equatable {
    case pieces(Int)
    case bytes(Int)
  }

  public enum End: String, Sendable, CaseIterable {
    case keep, close, reset
    /// The connection stays open and nothing more comes.
    case hang
  }
}
