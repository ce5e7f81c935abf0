@testable import EvalKit

extension Fault {
  /// Whole answers, and what proxies put in their place.
  static let bodies: [Fault] = [
    Fault(
      "a whole answer to a request for a stream", #"{"say": {"form": "whole", "text": "Paris."}}"#,
      .answer("Paris.")),
    Fault(
      "an HTML page with status 200", #"{"body": "<!doctype html><title>Sign in</title>"}"#,
      .transient(.malformed, "the answer is no JSON: an HTML page, 'Sign in'")),
    Fault("an empty body", #"{"body": ""}"#, .transient(.interrupted, "the answer is empty")),
    Fault(
      "an empty stream", #"{"events": []}"#, .transient(.interrupted, "the answer is empty")),
    Fault(
      "JSON cut in the middle", #"{"body": "{\"choices\": [{\"index\": 0, \"mess"}"#,
      .transient(
        .malformed,
        #"the answer is no JSON (a string is not closed): {"choices": [{"index": 0, "mess"#)),
    Fault(
      "JSON that is no answer", #"{"json": {"status": "ok"}}"#,
      .transient(.malformed, "the answer has no 'choices'")),
    Fault(
      "no choices", #"{"json": {"choices": []}}"#,
      .transient(.malformed, "the answer has no 'choices'")),
    Fault(
      "a whole answer without a finish reason",
      #"{"say": {"form": "whole", "text": "Paris.", "finish": null}}"#,
      .transient(.interrupted, "the answer ended without a finish reason")),
    Fault(
      "an error with status 200", #"{"json": {"error": {"code": 429, "message": "slow down"}}}"#,
      .transient(.overloaded, "error with status 200: slow down (429)")),
    Fault(
      "an error with status 200 that stays",
      #"{"json": {"error": {"message": "No money", "type": "insufficient_quota"}}}"#,
      .permanent(.unauthorized, "error with status 200: No money")),
    Fault(
      "an answer twice", #"{"say": {"form": "whole", "text": "Paris.", "times": 2}}"#,
      .transient(
        .malformed,
        "the answer is no JSON (broken structure): {\"id\":\"scripted-1\","
          + "\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"scripted\","
          + "\"choices\":[{\"i…")),
    Fault(
      "gzip", #"{"say": {"form": "whole", "text": "Paris."}, "gzip": true}"#, .answer("Paris.")),
    Fault(
      "gzip that is none",
      #"{"say": {"form": "whole", "text": "Paris."}, "headers": {"Content-Encoding": "gzip"}}"#,
      .transient(.malformed, "127.0.0.1:PORT: the body cannot be decoded")),
    Fault(
      "the wrong content type",
      #"{"say": "Paris.", "headers": {"Content-Type": "application/octet-stream"}}"#,
      .answer("Paris.")),
    Fault(
      "a stream that calls itself JSON",
      #"{"say": "Paris.", "headers": {"Content-Type": "application/json"}}"#, .answer("Paris.")),
    Fault(
      "another model", #"{"say": {"text": "Paris.", "model": "other-7b"}}"#, .answer("Paris.")),
    Fault("an empty answer", #"{"say": ""}"#, .answer("")),
    Fault(
      "an answer with a byte order mark",
      #"{"body": [{"hex": "EFBBBF"}, {"json": {"choices": [{"message": {"content": "Paris."}, "finish_reason": "stop"}]}}]}"#,
      .answer("Paris.")),
    Fault(
      "a line of 50 MB",
      #"{"body": ["data: ", {"repeat": "a", "times": 52428800}, "\n\n"], "headers": {"Content-Type": "text/event-stream"}}"#,
      .permanent(.malformed, "the stream has an event of more than 16777216 bytes")),
  ]
}
