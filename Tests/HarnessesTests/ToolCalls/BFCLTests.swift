import EvalKit
import Testing

@testable import Harnesses

/// Every question of two BFCL files, answered in every notation from its own ground truth.
@Suite struct BFCLTests {
  private struct Row {
    let sample: Sample
    let name: String
    let arguments: JSONObject
    let tool: ToolDefinition
    let accepted: JSONObject
  }

  private static func rows() throws -> [Row]? {
    var result: [Row] = []
    for name in ["BFCL_v4_simple_python.json", "BFCL_v4_multiple.json"] {
      guard let questions = try SharedData.lines("data/tools/\(name)"),
        let answers = try SharedData.lines("data/tools/possible_answer/\(name)")
      else { return nil }
      for (question, answer) in zip(questions, answers) {
        let sample = try BFCL.sample(question: question, answer: answer)
        let call = try #require(answer["ground_truth"]?.arrayValue?.first?.objectValue?.members[0])
        let accepted = try #require(call.value.objectValue)
        let tool = try #require(try ToolSet(sample.tools)[call.key])
        result.append(
          Row(
            sample: sample, name: call.key, arguments: chosen(accepted), tool: tool,
            accepted: accepted))
      }
    }
    return result
  }

  /// The first accepted value of every argument that has one.
  private static func chosen(_ accepted: JSONObject) -> JSONObject {
    JSONObject(
      accepted.members.compactMap { member in
        let value = member.value.arrayValue?.first { $0 != "" }
        return value.map { .init(key: member.key, value: inner($0)) }
      })
  }

  private static func inner(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let object): .object(chosen(object))
    case .array(let elements): .array(elements.map(inner))
    default: value
    }
  }

  private let harness = ToolCallsHarnessMaker.harness()

  @Test(arguments: CallNotation.allCases)
  func everyCorrectCallPasses(notation: CallNotation) async throws {
    guard let rows = try Self.rows() else { return }
    #expect(rows.count == 600)
    for row in rows {
      try harness.validate(row.sample)
      // One ground truth accepts only `true` for an optional string.
      let arguments = row.sample.id == "simple_python_307" ? without("venue", row) : row.arguments
      let name = notation == .native ? row.tool.name : row.name
      let score = try await harness.score(
        notation.prediction(name, arguments), for: row.sample)
      #expect(score.passed == true, "\(row.sample.id): \(score.explanation)")
    }
  }

  private func without(_ name: String, _ row: Row) -> JSONObject {
    var result = row.arguments
    result[name] = nil
    return result
  }

  private enum Damage: String, CaseIterable {
    case missingParameter, wrongType, inventedParameter, wrongName, wrongValue
  }

  @Test(arguments: CallNotation.allCases)
  func everyDamagedCallFails(notation: CallNotation) async throws {
    guard let rows = try Self.rows() else { return }
    var counts: [Damage: Int] = [:]
    for row in rows {
      for damage in Damage.allCases {
        guard let (name, arguments) = damaged(row, damage, notation) else { continue }
        counts[damage, default: 0] += 1
        let score = try await harness.score(notation.prediction(name, arguments), for: row.sample)
        #expect(score.passed == false, "\(row.sample.id): \(damage)")
        #expect(!score.explanation.isEmpty)
        let isValid = damage == .wrongValue ? nil : MeasureValue.value(0)
        if let isValid { #expect(score.measures["schema_valid"] == isValid, "\(row.sample.id)") }
      }
    }
    // Between tags strings cannot be of a wrong type; a few calls have no value to spoil.
    let isTagged = notation == .functionTag || notation == .invokeTag
    for damage in Damage.allCases {
      let least = isTagged && damage == .wrongType ? 450 : 590
      #expect(counts[damage, default: 0] >= least, "\(damage)")
    }
  }

  private func damaged(
    _ row: Row, _ damage: Damage, _ notation: CallNotation
  ) -> (String, JSONObject)? {
    var arguments = row.arguments
    switch damage {
    case .missingParameter:
      let required = row.tool.parameters?["required"]?.arrayValue?.first?.stringValue
      guard let required else { return nil }
      arguments[required] = nil
    case .inventedParameter: arguments["zz_invented"] = "x"
    case .wrongName: return (row.name + "_zz", arguments)
    case .wrongType:
      // Between tags everything is text, so a string cannot have another type there.
      let isTagged = notation == .functionTag || notation == .invokeTag
      guard
        let member = arguments.members.first(where: { member in
          let type = row.tool.schema(of: member.key)?["type"]
          return type != nil && !(isTagged && type == "string")
        })
      else { return nil }
      let isString = row.tool.schema(of: member.key)?["type"] == "string"
      arguments[member.key] = isString ? 12345 : "zz wrong"
    case .wrongValue:
      guard let (key, value) = wrongValue(row) else { return nil }
      arguments[key] = value
    }
    return (row.name, arguments)
  }

  /// A value of the right type that nobody accepts.
  private func wrongValue(_ row: Row) -> (String, JSONValue)? {
    for member in row.arguments.members {
      switch member.value {
      case .string: return (member.key, "zz wrong")
      case .integer(let number): return (member.key, .integer(number + 100_003))
      case .number(let number): return (member.key, .number(number + 100_003))
      case .array(let elements): return (member.key, .array(elements + elements + elements))
      case .object, .null: continue
      case .bool(let truth):
        let accepted = row.accepted[member.key]?.arrayValue ?? []
        if !accepted.contains(.bool(!truth)) { return (member.key, .bool(!truth)) }
      }
    }
    return nil
  }

  @Test func aRowBecomesASample() throws {
    let question = try JSONValue(
      parsing: """
        {"id": "simple_python_1", "question": [[{"role": "user", "content": "5!"}]], "function": \
        [{"name": "math.factorial", "description": "d", "parameters": {"type": "dict", \
        "properties": {"type": {"type": "float"}, "all": {"type": "array", "items": \
        {"type": "tuple", "items": {"type": "any"}}}}, "required": ["type"]}}]}
        """)
    let answer = try JSONValue(
      parsing: """
        {"id": "simple_python_1", "ground_truth": [{"math.factorial": {"type": [5]}}]}
        """)
    let sample = try BFCL.sample(question: question, answer: answer)
    #expect(sample.id == "simple_python_1")
    #expect(sample.category == "simple_python")
    #expect(sample.input == .text("5!"))
    #expect(sample.target == [[["math.factorial": ["type": [5]]]]])
    #expect(
      sample.tools == [
        [
          "type": "function",
          "function": [
            "name": "math_factorial", "description": "d",
            "parameters": [
              "type": "object",
              "properties": [
                "type": ["type": "number"],
                "all": ["type": "array", "items": ["type": "array", "items": [:]]],
              ], "required": ["type"],
            ],
          ],
        ]
      ])
    #expect(try BFCL.sample(question: question).target == [[]])
    #expect(throws: SampleError("the answer's 'id' is not 'simple_python_1'", key: "id")) {
      try BFCL.sample(question: question, answer: ["id": "other", "ground_truth": []])
    }
    #expect(throws: SampleError("a question needs a list 'function'", key: "function")) {
      try BFCL.sample(question: ["id": "x"])
    }
  }
}

enum ToolCallsHarnessMaker {
  /// A harness without a file of tools.
  static func harness(match: String = "bfcl") -> ToolCallsHarness {
    do {
      return try ToolCallsHarness(
        HarnessConfiguration(
          id: "tools", options: JSONObject([.init(key: "string_match", value: .string(match))])))
    } catch {
      fatalError("\(error)")
    }
  }
}
