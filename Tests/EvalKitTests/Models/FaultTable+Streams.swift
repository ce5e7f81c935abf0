@testable import EvalKit

extension Fault {
  /// What the events of a stream say, or do not say.
  static let streams: [Fault] = [
    Fault("a stream", #"{"say": "Paris."}"#, .answer("Paris.")),
    Fault(
      "an error inside the stream",
      #"{"say": {"text": "Par", "error": {"message": "CUDA error", "code": 500}}}"#,
      .transient(.server, "error inside the answer: CUDA error (500)")),
    Fault(
      "an error inside the stream, then [DONE]",
      #"{"say": {"text": "Par", "error": {"message": "CUDA error"}, "done": true}}"#,
      .transient(.server, "error inside the answer: CUDA error")),
    Fault(
      "an error inside the stream that is a text",
      #"{"say": {"text": "Par", "error": "engine is dead"}}"#,
      .transient(.server, "error inside the answer: engine is dead")),
    Fault(
      "an error inside the stream that blames the request",
      #"{"say": {"text": "", "error": {"message": "bad grammar", "type": "invalid_request_error"}}}"#,
      .permanent(.rejected, "error inside the answer: bad grammar")),
    Fault(
      "overload inside the stream",
      #"{"say": {"text": "Par", "error": {"message": "Busy", "type": "overloaded_error"}}}"#,
      .transient(.overloaded, "error inside the answer: Busy")),
    Fault("no [DONE]", #"{"say": {"text": "Paris.", "done": false}}"#, .answer("Paris.")),
    Fault(
      "no finish reason", #"{"say": {"text": "Paris.", "finish": null, "done": false}}"#,
      .transient(.interrupted, "the answer ended without a finish reason")),
    Fault(
      "no finish reason, but [DONE]", #"{"say": {"text": "Paris.", "finish": null}}"#,
      .transient(
        .interrupted, "the stream ended with [DONE] but without a finish reason")),
    Fault(
      "the finish reason 'error'", #"{"say": {"text": "Paris.", "finish": "error"}}"#,
      .transient(.server, "generation ended with 'error'")),
    Fault("usage is missing", #"{"say": {"text": "Paris.", "usage": false}}"#, .answer("Paris.")),
    Fault(
      "usage is zero",
      #"{"say": {"text": "Paris.", "usage": {"prompt_tokens": 0, "completion_tokens": 0}}}"#,
      .answer("Paris.")),
    Fault(
      "usage is repeated",
      #"{"say": {"text": "Paris.", "usage": [{"completion_tokens": 1}, {"completion_tokens": 2}]}}"#,
      .answer("Paris.")),
    Fault(
      "no role comes first", #"{"say": {"text": "Paris.", "role": false}}"#, .answer("Paris.")),
    Fault("nothing but a role", #"{"say": {"tokens": []}}"#, .answer("")),
    Fault(
      "an answer twice in one stream", #"{"say": {"text": "Paris.", "times": 2}}"#,
      .answer("Paris.")),
    Fault(
      "an answer twice, without [DONE] between",
      #"{"say": {"text": "Paris.", "times": 2, "done": false}}"#,
      .transient(.malformed, "the stream goes on after its finish reason")),
    Fault(
      "an event that is no JSON", #"{"events": ["{\"choices\": [", "[DONE]"]}"#,
      .transient(
        .malformed, "the stream has an event that is no JSON (broken structure)")),
    Fault(
      "invalid UTF-8",
      #"{"events": [["{\"choices\": [{\"delta\": {\"content\": \"", {"hex": "FF"}, "\"}}]}"]]}"#,
      .transient(
        .malformed, "the stream has an event that is no JSON (the text is not valid UTF-8)")),
    Fault(
      "events of a kind that nobody knows",
      #"{"events": ["{\"ping\": 1}", "7", "null", "{\"choices\": [{\"delta\": {\"content\": \"Paris.\"}, \"finish_reason\": \"stop\"}]}", "[DONE]"]}"#,
      .answer("Paris.")),
  ]

  /// How the events are written and cut.
  static let framings: [Fault] = [
    Fault("CR", #"{"say": "Paris.", "sse": {"line_end": "cr"}}"#, .answer("Paris.")),
    Fault("CRLF", #"{"say": "Paris.", "sse": {"line_end": "crlf"}}"#, .answer("Paris.")),
    Fault(
      "CRLF cut between CR and LF",
      #"{"say": "Paris.", "sse": {"line_end": "crlf"}, "piece_bytes": 1}"#, .answer("Paris.")),
    Fault("a byte order mark", #"{"say": "Paris.", "sse": {"bom": true}}"#, .answer("Paris.")),
    Fault(
      "a byte order mark in pieces", #"{"say": "Paris.", "sse": {"bom": true}, "piece_bytes": 1}"#,
      .answer("Paris.")),
    Fault("pings", #"{"say": "Paris.", "sse": {"comment": " ping"}}"#, .answer("Paris.")),
    Fault("no space", #"{"say": "Paris.", "sse": {"space": false}}"#, .answer("Paris.")),
    Fault(
      "a character across pieces", #"{"say": "Zürich 🏔.", "piece_bytes": 1}"#,
      .answer("Zürich 🏔.")),
    Fault(
      "a body that ends with the connection", #"{"say": "Paris.", "framing": "close"}"#,
      .answer("Paris.")),
    Fault(
      "a million tiny chunks",
      #"{"say": {"tokens": {"repeat": "ab", "times": 6000}}, "piece_bytes": 1}"#,
      .answer(String(repeating: "ab", count: 6000))),
  ]
}
