/// The metadata of a document: the lines with a bold label before its first section.
struct PDCAHeader: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    var label: String
    var value: String
    /// Counted from 1.
    var number: Int
  }

  var lines: [Line] = []

  init(_ document: MarkdownDocument) {
    for block in document.blocks {
      if let level = block.outlineLevel, level >= 2 { return }
      guard block.kind == .paragraph else { continue }
      lines += block.lines.compactMap(Self.line)
    }
  }

  /// What is missing, wrong or out of order.
  func findings(for fields: [PDCAProfile.Field]) -> [String] {
    var findings: [String] = []
    var missing: [String] = []
    var present: [(label: String, position: Int)] = []
    for field in fields {
      guard let position = lines.firstIndex(where: { $0.label == Self.folded(field.label) }) else {
        if !field.isOptional { missing.append("'\(field.label)'") }
        continue
      }
      present.append((field.label, position))
      let value = lines[position].value
      if value.isBlank {
        findings.append("metadata '\(field.label)' is empty")
      } else if let required = field.value, value != required {
        findings.append("metadata '\(field.label)' is '\(value.excerpt())', not '\(required)'")
      }
    }
    if !missing.isEmpty { findings.append("metadata lacks " + missing.joined(separator: ", ")) }
    for (field, next) in zip(present, present.dropFirst()) where field.position > next.position {
      findings.append("metadata '\(next.label)' stands before '\(field.label)'")
    }
    return findings
  }

  /// Reads a line such as `**🎯 Sprint:** name`; the colon may also stand outside the bold text.
  private static func line(_ line: MarkdownLine) -> Line? {
    guard let label = line.boldLabel else { return nil }
    let value = line.text.dropFirst(label.count).drop { $0 == ":" || $0.isWhitespace }
    return Line(
      label: folded(String(label.trimmed.trimmedColon)), value: String(value.trimmed),
      number: line.number)
  }

  /// Without the selectors that only choose the look of an emoji.
  private static func folded(_ label: String) -> String {
    var folded = ""
    folded.unicodeScalars.append(contentsOf: label.unicodeScalars.filter { $0.value != 0xFE0F })
    return folded
  }
}

extension MarkdownLine {
  /// The bold text at the beginning when a colon ends or follows it, else `nil`.
  var boldLabel: String? {
    var label = ""
    for span in spans {
      guard span.isStrong else {
        let isLabel = label.trimmed.last == ":" || span.text.first == ":"
        return isLabel && !label.isBlank ? label : nil
      }
      label += span.text
    }
    return label.trimmed.last == ":" ? label : nil
  }
}

extension StringProtocol {
  /// Without the colon at the end.
  var trimmedColon: SubSequence { last == ":" ? dropLast().trimmed : self[...] }
}
