/// Where the figures of `report.md` come from.
struct ProvenanceSection {
  private static let detailsShown = 40
  let run: RunEvaluation

  var lines: [String] {
    let manifest = run.manifest
    var lines = ["## Provenance", ""]
    lines += Markdown.table(
      ["what", "which"], facts.map { [$0, Markdown.quoted($1, limit: 300)] })
    lines += ["", "### Datasets", ""]
    lines += Markdown.table(
      ["harness", "file", "samples", "trials", "SHA-256"],
      manifest.parts.map { part in
        [
          Markdown.escaped(part.id), Markdown.quoted(part.dataset, limit: 200),
          "\(part.sampleCount)", "\(part.plannedTrials)", "`\(Markdown.code(part.datasetSHA256))`",
        ]
      })
    return lines
  }

  private var facts: [(String, String)] {
    let manifest = run.manifest
    var facts: [(String, String)] = [
      ("suite", "\(manifest.suite), version \(manifest.suiteVersion)"),
      ("suite SHA-256", manifest.suiteSHA256), ("gates SHA-256", manifest.gatesSHA256),
      ("model", manifest.model.displayName),
    ]
    facts += details(manifest.model.details)
    if let baseline = manifest.baseline {
      facts.append(("baseline", baseline.title + (baseline.model.map { ", \($0)" } ?? "")))
    }
    facts.append(("seed", "\(manifest.seed)"))
    if manifest.overrides.isPartial {
      let limit = manifest.overrides.limit.map { "--limit \($0)" }
      let filter = manifest.overrides.filter.map { "--filter \($0)" }
      let text = [limit, filter].compactMap { $0 }.joined(separator: " ")
      facts.append(("part of the suite", text))
    }
    facts.append(("commit", manifest.git ?? "not in a git working tree"))
    facts.append(("evalrunner", manifest.toolVersion))
    facts += run.tools.sorted { $0.key < $1.key }.map { (Markdown.escaped($0), $1) }
    return facts
  }

  /// What the server told of the model, nested objects as JSON.
  private func details(_ details: JSONObject) -> [(String, String)] {
    details.members.prefix(Self.detailsShown).map { member in
      (
        "model: " + Markdown.quoted(member.key, limit: 60),
        member.value.stringValue ?? member.value.compact
      )
    }
  }
}
