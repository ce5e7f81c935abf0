import EvalKit
import Testing

@testable import Harnesses

/// Classes of real projects with labels that were made by another program.
@Suite struct RealClassesTests {
  @Test func agreesWithEveryLabel() async throws {
    guard let rows = try SharedData.lines("data/web4/open/ts_classes.jsonl") else { return }
    #expect(rows.count == 63)
    for row in rows {
      let source = try #require(row["source"]?.stringValue)
      guard case .outline(let outline) = try await TypeScriptParser.shared.parse(source) else {
        Issue.record("\(row["id"]?.stringValue ?? ""): not parsed")
        continue
      }
      let labels = try #require(row.objectValue)
      let found = try #require(outline.classes.first { $0.name == row["className"]?.stringValue })
      for (name, value) in Self.labels(of: found) {
        #expect(labels[name] == value, "\(found.name) (\(row["id"]?.stringValue ?? "")): \(name)")
      }
      try expectVerdict(labels, of: found)
    }
  }

  /// The labels ask for a constructor that is written out and look at its statements alone; our
  /// rule is content without one and refuses parameter properties.
  private func expectVerdict(_ labels: JSONObject, of item: ClassOutline) throws {
    let rule = EmptyConstructorRule(
      SourceOutline(classes: [item]), in: ExtractedCode(source: "", isTSX: false, blockLines: [0]))
    let isWritten = labels["constructorKind"] != "none"
    let isPlain = labels["parameterProperties"] == 0
    let isEmpty = labels["strictEmptyConstructor"] == true || !isWritten
    #expect(rule.constructorFindings.isEmpty == (isEmpty && isPlain), "\(item.name)")
    #expect(rule.initFindings.isEmpty == (labels["hasInit"] == true), "\(item.name)")
  }

  private static func labels(of item: ClassOutline) -> [(String, JSONValue)] {
    let constructor = item.constructors.last { $0.hasBody }
    let initializer = item.methods.first { $0.name == "init" }
    func number(_ count: Int) -> JSONValue { .integer(Int64(count)) }
    return [
      ("extends", .bool(item.base != nil)), ("constructorKind", .string(kind(of: constructor))),
      ("constructorStatements", .array((constructor?.statements ?? []).map(JSONValue.string))),
      ("constructorParams", number(constructor?.parameterCount ?? 0)),
      ("parameterProperties", number(constructor?.parameterProperties.count ?? 0)),
      ("hasInit", .bool(initializer != nil)),
      ("initParams", initializer.map { number($0.parameterCount) } ?? .null),
      ("initIsAsync", initializer.map { .bool($0.isAsync) } ?? .null),
    ]
  }

  private static func kind(of constructor: ConstructorOutline?) -> String {
    guard let statements = constructor?.statements else { return "none" }
    if statements.isEmpty { return "empty" }
    if statements.allSatisfy({ $0 == "super" }) { return "super_only" }
    return statements.allSatisfy { ["super", "assign"].contains($0) } ? "assign_only" : "logic"
  }
}
