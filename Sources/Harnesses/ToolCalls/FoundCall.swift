internal import EvalKit

/// A tool call that was found in a prediction.
struct FoundCall: Sendable, Equatable {
  var name: String
  /// Empty when they could not be read.
  var arguments: JSONObject
  /// Why the arguments could not be read, in words.
  var problem: String?

  init(_ name: String, _ arguments: JSONObject, problem: String? = nil) {
    (self.name, self.arguments, self.problem) = (name, arguments, problem)
  }

  /// Reads arguments that may be an object or its JSON text; absent ones are none.
  init(_ name: String, arguments json: JSONValue?) {
    switch json {
    case nil, .null: self.init(name, JSONObject())
    case .object(let object): self.init(name, object)
    case .string(let text): self.init(name, argumentText: text)
    case .some(let value):
      self.init(
        name, JSONObject(), problem: "the arguments are \(value.kindDescription), not an object")
    }
  }

  /// Reads arguments from their JSON text; an empty text is none.
  init(_ name: String, argumentText text: String) {
    guard text.utf8.contains(where: { $0 > 0x20 }) else {
      self.init(name, JSONObject())
      return
    }
    do throws(JSONError) {
      let json = try JSONValue(parsing: text)
      if let object = json.objectValue {
        self.init(name, object)
      } else {
        self.init(
          name, JSONObject(), problem: "the arguments are \(json.kindDescription), not an object")
      }
    } catch {
      self.init(name, JSONObject(), problem: "the arguments are \(error)")
    }
  }
}

/// Everything in a prediction that is or was to be a tool call.
struct FoundCalls: Sendable, Equatable {
  var calls: [FoundCall] = []
  /// What looks like a call and cannot be read, in words.
  var problems: [String] = []

  var isEmpty: Bool { calls.isEmpty && problems.isEmpty }
}
