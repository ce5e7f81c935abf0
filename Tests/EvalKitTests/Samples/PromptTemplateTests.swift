import Testing

@testable import EvalKit

@Suite struct PromptTemplateTests {
  private let sample = Sample(
    id: "s1", input: .messages([Message(.system, "x"), Message(.user, "Who? {{id}}")]),
    target: ["Ada", "Lovelace"], category: "people",
    metadata: JSONObject([
      .init(key: "year", value: 1843), .init(key: "name", value: "Ada"),
      .init(key: "list", value: [1, "a"]), .init(key: "none", value: .null),
    ]),
    prefix: "f(")

  @Test(arguments: [
    ("", ""), ("plain { } }}", "plain { } }}"), ("{{input}}", "Who? {{id}}"),
    ("{{ id }}: {{input}}!", "s1: Who? {{id}}!"), ("{{target}}/{{category}}", "Ada/people"),
    ("{{metadata.year}} {{metadata.name}}", "1843 Ada"), ("{{metadata.list}}", "[1,\"a\"]"),
    ("{{prefix}}x", "f(x"), ("{{id}}{{id}}", "s1s1"), ("{ {id} }", "{ {id} }"),
    ("é{{id}}\u{301}", "és1\u{301}"),
  ])
  func fills(template: String, expected: String) throws {
    #expect(try PromptTemplate(template).filled(with: sample).utf8.elementsEqual(expected.utf8))
  }

  private static let names = "id, input, category, prefix, suffix, target and metadata.NAME"

  @Test(arguments: [
    ("Hello {{input", "a '{{' is not closed"),
    ("{{inptu}}", "unknown gap '{{inptu}}'; a prompt may use \(names); did you mean 'input'?"),
    ("{{}}", "unknown gap '{{}}'; a prompt may use \(names)"),
    ("{{env.HOME}}", "unknown gap '{{env.HOME}}'; a prompt may use \(names)"),
    ("{{{id}}}", "unknown gap '{{{id}}'; a prompt may use \(names); did you mean 'id'?"),
  ])
  func refuses(template: String, message: String) {
    #expect(throws: PromptTemplate.Problem(description: message)) { try PromptTemplate(template) }
  }

  @Test(arguments: ["suffix", "metadata.none", "metadata.other", "metadata."])
  func namesWhatASampleLacks(gap: String) throws {
    let template = try PromptTemplate("a {{\(gap)}}")
    #expect(throws: SampleError("the prompt uses '{{\(gap)}}', which is missing")) {
      try template.filled(with: sample)
    }
  }
}
