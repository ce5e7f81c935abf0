internal import EvalKit

/// A call that a sample asks for.
struct ExpectedCall: Sendable, Equatable {
  var name: String
  var arguments: AcceptedArguments

  /// Reads `{"name": …, "arguments": {…}}` or BFCL's `{"name of the tool": {…}}`.
  ///
  /// - Throws: ``SampleError`` for anything else.
  init(_ json: JSONValue) throws(SampleError) {
    guard let object = json.objectValue else {
      throw SampleError("an expected call is an object, not \(json.kindDescription)", key: "target")
    }
    if let name = object["name"]?.stringValue {
      let arguments = object["arguments"] ?? .object(JSONObject())
      let strange = object.keys.first { $0 != "name" && $0 != "arguments" }
      guard strange == nil, let arguments = arguments.objectValue else {
        throw SampleError(
          "an expected call has 'name' and an object 'arguments'"
            + (strange.map { ", not '\($0)'" } ?? ""), key: "target")
      }
      (self.name, self.arguments) = (name, AcceptedArguments(arguments))
    } else if object.members.count == 1, let member = object.members.first,
      let arguments = member.value.objectValue
    {
      (name, self.arguments) = (member.key, AcceptedArguments(arguments))
    } else {
      throw SampleError(
        "an expected call is {\"name\": …, \"arguments\": {…}}", key: "target")
    }
    if let empty = arguments.parameters.first(where: \.values.isEmpty) {
      throw SampleError("'\(empty.name)' of \(name) accepts no value", key: "target")
    }
  }

  /// Refuses what no call could ever fulfil.
  func validate(_ tools: ToolSet) throws(SampleError) {
    guard let tool = tools[name] else {
      throw SampleError(
        "the target's tool '\(name)' is not offered"
          + nearest(name, in: tools.tools.map(\.name)).suggestion, key: "target")
    }
    guard let schema = tool.parameters else { return }
    let known = schema["properties"]?.objectValue?.keys ?? []
    for parameter in arguments.parameters {
      guard let property = tool.schema(of: parameter.name) else {
        if known.isEmpty || known.contains(parameter.name) { continue }
        throw SampleError(
          "the target's parameter '\(parameter.name)' is none of \(name)"
            + nearest(parameter.name, in: known).suggestion, key: "target")
      }
      let fits = parameter.values.contains { ArgumentTypes.allows($0, property) }
      guard fits || parameter.isOptional else {
        let names = ArgumentTypes.description(ArgumentTypes.names(property) ?? [])
        throw SampleError(
          "the target's '\(parameter.name)' of \(name) must be \(names), and no accepted value is; "
            + "write a list of accepted values", key: "target")
      }
    }
    for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? []
    where !arguments.parameters.contains(where: { $0.name == name }) {
      throw SampleError(
        "the target lacks the required parameter '\(name)' of \(self.name)", key: "target")
    }
  }
}

/// The accepted outcomes of a sample, each a set of calls in any order.
struct ExpectedCalls: Sendable, Equatable {
  /// At least one; an alternative without calls says that no call is right.
  var alternatives: [[ExpectedCall]]

  /// - Throws: ``SampleError`` for a target that names no alternative.
  init(_ target: JSONValue) throws(SampleError) {
    let listed: [JSONValue]
    switch target {
    case .array(let all) where !all.isEmpty: listed = all
    case .object: listed = [target]
    default:
      throw SampleError(
        "'target' is a list of accepted calls, not "
          + (target == [] ? "an empty list" : target.kindDescription), key: "target")
    }
    alternatives = []
    for alternative in listed {
      var calls: [ExpectedCall] = []
      for call in alternative.arrayValue ?? [alternative] { calls.append(try ExpectedCall(call)) }
      alternatives.append(calls)
    }
  }

  /// Whether making no call at all is right.
  var acceptsNone: Bool { alternatives.contains(where: \.isEmpty) }

  /// What separates the calls from the closest alternative, in words; empty when one is met.
  func problems(_ calls: [FoundCall], _ match: StringMatch) -> [String] {
    var closest: Departure?
    for alternative in alternatives {
      let departure = Self.departure(calls, alternative, match)
      if departure.problems.isEmpty { return [] }
      if departure.weight < closest?.weight ?? .max { closest = departure }
    }
    return closest?.problems ?? []
  }

  /// How calls differ from expected ones.
  private struct Departure {
    var problems: [String] = []
    /// Another tool weighs more than any wrong value.
    var weight = 0
  }

  private static func departure(
    _ calls: [FoundCall], _ expected: [ExpectedCall], _ match: StringMatch
  ) -> Departure {
    guard calls.count == expected.count else {
      return Departure(
        problems: [counts(made: calls.count, expected: expected.count)], weight: 10_000)
    }
    let table = expected.map { wanted in calls.map { departure($0, wanted, match) } }
    let pairs = bestPairs(table.map { $0.map(\.problems.isEmpty) })
    var open = Set(calls.indices).subtracting(pairs.compactMap { $0 })
    var result = Departure()
    for (index, row) in table.enumerated() where pairs[index] == nil {
      guard let nearest = open.min(by: { (row[$0].weight, $0) < (row[$1].weight, $1) }) else {
        break
      }
      open.remove(nearest)
      result.problems += row[nearest].problems
      result.weight += row[nearest].weight
    }
    return result
  }

  private static func departure(
    _ call: FoundCall, _ expected: ExpectedCall, _ match: StringMatch
  ) -> Departure {
    guard ToolSet.sameName(call.name, expected.name) else {
      return Departure(
        problems: ["called \(call.name.clipped), expected \(expected.name)"], weight: 100)
    }
    let problems = match.problems(call.arguments, expected.arguments)
    return Departure(problems: problems.map { "\(expected.name): \($0)" }, weight: problems.count)
  }

  private static func counts(made: Int, expected: Int) -> String {
    if made == 0 { return "no tool call found" }
    let calls = made == 1 ? "1 call" : "\(made) calls"
    switch expected {
    case 0: return "made \(calls), none was expected"
    case 1: return "made \(calls), one was expected"
    default: return "made \(calls), \(expected) were expected"
    }
  }

  /// A largest set of pairs of rows and columns that fit (Kuhn's augmenting paths).
  ///
  /// - Returns: For each row its column, or `nil`.
  private static func bestPairs(_ fits: [[Bool]]) -> [Int?] {
    var rowOfColumn: [Int: Int] = [:]
    func place(_ row: Int, _ seen: inout Set<Int>) -> Bool {
      for column in fits[row].indices where fits[row][column] && seen.insert(column).inserted {
        if let other = rowOfColumn[column], !place(other, &seen) { continue }
        rowOfColumn[column] = row
        return true
      }
      return false
    }
    for row in fits.indices {
      var seen: Set<Int> = []
      _ = place(row, &seen)
    }
    var result = [Int?](repeating: nil, count: fits.count)
    for (column, row) in rowOfColumn { result[row] = column }
    return result
  }
}
