@testable import EvalKit

extension WireCase {
  /// Ollama 0.33.0-rc2, its own API; read with Python's JSON reader.
  ///
  /// Answers to other questions are no answers to this one.
  static let ollamaNative: [WireCase] = [
    WireCase("after-kill", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase(
      "blob-missing",
      .permanent(
        .rejected,
        "HTTP 404: HTTP/1.1 404 Not Found Content-Type: application/json;"
          + " charset=utf-8 Date: Fri, 20 Nov 2026 12:25:08 GMT Content-Lengt" + "h: 102")),
    WireCase(
      "chat",
      .answer("```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)
    ),
    WireCase("chat-length", .answer("```python\n", .length, prompt: 46, completion: 3)),
    WireCase(
      "chat-load-only",
      .permanent(.rejected, "nothing was generated: the prompt is empty (done_reason 'load')")),
    WireCase(
      "chat-prefill",
      .answer("```python\ndef add(1):\n    return s[::-1]\n```", .stop, prompt: 52, completion: 10)),
    WireCase(
      "chat-stream",
      .answer("```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)
    ),
    WireCase(
      "chat-too-long-default",
      .permanent(
        .contextExceeded,
        "HTTP 400: request (5030 tokens) exceeds the available context si"
          + "ze (4096 tokens), try increasing it")),
    WireCase(
      "chat-utf8-stream",
      .answer("Mir geht es gut, danke! Schöne Grüße 🙂", .stop, prompt: 40, completion: 14)),
    WireCase(
      "create-bad-200", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase(
      "delete-unknown",
      .permanent(.rejected, "HTTP 404: model 'nosuch' not found; 'ollama pull' fetches models")),
    WireCase(
      "embed",
      .permanent(
        .rejected,
        "HTTP 501: This server does not support embeddings. Start it with" + " `--embeddings`")),
    WireCase(
      "embed-dimensions", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase(
      "embed-empty", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase("embed-ok", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase(
      "embed-too-long",
      .permanent(.contextExceeded, "HTTP 400: the input length exceeds the context length")),
    WireCase(
      "embed-too-long-truncate",
      .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase(
      "embeddings-old",
      .permanent(
        .rejected,
        "HTTP 500: This server does not support embeddings. Start it with" + " `--embeddings`")),
    WireCase(
      "embeddings-old-ok", .permanent(.malformed, "the answer has neither 'message' nor 'response'")
    ),
    WireCase("err-404-path", .permanent(.rejected, "HTTP 404: 404 page not found")),
    WireCase("err-405", .permanent(.rejected, "HTTP 405: 405 method not allowed")),
    WireCase("err-bad-json", .permanent(.rejected, "HTTP 400: unexpected EOF")),
    WireCase("err-bad-name", .permanent(.rejected, "HTTP 400: invalid model name")),
    WireCase(
      "err-chat-on-embed-model",
      .permanent(.rejected, "HTTP 400: \"tiny-embed\" does not support chat")),
    WireCase(
      "err-chat-too-long-truncate-false-stream",
      .permanent(
        .contextExceeded,
        "HTTP 400: request (5030 tokens) exceeds the available context si"
          + "ze (4096 tokens), try increasing it")),
    WireCase(
      "err-chat-tools", .answer("Hello! How can I help you?", .length, prompt: 151, completion: 8)),
    WireCase("err-empty-body", .permanent(.rejected, "HTTP 400: missing request body")),
    WireCase(
      "err-format-bad",
      .permanent(
        .rejected,
        "HTTP 500: invalid format: \"\\\"yaml\\\"\"; expected \"json\" or a valid"
          + " JSON Schema object")),
    WireCase(
      "err-generate-on-embed-model",
      .permanent(.rejected, "HTTP 400: \"tiny-embed\" does not support generate")),
    WireCase(
      "err-generate-too-long-truncate-false",
      .permanent(
        .contextExceeded,
        "HTTP 400: request (5030 tokens) exceeds the available context si"
          + "ze (4096 tokens), try increasing it")),
    WireCase(
      "err-host-header",
      .permanent(
        .unauthorized,
        "HTTP 403: an empty body; the server refuses this host or origin " + "(OLLAMA_ORIGINS)")),
    WireCase(
      "err-image-not-base64", .permanent(.rejected, "HTTP 400: illegal base64 data at input byte 0")
    ),
    WireCase(
      "err-no-model",
      .permanent(.rejected, "HTTP 404: model '' not found; 'ollama pull' fetches models")),
    WireCase(
      "err-option-type",
      .permanent(.rejected, "HTTP 500: option \"temperature\" must be of type float32")),
    WireCase(
      "err-origin",
      .permanent(
        .unauthorized,
        "HTTP 403: an empty body; the server refuses this host or origin " + "(OLLAMA_ORIGINS)")),
    WireCase("err-think", .permanent(.rejected, "HTTP 400: \"tiny\" does not support thinking")),
    WireCase(
      "err-unknown-model-chat",
      .permanent(.rejected, "HTTP 404: model 'nosuch' not found; 'ollama pull' fetches models")),
    WireCase(
      "err-unknown-model-chat-nostream",
      .permanent(
        .rejected, "HTTP 404: model 'nosuch:7b' not found; 'ollama pull' fetches mod" + "els")),
    WireCase(
      "err-unknown-model-embed",
      .permanent(.rejected, "HTTP 404: model \"nosuch\" not found, try pulling it first")),
    WireCase(
      "err-unknown-model-generate",
      .permanent(.rejected, "HTTP 404: model 'nosuch' not found; 'ollama pull' fetches models")),
    WireCase(
      "err-unknown-model-show",
      .permanent(
        .rejected, "HTTP 404: model 'nosuch:latest' not found; 'ollama pull' fetches" + " models")),
    WireCase(
      "err-wrong-type",
      .permanent(
        .rejected,
        "HTTP 400: json: cannot unmarshal number into Go struct field Gen"
          + "erateRequest.prompt of type string")),
    WireCase(
      "generate",
      .answer("```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)
    ),
    WireCase(
      "generate-again-cached",
      .answer("```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)
    ),
    WireCase(
      "generate-format-json",
      .answer(
        "{                                  \"0.0\":\n\n    \"STORE_SUBSCR_ADA"
          + "PTIVE\",\n    \"STORE_FAST\": [\n       ", .length, prompt: 31, completion: 24)),
    WireCase(
      "generate-format-schema",
      .answer("{\"ok\": true\n                    }", .stop, prompt: 31, completion: 18)),
    WireCase(
      "generate-image-on-text-model",
      .permanent(
        .rejected,
        "HTTP 400: Multimodal data provided, but model does not support m" + "ultimodal requests.")),
    WireCase("generate-length", .answer("```python\ndef", .length, prompt: 46, completion: 4)),
    WireCase(
      "generate-load-only",
      .permanent(.rejected, "nothing was generated: the prompt is empty (done_reason 'load')")),
    WireCase("generate-logprobs", .answer("```python", .length, prompt: 46, completion: 2)),
    WireCase("generate-num_ctx", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase(
      "generate-num_predict0",
      .answer("```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)
    ),
    WireCase("generate-num_predict1", .answer("```", .length, prompt: 46, completion: 1)),
    WireCase(
      "generate-raw",
      .answer(
        "    \"\"\"Return the sum of a and b.\"\"\"\n    return a + b\n\n\ndef is_p"
          + "alindrome(s):\n    \"\"\"Return True if s is a palindrome.\"\"\"\n    re"
          + "turn s == s[::-1]\n", .length, prompt: 6, completion: 40)),
    WireCase("generate-raw-fim", .answer("return a + b", .stop, prompt: 11, completion: 5)),
    WireCase("generate-raw-too-long", .answer("0,", .length, prompt: 2050, completion: 2)),
    WireCase(
      "generate-raw-with-system",
      .permanent(.rejected, "HTTP 400: raw mode does not support template, system, or context")),
    WireCase(
      "generate-stop", .answer("```python\ndef add(a, b):\n    ", .stop, prompt: 46, completion: 11)
    ),
    WireCase(
      "generate-stream",
      .answer("```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)
    ),
    WireCase("generate-suffix", .answer("return a + b", .stop, prompt: 11, completion: 5)),
    WireCase("generate-suffix-raw", .answer("", .stop, prompt: 7, completion: 1)),
    WireCase(
      "generate-suffix-unsupported",
      .permanent(
        .rejected,
        "HTTP 400: registry.ollama.ai/library/tiny:latest does not suppor"
          + "t insert; give 'fim_prompt' with the model's own tokens")),
    WireCase("generate-think-false", .answer("Hello! How", .length, prompt: 30, completion: 3)),
    WireCase("generate-too-long-default", .answer("Hello!", .length, prompt: 2050, completion: 2)),
    WireCase("generate-unknown-option", .answer("Hello!", .length, prompt: 30, completion: 2)),
    WireCase(
      "generate-unload",
      .permanent(
        .rejected, "nothing was generated: the prompt is empty (done_reason 'unload'" + ")")),
    WireCase(
      "midstream-kill-chat",
      .transient(
        .server,
        "error inside the answer: an error was encountered while running "
          + "the model: unexpected EOF")),
    WireCase(
      "midstream-kill-generate",
      .transient(
        .server,
        "error inside the answer: an error was encountered while running "
          + "the model: unexpected EOF")),
    WireCase(
      "midstream-kill-generate-nostream",
      .transient(
        .server, "HTTP 500: an error was encountered while running the model: unex" + "pected EOF")),
    WireCase(
      "ps-after-unload", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase("ps-empty", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase(
      "ps-loaded", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase(
      "pull-no-network", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase(
      "pull-no-network-nostream",
      .transient(
        .server,
        "HTTP 500: pull model manifest: Get \"https://registry.ollama.ai/v"
          + "2/library/nosuch/manifests/latest\": dial tcp: lookup registry.ol"
          + "lama.ai on 10.255.255.53:53: no such host")),
    WireCase(
      "queue-full",
      .transient(
        .overloaded,
        "HTTP 503: server busy, please try again. maximum pending request" + "s exceeded")),
    WireCase(
      "root", .transient(.malformed, "the answer is no JSON (broken structure): Ollama is running")),
    WireCase("show", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase("show-fim", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase("tags", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase("version", .permanent(.malformed, "the answer has neither 'message' nor 'response'")),
    WireCase(
      "warm",
      .permanent(.rejected, "nothing was generated: the prompt is empty (done_reason 'load')")),
  ]
}
