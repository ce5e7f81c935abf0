public import EvalKit

/// Reads the Berkeley Function-Calling Leaderboard's files, version 3 and 4.
public enum BFCL {
  /// Makes a sample for `tool-calls` of a row of a question file and its possible answer.
  ///
  /// The types become those of JSON Schema. Dots in tool names become underscores, since servers
  /// refuse them; the target keeps the names, and both spellings count as the same. A question
  /// without an answer expects that no call is made.
  ///
  /// - Parameters:
  ///   - question: With `id`, `question` and `function`; of several turns the first is taken.
  ///   - answer: With `id` and `ground_truth`, whose calls are all expected.
  /// - Returns: The sample, in the category that its id begins with.
  /// - Throws: ``SampleError`` for rows of another form, or of two different questions.
  public static func sample(
    question: JSONValue, answer: JSONValue? = nil
  ) throws(SampleError) -> Sample {
    guard let id = question["id"]?.stringValue, !id.isEmpty else {
      throw SampleError("a question needs an 'id'", key: "id")
    }
    if let answer, answer["id"]?.stringValue != id {
      throw SampleError("the answer's 'id' is not '\(id)'", key: "id")
    }
    guard let functions = question["function"]?.arrayValue, !functions.isEmpty else {
      throw SampleError("a question needs a list 'function'", key: "function")
    }
    return Sample(
      id: id, input: try input(question["question"]), target: try target(answer),
      category: category(of: id), tools: try functions.map(tool))
  }

  private static func tool(_ function: JSONValue) throws(SampleError) -> JSONValue {
    guard var object = function.objectValue, let name = object["name"]?.stringValue else {
      throw SampleError("a function needs a 'name'", key: "function")
    }
    object["name"] = .string(String(name.map { $0 == "." ? "_" : $0 }))
    object["parameters"] = object["parameters"].map(SchemaDialect.plain)
    object["response"] = nil
    return ["type": "function", "function": .object(object)]
  }

  private static func input(_ json: JSONValue?) throws(SampleError) -> Sample.Input {
    let first = json?.arrayValue?.first
    let turn = first?.arrayValue ?? json?.arrayValue ?? []
    var messages: [Message] = []
    for message in turn {
      guard let role = message["role"]?.stringValue.flatMap(Message.Role.init(rawValue:)),
        let content = message["content"]?.stringValue
      else { throw SampleError("a message needs 'role' and 'content'", key: "question") }
      messages.append(Message(role, content))
    }
    guard let last = messages.last else {
      throw SampleError("a question needs messages", key: "question")
    }
    return messages.count == 1 && last.role == .user ? .text(last.content) : .messages(messages)
  }

  private static func target(_ answer: JSONValue?) throws(SampleError) -> JSONValue {
    guard let answer else { return [[]] }
    guard let calls = answer["ground_truth"]?.arrayValue else {
      throw SampleError("an answer needs a list 'ground_truth'", key: "ground_truth")
    }
    return [.array(calls)]
  }

  /// `simple_python` of `simple_python_12`.
  private static func category(of id: String) -> String? {
    guard let end = id.lastIndex(of: "_"), end > id.startIndex else { return nil }
    return String(id[..<end])
  }
}
