internal import EvalKit

extension PDCAProfile {
  /// The profiles that a suite can name without a file.
  static let builtIn: [PDCAProfile] = [seed, web4]

  /// The plain form: five headings and two links.
  static let seed = PDCAProfile(
    name: "seed",
    summary: "Objective, Plan, Do, Check, Act; PRECEDES and FOLLOWS.",
    sections: ["Objective", "Plan", "Do", "Check", "Act"].map {
      Section(heading: Heading(text: $0))
    },
    links: PDCALink.chain)

  /// The Web4 template 3.2.4.2, its metadata, sections and obligatory parts.
  static let web4 = PDCAProfile(
    name: "web4-3.2.4.2",
    summary: "The Web4 template 3.2.4.2 with metadata, dual links and reflection.",
    title: Heading(text: "📋 **PDCA Cycle:", match: .prefix, level: 1),
    fields: web4Fields,
    sections: [
      Section(heading: Heading(text: "**📊 SUMMARY**"), parts: web4Summary),
      Section(heading: Heading(text: "**📋 PLAN**"), parts: [.label("Objective")]),
      Section(heading: Heading(text: "**🔧 DO**")),
      Section(heading: Heading(text: "**✅ CHECK**"), parts: [.label("Verification Results")]),
      Section(heading: Heading(text: "**🎯 ACT**")),
      Section(heading: Heading(text: "**💫 EMOTIONAL REFLECTION", match: .prefix)),
      Section(
        heading: Heading(text: "**🎯 PDCA PROCESS UPDATE**"),
        parts: [
          .label("Process Learning"), .label("Quality Impact"), .label("Next PDCA Focus"),
          .mention(["42 Revelation", "4 2 (FOR TWO)"]),
        ]),
    ],
    separators: 4, requiresDualLinks: true, forbidsPlaceholders: true)

  private static let web4Fields: [Field] = [
    Field(label: "🗓️ Date"), Field(label: "🎯 Objective"),
    Field(label: "🎯 Template Version", value: "3.2.4.2"), Field(label: "🏅 CMM Badge"),
    Field(label: "👤 Agent Name"), Field(label: "👤 Agent Role"), Field(label: "👤 Branch"),
    Field(label: "🔄 Sync Requirements"), Field(label: "🎯 Project Journal Session"),
    Field(label: "🎯 Sprint"), Field(label: "✅ Task"), Field(label: "🚨 Issues"),
    Field(label: "📎 Previous Commit"), Field(label: "🔗 Previous PDCA"),
    Field(label: "➡️ Next PDCA", isOptional: true),
  ]

  private static let web4Summary: [Part] = [
    .heading(Heading(text: "**Artifact Links**", level: 3)), .dualLink,
    .heading(Heading(text: "**To TRON: QA Decisions required**", level: 3)), .decisions,
    .heading(Heading(text: "**TRON Feedback", match: .prefix, level: 3)), .quote,
    .heading(Heading(text: "**My Answer**", level: 3)),
  ]

  /// The built-in profile of that name, or the one in the file of that path.
  ///
  /// - Throws: ``OptionError`` for a file that cannot be read or is no profile.
  static func named(_ name: String, from directory: String) throws(OptionError) -> PDCAProfile {
    if let known = builtIn.first(where: { $0.name == name }) { return known }
    let path = Files.resolve(name, from: directory)
    let isFile = name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".json")
    guard isFile || Files.exists(path) else {
      let names = builtIn.map(\.name)
      throw OptionError(
        "there is no profile '\(name)'; there are \(names.joined(separator: ", ")), "
          + "and any YAML or JSON file" + nearest(name, in: names).suggestion)
    }
    do throws(Diagnostic) {
      let json = try ConfigurationFile.read(path)
      do throws(OptionError) { return try PDCAProfile(json) } catch {
        throw Diagnostic(path: path, message: error.description)
      }
    } catch {
      throw OptionError("\(error)")
    }
  }
}
