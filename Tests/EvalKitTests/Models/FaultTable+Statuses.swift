@testable import EvalKit

extension Fault {
  /// An error in OpenAI's form.
  private static func status(_ status: Int, _ members: String, headers: String = "") -> String {
    "{\"status\": \(status), \"headers\": {\(headers)}, \"json\": {\"error\": {\(members)}}}"
  }

  static let statuses: [Fault] = [
    Fault(
      "400", status(400, #""message": "Unknown parameter 'foo'", "code": "unknown_parameter""#),
      .permanent(.rejected, "HTTP 400: Unknown parameter 'foo'")),
    Fault(
      "400 for a prompt that is too long",
      status(400, #""message": "too long", "code": "context_length_exceeded""#),
      .permanent(.contextExceeded, "HTTP 400: too long")),
    Fault(
      "400 by a content filter",
      status(400, #""message": "filtered", "code": "content_filter""#), .answer("")),
    Fault(
      "401", status(401, #""message": "Incorrect API key provided: sk-secret""#),
      .permanent(.unauthorized, "HTTP 401: Incorrect API key provided: [key]")),
    Fault(
      "402", status(402, #""message": "Insufficient credits", "code": 402"#),
      .permanent(.unauthorized, "HTTP 402: Insufficient credits")),
    Fault(
      "403", status(403, #""message": "Country not supported""#),
      .permanent(.unauthorized, "HTTP 403: Country not supported")),
    Fault(
      "404", status(404, #""message": "The model 'x' does not exist""#),
      .permanent(.rejected, "HTTP 404: The model 'x' does not exist")),
    Fault(
      "408", status(408, #""message": "Request timed out""#),
      .transient(.timeout, "HTTP 408: Request timed out")),
    Fault(
      "409", status(409, #""message": "Conflict""#),
      .transient(.overloaded, "HTTP 409: Conflict")),
    Fault(
      "413", #"{"status": 413, "body": "<html><title>413 Too Large</title></html>"}"#,
      .permanent(.rejected, "HTTP 413: an HTML page, '413 Too Large'")),
    Fault(
      "422 of FastAPI",
      #"{"status": 422, "json": {"detail": [{"loc": ["body", "stop"], "msg": "no list"}]}}"#,
      .permanent(.rejected, "HTTP 422: body.stop: no list")),
    Fault(
      "424",
      #"{"status": 424, "json": {"error": "Generation failed", "error_type": "generation"}}"#,
      .transient(.server, "HTTP 424: Generation failed")),
    Fault(
      "429", status(429, #""message": "Rate limit reached", "code": "rate_limit_exceeded""#),
      .transient(.overloaded, "HTTP 429: Rate limit reached")),
    Fault(
      "429 without money", status(429, #""message": "No money", "type": "insufficient_quota""#),
      .permanent(.unauthorized, "HTTP 429: No money")),
    Fault(
      "429 that forbids to come back",
      status(429, #""message": "Limit""#, headers: #""x-should-retry": "false""#),
      .permanent(.overloaded, "HTTP 429: Limit")),
    Fault(
      "429 with a wait beyond the cap",
      status(429, #""message": "Limit""#, headers: #""Retry-After": "3600""#),
      .permanent(.overloaded, "HTTP 429: Limit (asked to wait 3600s)")),
    Fault(
      "500", status(500, #""message": "Oops""#), .transient(.server, "HTTP 500: Oops")),
    Fault(
      "500 for a mistake in the request",
      status(500, #""message": "[json.exception.parse_error.101] parse error""#),
      .permanent(.rejected, "HTTP 500: [json.exception.parse_error.101] parse error")),
    Fault(
      "500 with an invalid state",
      status(500, #""message": "CUDA error: invalid device function""#),
      .transient(.server, "HTTP 500: CUDA error: invalid device function")),
    Fault(
      "501", status(501, #""message": "No audio", "type": "not_supported_error""#),
      .permanent(.rejected, "HTTP 501: No audio")),
    Fault(
      "502 of a proxy",
      #"{"status": 502, "body": "<html>\n<title>502 Bad Gateway</title></html>"}"#,
      .transient(.server, "HTTP 502: an HTML page, '502 Bad Gateway'")),
    Fault(
      "503 while loading", status(503, #""message": "Loading model", "type": "unavailable_error""#),
      .transient(.overloaded, "HTTP 503: Loading model")),
    Fault(
      "503 with an empty body", #"{"status": 503}"#,
      .transient(.overloaded, "HTTP 503: an empty body")),
    Fault(
      "504", #"{"status": 504, "body": "upstream timed out"}"#,
      .transient(.server, "HTTP 504: upstream timed out")),
    Fault(
      "529", #"{"status": 529, "json": {"type": "error", "error": {"message": "Overloaded"}}}"#,
      .transient(.overloaded, "HTTP 529: Overloaded")),
    Fault(
      "an error cut in the middle",
      #"{"status": 500, "body": "{\"error\": {\"message\": \"Oo"}"#,
      .transient(.server, #"HTTP 500: {"error": {"message": "Oo"#)),
    Fault(
      "204 without an answer", #"{"status": 204}"#,
      .permanent(.rejected, "HTTP 204: an empty body")),
    Fault(
      "a redirect to another host",
      #"{"status": 307, "headers": {"Location": "http://127.0.0.2:9/v1"}}"#,
      .permanent(
        .rejected, "127.0.0.1:PORT: redirected to another host, which is not followed")),
    Fault(
      "a redirect to nowhere", #"{"status": 302}"#,
      .permanent(.rejected, "HTTP 302: an empty body")),
  ]
}
