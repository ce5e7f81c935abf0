@testable import EvalKit

extension WireCase {
  /// `/completion` and `/infill` of llama.cpp at 0c1e57098; read with Python's JSON reader.
  static let llamaNative: [WireCase] = [
    WireCase(
      "completion",
      .answer(
        "    return a + b\n\n\ndef is_palindrome(s):\n    \"\"\"Return True", .length, prompt: 16,
        completion: 16)),
    WireCase(
      "completion-array", .permanent(.malformed, "the answer is a list: several for one request")),
    WireCase("completion-fim-by-hand", .answer("return a + b", .stop, prompt: 11, completion: 5)),
    WireCase(
      "completion-max_tokens", .answer("    return a + b", .length, prompt: 16, completion: 5)),
    WireCase("completion-predict0", .answer("   ", .length, prompt: 16, completion: 1)),
    WireCase(
      "completion-return-tokens", .answer("    return a + b", .length, prompt: 16, completion: 5)),
    WireCase("completion-stop", .answer("    return a", .stop, prompt: 16, completion: 4)),
    WireCase(
      "completion-stream",
      .answer("    return a + b\n\n\ndef is", .length, prompt: 16, completion: 8)),
    WireCase("err-bad-slot", .answer("9", .length, prompt: 1, completion: 1)),
    WireCase("err-bad-token-id", .permanent(.rejected, "HTTP 400: Prompt contains invalid tokens")),
    WireCase(
      "err-completion-empty-prompt",
      .permanent(.rejected, "nothing was generated: the prompt is empty (stop_type 'none')")),
    WireCase(
      "err-completion-no-prompt",
      .permanent(
        .rejected, "HTTP 400: [json.exception.out_of_range.403] key 'prompt' not fou" + "nd")),
    WireCase("err-context-fills-up", .permanent(.malformed, "the answer has no 'content'")),
    WireCase(
      "err-infill-no-suffix",
      .permanent(
        .rejected, "HTTP 500: [json.exception.out_of_range.403] key 'input_suffix' n" + "ot found")),
    WireCase(
      "err-invalid-utf8",
      .permanent(
        .rejected,
        "HTTP 500: [json.exception.parse_error.101] parse error at line 1"
          + ", column 13: syntax error while parsing value - invalid string: "
          + "ill-formed UTF-8 byte; last read: '\"�'")),
    WireCase(
      "err-lone-surrogate",
      .permanent(
        .rejected,
        "HTTP 500: [json.exception.parse_error.101] parse error at line 1"
          + ", column 19: syntax error while parsing value - invalid string: "
          + "surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF; las"
          + "t read: '\"\\ud83d\"'")),
    WireCase(
      "err-too-long-completion",
      .permanent(
        .contextExceeded,
        "HTTP 400: request (5001 tokens) exceeds the available context si"
          + "ze (4096 tokens), try increasing it")),
    WireCase("infill", .answer("return a + b", .stop, prompt: 18, completion: 5)),
    WireCase("infill-extra-prompt", .answer(" return a * b", .stop, prompt: 35, completion: 5)),
    WireCase("infill-stream", .answer("return a + b", .stop, prompt: 18, completion: 5)),
  ]
}
