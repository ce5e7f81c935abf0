@testable import EvalKit

extension WireCase {
  /// The Messages API of llama.cpp at 0c1e57098.
  static let llamaServerMessages: [WireCase] = [
    WireCase("anthropic-count-tokens", .transient(.malformed, "the answer holds no message")),
    WireCase(
      "anthropic-messages",
      .answer("```python\ndef add(a, b):\n    return a + b\n```", .stop, prompt: 46, completion: 17)
    ),
    WireCase(
      "anthropic-messages-length", .answer("```python\ndef", .length, prompt: 35, completion: 4)),
    WireCase("anthropic-messages-stream", .answer("Hello!", .stop, prompt: 32, completion: 3)),
    WireCase(
      "err-too-long-anthropic",
      .permanent(
        .contextExceeded,
        "HTTP 400: request (5030 tokens) exceeds the available context si"
          + "ze (4096 tokens), try increasing it")),
  ]

  /// That of Ollama 0.33.0-rc2.
  static let ollamaMessages: [WireCase] = [
    WireCase(
      "midstream-kill-v1-messages",
      .transient(.interrupted, "the answer ended without a stop reason")),
    WireCase("v1-messages", .answer("Hello!", .stop, prompt: 32, completion: 3)),
    WireCase("v1-messages-stream", .answer("Hello!", .stop, prompt: 32, completion: 3)),
  ]
}
