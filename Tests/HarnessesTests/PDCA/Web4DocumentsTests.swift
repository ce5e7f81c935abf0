import EvalKit
import Glibc
import Testing

@testable import Harnesses

/// The real documents of the Web4 project, with the labels that its own checkers gave them.
@Suite struct Web4DocumentsTests {
  private let judge = PDCASchemaJudge(profile: .web4)

  /// The folder of the shared data; `nil`, with a line printed, where it is not there.
  private static var folder: String? {
    let root = Files.resolve("../../../..", from: #filePath)
    let shared = getenv("EVALKIT_SHARED").map { String(cString: $0) } ?? "../shared"
    let folder = Files.resolve("data/web4", from: Files.resolve(shared, from: root))
    if Files.exists(folder) { return folder }
    print("skipped: no shared data at \(folder)")
    return nil
  }

  @Test func theTemplateItselfFailsByItsPlaceholdersAlone() throws {
    guard let folder = Self.folder else { return }
    let template = try Files.text(folder + "/templates/template.v3.2.4.2.md")
    let judgement = judge.judge(template)
    #expect(judgement.structure.all == [])
    #expect(
      judgement.placeholders.all == ["the placeholder '{{TITLE}}' is left in line 1 and 119 more"])
    #expect(judgement.sectionsFound == 7)
  }

  @Test func agreesWithTheLabelsOfTheProjectsOwnCheckers() throws {
    guard let folder = Self.folder else { return }
    let manifest = try JSONValue(parsing: Files.text(folder + "/open/pdca_manifest.json"))
    let documents = try #require(manifest["documents"]?.arrayValue)
    #expect(documents.count == 93)
    var passed = 0
    var agreed = 0
    for document in documents {
      let file = try #require(document["file"]?.stringValue)
      let findings = judge.judge(try Files.text(folder + "/open/" + file)).findings
      let labels = document["upstreamLabels"]
      let level = labels?["PDCA-0.3.6.3"]?["level"]?.stringValue
      let isClaimed = document["templateVersion"]?.stringValue == "3.2.4.2"
      passed += findings.isEmpty ? 1 : 0
      agreed += findings.isEmpty == (isClaimed && level != "CMM1") ? 1 : 0
      // No checker of the project is stricter than the profile.
      if findings.isEmpty { #expect(isClaimed && level != "CMM1", "\(file)") }
    }
    #expect(passed == 7)
    #expect(agreed == 89)
  }
}
