/// What a PDCA document of one template must look like.
struct PDCAProfile: Sendable, Equatable {
  /// How a heading is compared with the one in the document, in canonical spelling.
  enum Match: String, Sendable, CaseIterable {
    case exact, prefix, contains
  }

  /// A heading that the document must have.
  struct Heading: Sendable, Equatable {
    var text: String
    var match = Match.exact
    var level = 2

    func matches(_ title: String) -> Bool {
      switch match {
      case .exact: title == text
      case .prefix: title.hasPrefix(text)
      case .contains: title.contains(text)
      }
    }
  }

  /// Something that must stand inside a section.
  enum Part: Sendable, Equatable {
    /// A heading below that of the section.
    case heading(Heading)
    /// A line that begins with a bold label, such as `**Objective:** …`.
    case label(String)
    /// At least one pair `[GitHub](https://…) | [§/path](relative)`.
    case dualLink
    /// At least one code block whose info string is `quote`.
    case quote
    /// At least one task list item, `- [ ]` or `- [x]`, or a line that begins with `All clear`.
    case decisions
    /// A line or heading with at least one of these texts.
    case mention([String])
  }

  struct Section: Sendable, Equatable {
    var heading: Heading
    var parts: [Part] = []
  }

  /// A line of the metadata above the first section, such as `**🗓️ Date:** 2025-…`.
  struct Field: Sendable, Equatable {
    var label: String
    /// The value that it must have; any that is not blank when `nil`.
    var value: String?
    var isOptional = false
  }

  var name: String
  var summary = ""
  /// The level-1 heading that the document must begin its outline with.
  var title: Heading?
  /// In the order in which they must stand.
  var fields: [Field] = []
  /// In the order in which they must stand.
  var sections: [Section]
  /// Labels of lines with a non-empty value, such as `PRECEDES`.
  var links: [String] = []
  /// How many thematic breaks the document needs.
  var separators = 0
  /// Whether each link with the text `GitHub` needs its local twin beside it.
  var requiresDualLinks = false
  /// Whether `{{…}}` outside of code is a finding.
  var forbidsPlaceholders = false
}
