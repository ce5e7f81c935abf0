@testable import EvalKit

extension WireCase {
  /// llama.cpp at 0c1e57098; read from the recordings with Python's JSON reader.
  static let llamaServer: [WireCase] = [
    WireCase("auth-azure-style-api-key", .permanent(.unauthorized, "HTTP 401: Invalid API Key")),
    WireCase("auth-none", .permanent(.unauthorized, "HTTP 401: Invalid API Key")),
    WireCase("auth-right", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase("auth-wrong", .permanent(.unauthorized, "HTTP 401: Invalid API Key")),
    WireCase("auth-x-api-key", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase(
      "chat-assistant-prefill",
      .answer(
        "```python\ndef add(1):\n    return s[::-1]\n```", .stop, prompt: 52, completion: 10)),
    WireCase("chat-content-parts", .answer("Hello!", .stop, prompt: 32, completion: 3)),
    WireCase(
      "chat-developer-role",
      .answer(
        "Hello! How can I help you?", .length, prompt: 19, completion: 8)),
    WireCase(
      "chat-json-object",
      .answer(
        "{ \",new-window\":[-12256400000", .length, prompt: 31, completion: 24)),
    WireCase(
      "chat-json-schema",
      .answer(
        "{ \"ok\": true\n                    }", .stop, prompt: 31, completion: 30)),
    WireCase("chat-length", .answer("```python\ndef add(a", .length, prompt: 46, completion: 6)),
    WireCase("chat-logprobs", .answer("```python\n", .length, prompt: 46, completion: 3)),
    WireCase(
      "chat-max-completion-tokens",
      .answer(
        "```python\ndef add(a", .length, prompt: 46, completion: 6)),
    WireCase("chat-max0", .answer("```", .length, prompt: 46, completion: 1)),
    WireCase("chat-max1", .answer("```", .length, prompt: 46, completion: 1)),
    WireCase("chat-n2", .answer("```python\ndef add(a, b", .length, prompt: 46, completion: 8)),
    WireCase(
      "chat-n3-of-2-slots",
      .permanent(
        .rejected,
        "HTTP 400: Field 'n': Value must be between 1 <= value <= 2, but got 3")),
    WireCase(
      "chat-stop",
      .answer(
        "```python\ndef add(a, b):\n    ", .stop, prompt: 46, completion: 11)),
    WireCase("chat-stream-length", .answer("```python\ndef", .length)),
    WireCase("chat-stream-logprobs", .answer("```python\n", .length)),
    WireCase("chat-stream-n2", .answer("```python\ndef", .length)),
    WireCase("chat-stream-progress", .answer("```", .stop)),
    WireCase("chat-stream-stop", .answer("```python\ndef add(a, b):\n    ", .stop)),
    WireCase(
      "chat-stream-tools",
      .answer(
        "I am a tiny test model. model.0,\nits answers are few.0, the\n```python\n             "
          + "  port number, width=0, width=0)\n        days outside the data\n        yeardatescale"
          + "ndar(year, month))\n        days outside this month == 1\n       ", .length)),
    WireCase(
      "chat-stream-usage",
      .answer(
        "```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)),
    WireCase("chat-stream-utf8", .answer("Mir geht es gut, danke! Schöne Grüße 🙂", .stop)),
    WireCase("chat-stream", .answer("```python\ndef add(a, b):\n    return a + b\n```", .stop)),
    WireCase(
      "chat-tools",
      .answer(
        "I am a tiny test model. model.0,\nits answers are few.0, the\n```python\n             "
          + "  port number, width=0, width=0)\n        days outside the data\n        yeardatescale"
          + "ndar(year, month))\n        days outside this month == 1\n       ", .length,
        prompt: 161, completion: 60)),
    WireCase("chat-unknown-field", .answer("Hello! How can", .length, prompt: 30, completion: 4)),
    WireCase(
      "chat",
      .answer(
        "```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)),
    WireCase(
      "err-bad-grammar",
      .permanent(
        .rejected,
        "HTTP 400: Failed to initialize samplers: failed to parse grammar")),
    WireCase(
      "err-bad-json",
      .permanent(
        .rejected,
        "HTTP 500: [json.exception.parse_error.101] parse error at line 1, column 15: syntax er"
          + "ror while parsing value - unexpected end of input; expected '[', '{', or a literal")),
    WireCase("err-bad-role", .answer("```python", .length, prompt: 24, completion: 2)),
    WireCase(
      "err-bad-schema",
      .permanent(
        .rejected,
        "HTTP 400: Unable to generate parser for this template. Automatic parser generation fai"
          + "led: JSON schema error at #: unrecognized type nonsense")),
    WireCase("err-chat-on-embedding-server", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase(
      "err-content-part-type",
      .permanent(
        .rejected,
        "HTTP 400: unsupported content[].type")),
    WireCase(
      "err-context-fills-up-chat",
      .answer(
        "Hello,(s):\n    return len(s), b)\n\n\ndef word_count(s):\n", .length, prompt: 4080,
        completion: 16)),
    WireCase(
      "err-context-fills-up-stream",
      .answer(
        "Hello,(s):\n    return len(s), b)\n\n\ndef word_count(s):\n", .length)),
    WireCase(
      "err-empty-body",
      .permanent(
        .rejected,
        "HTTP 500: [json.exception.parse_error.101] parse error at line 1, column 1: attempting"
          + " to parse an empty input; check that your input string or stream contains the expected"
          + " JSON")),
    WireCase("err-empty-messages", .answer("```python", .length, prompt: 24, completion: 2)),
    WireCase("err-expect-100", .answer(" ==)\n\n\n", .length, prompt: 530, completion: 2)),
    WireCase(
      "err-image",
      .permanent(
        .rejected,
        "HTTP 500: image input is not supported - hint: if this is unexpected, you may need to "
          + "provide the mmproj")),
    WireCase(
      "err-logprobs-stream-tools",
      .permanent(
        .rejected,
        "HTTP 400: top_logprobs requires logprobs to be set to true")),
    WireCase(
      "err-max-tokens-negative",
      .permanent(
        .rejected,
        "HTTP 400: Field 'max_tokens': Value must be between -1 <= value <= 2147483647, but got -5")
    ),
    WireCase(
      "err-max-tokens-type",
      .permanent(
        .rejected,
        "HTTP 400: Field 'max_tokens': [json.exception.type_error.302] type must be number, but"
          + " is string")),
    WireCase(
      "err-messages-string",
      .permanent(
        .rejected,
        "HTTP 400: Expected 'messages' to be an array")),
    WireCase("err-no-content-type", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase(
      "err-no-content",
      .permanent(
        .rejected,
        "HTTP 400: All non-assistant messages must contain 'content'")),
    WireCase("err-no-messages", .permanent(.rejected, "HTTP 400: 'messages' is required")),
    WireCase("err-not-object", .permanent(.rejected, "HTTP 400: 'messages' is required")),
    WireCase(
      "err-response-format",
      .permanent(
        .rejected,
        "HTTP 400: response_format type must be one of \"text\" or \"json_object\", but got: yaml")),
    WireCase("err-stop-type", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase("err-temperature-negative", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase(
      "err-temperature-type",
      .permanent(
        .rejected,
        "HTTP 400: Field 'temperature': [json.exception.type_error.302] type must be number, bu"
          + "t is string")),
    WireCase(
      "err-too-long-stream",
      .permanent(
        .contextExceeded,
        "HTTP 400: request (5030 tokens) exceeds the available context size (4096 tokens), try "
          + "increasing it")),
    WireCase(
      "err-too-long",
      .permanent(
        .contextExceeded,
        "HTTP 400: request (5030 tokens) exceeds the available context size (4096 tokens), try "
          + "increasing it")),
    WireCase("err-top-p-2", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase("err-unknown-model-200", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase("loading-v1-chat-completions", .transient(.overloaded, "HTTP 503: Loading model")),
    WireCase(
      "v1-completions-default-max",
      .answer(
        "    return a + b", .stop, prompt: 16, completion: 6)),
    WireCase("v1-completions-echo", .answer("    return a +", .length, prompt: 16, completion: 4)),
    WireCase("v1-completions-logprobs", .answer("    return", .length, prompt: 16, completion: 2)),
    WireCase(
      "v1-completions-n2",
      .answer(
        "    return a + b\n\n\n", .length, prompt: 16, completion: 6)),
    WireCase(
      "v1-completions-stream-usage",
      .answer(
        "    return a", .length, prompt: 16, completion: 3)),
    WireCase(
      "v1-completions-stream",
      .answer(
        "    return a + b\n\n\ndef is_palindrome(s):\n", .length, prompt: 16, completion: 12)),
    WireCase(
      "v1-completions-suffix",
      .answer(
        "    return a +", .length, prompt: 16, completion: 4)),
    WireCase(
      "v1-completions-tokens",
      .answer(
        "    \"\"\"Return the sum of", .length, prompt: 6, completion: 6)),
    WireCase(
      "v1-completions-two-prompts",
      .answer(
        "    return a + b\n\n\n", .length, prompt: 16, completion: 6)),
    WireCase("v1-completions", .answer("    return a + b\n\n", .stop, prompt: 16, completion: 8)),
  ]

  /// Ollama 0.33.0-rc2.
  static let ollama: [WireCase] = [
    WireCase("err-v1-bad-json", .permanent(.rejected, "HTTP 400: unexpected EOF")),
    WireCase(
      "err-v1-chat-on-embed-model",
      .permanent(
        .rejected,
        "HTTP 400: \"tiny-embed\" does not support chat")),
    WireCase(
      "err-v1-completions-suffix",
      .permanent(
        .rejected,
        "HTTP 400: registry.ollama.ai/library/tiny:latest does not support insert")),
    WireCase("err-v1-no-messages", .permanent(.rejected, "HTTP 400: [] is too short - 'messages'")),
    WireCase(
      "err-v1-temperature-type",
      .permanent(
        .rejected,
        "HTTP 400: json: cannot unmarshal string into Go struct field ChatCompletionRequest.tem"
          + "perature of type float64")),
    WireCase("err-v1-unknown-model", .permanent(.rejected, "HTTP 404: model 'nosuch' not found")),
    WireCase(
      "midstream-kill-v1-chat-nostream",
      .transient(
        .server,
        "HTTP 500: an error was encountered while running the model: unexpected EOF")),
    WireCase(
      "midstream-kill-v1-chat", .transient(.interrupted, "the answer ended without a finish reason")
    ),
    WireCase(
      "midstream-kill-v1-completions",
      .transient(.interrupted, "the answer ended without a finish reason")),
    WireCase("v1-chat-logprobs", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase(
      "v1-chat-max_completion_tokens",
      .answer(
        "```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)),
    WireCase("v1-chat-n2", .answer("Hello! How", .length, prompt: 30, completion: 3)),
    WireCase(
      "v1-chat-stream-usage",
      .answer(
        "```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)),
    WireCase("v1-chat-stream", .answer("```python\ndef", .length)),
    WireCase(
      "v1-chat-too-long",
      .permanent(
        .contextExceeded,
        "HTTP 400: request (5030 tokens) exceeds the available context size (4096 tokens), try "
          + "increasing it")),
    WireCase(
      "v1-chat",
      .answer(
        "```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)),
    WireCase("v1-completions-default-max", .answer("Hello!", .stop, prompt: 32, completion: 3)),
    WireCase(
      "v1-completions-stream-usage",
      .answer(
        "Hello, s", .length, prompt: 30, completion: 3)),
    WireCase("v1-completions-suffix", .answer("return a + b", .stop, prompt: 11, completion: 5)),
    WireCase(
      "v1-completions",
      .answer(
        "```python\ndef sub(a, b):\n    return a", .length, prompt: 35, completion: 12)),
  ]
}
