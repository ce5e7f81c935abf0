import Testing

@testable import EvalKit

/// One thing that a server or a network does, and what must come of it.
struct Fault: Sendable, CustomTestStringConvertible {
  /// What the trial becomes when nothing is tried again.
  enum Outcome: Sendable {
    /// A prediction with this text.
    case answer(String)
    /// A failure that may pass: the request is sent again.
    case transient(ModelFailure.Kind, String)
    /// A failure that stays: the request is not sent again.
    case permanent(ModelFailure.Kind, String)
  }

  var name: String
  /// The answer of the server, as in a script.
  var script: String
  var outcome: Outcome
  /// Beside a generous deadline of the trial.
  var limits = "per_trial: 300s"

  init(_ name: String, _ script: String, _ outcome: Outcome, limits: String = "per_trial: 300s") {
    (self.name, self.script, self.outcome, self.limits) = (name, script, outcome, limits)
  }

  var testDescription: String { name }

  static let all = connections + stalls + statuses + bodies + streams + framings
}

extension Fault {
  private static let patience = "per_trial: 300s, first_byte: 60ms, between_tokens: 60ms"

  static let connections: [Fault] = [
    Fault(
      "the connection is closed before the first byte", #"{"drop": true}"#,
      .transient(
        .unreachable, "127.0.0.1:PORT: the connection was closed before an answer came")),
    Fault(
      "the connection is reset before the first byte", #"{"drop": true, "end": "reset"}"#,
      .transient(
        .unreachable, "127.0.0.1:PORT: the connection was closed before an answer came")),
    Fault(
      "the connection is reset after the first byte",
      #"{"say": "Paris is nice.", "cut": {"after": 2}, "end": "reset"}"#,
      .transient(.interrupted, "127.0.0.1:PORT: the connection broke within the answer")),
    Fault(
      "a chunked body is cut", #"{"say": "Paris is nice.", "cut": {"after": 2}}"#,
      .transient(
        .interrupted, "127.0.0.1:PORT: the connection was closed before the end of the body")),
    Fault(
      "a chunked body is cut after the finish reason, before [DONE]",
      #"{"say": "Paris.", "cut": {"after": 4}}"#,
      .transient(
        .interrupted, "127.0.0.1:PORT: the connection was closed before the end of the body")),
    Fault(
      "a chunked body is cut after [DONE]", #"{"say": "Paris.", "cut": {"after": 5}}"#,
      .answer("Paris.")),
    Fault(
      "a body is shorter than its length",
      #"{"say": {"form": "whole", "text": "Paris."}, "declared_length": 5000, "end": "close"}"#,
      .transient(
        .interrupted, "127.0.0.1:PORT: the connection was closed before the end of the body")),
    Fault(
      "what answers is not HTTP",
      #"{"head": false, "body": "SSH-2.0-OpenSSH\r\n", "end": "close"}"#,
      .transient(.unreachable, "127.0.0.1:PORT: the answer is not HTTP")),
  ]

  static let stalls: [Fault] = [
    Fault(
      "nothing comes at all", #"{"delay_ms": "forever"}"#,
      .transient(
        .timeout,
        "127.0.0.1:PORT: no answer within 0.06 seconds after the request was sent"),
      limits: patience),
    Fault(
      "nothing comes after the head", #"{"say": "Paris.", "stall": {"after": 0}}"#,
      .transient(.timeout, "127.0.0.1:PORT: the answer stopped for 0.06 seconds"),
      limits: patience),
    Fault(
      "the answer stops between tokens", #"{"say": "Paris is nice.", "stall": {"after": 2}}"#,
      .transient(.timeout, "127.0.0.1:PORT: the answer stopped for 0.06 seconds"),
      limits: patience),
    Fault(
      "the trial's time is over", #"{"say": "Paris is nice.", "stall": {"after": 2}}"#,
      .permanent(.timeout, "127.0.0.1:PORT: not finished within 0.12 seconds"),
      limits: "per_trial: 120ms"),
    Fault(
      "a pause shorter than the deadline", #"{"say": "Paris.", "stall": {"after": 2, "ms": 20}}"#,
      .answer("Paris.")),
    Fault("a slow drip", #"{"say": "Paris.", "drip": {"bytes": 16, "ms": 1}}"#, .answer("Paris.")),
  ]
}
