/// The JSON document that a model's answer consists of.
struct JSONAnswer {
  let value: JSONValue
  let text: String

  init(value: JSONValue, text: String) { (self.value, self.text) = (value, text) }

  /// Reads an answer.
  ///
  /// - Parameters:
  ///   - answer: The model's text.
  ///   - extractFence: Whether the document may stand in a fenced block instead.
  /// - Throws: ``JSONError`` when the answer, or the block, is no JSON.
  init(_ answer: String, extractFence: Bool) throws(JSONError) {
    let parser = JSONParser()
    let whole: JSONError
    do throws(JSONError) {
      value = try parser.parse(answer)
      text = answer
      return
    } catch { whole = error }
    guard extractFence, let block = FencedBlock.first(in: answer, named: ["json", ""]) else {
      throw whole
    }
    value = try parser.parse(block)
    text = block
  }
}

/// A fenced code block of Markdown.
enum FencedBlock {
  /// The content of the first block whose language is one of `languages`.
  ///
  /// A fence is at least three backticks or tildes behind at most three spaces; it is closed by one
  /// at least as long, or by the end of the text (CommonMark 0.31, section 4.5).
  static func first(in text: String, named languages: [String]) -> String? {
    var opening: Fence?
    var content: [ArraySlice<UInt8>] = []
    for line in Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.last == 0x0D ? line.dropLast() : line
      let fence = Fence(line)
      guard let current = opening else {
        opening = fence
        content = []
        continue
      }
      guard let fence, fence.closes(current) else {
        content.append(line)
        continue
      }
      if languages.contains(current.language) { break }
      opening = nil
    }
    guard let opening, languages.contains(opening.language) else { return nil }
    return String(decoding: Array(content.joined(separator: [0x0A])), as: UTF8.self)
  }

  private struct Fence {
    let mark: UInt8
    let length: Int
    /// The first word behind the marks, in lower case.
    let language: String
    let isBare: Bool

    init?(_ line: ArraySlice<UInt8>) {
      let indentation = line.prefix { $0 == 0x20 }.count
      let rest = line.dropFirst(indentation)
      guard indentation <= 3, let mark = rest.first,
        mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
      else { return nil }
      self.mark = mark
      length = rest.prefix { $0 == mark }.count
      let info = rest.dropFirst(length)
      guard length >= 3, mark != UInt8(ascii: "`") || !info.contains(mark) else { return nil }
      let word = info.drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 != 0x20 && $0 != 0x09 }
      language = word.count <= 32 ? String(decoding: word, as: UTF8.self).lowercased() : "?"
      isBare = word.isEmpty
    }

    func closes(_ opening: Fence) -> Bool {
      mark == opening.mark && length >= opening.length && isBare
    }
  }
}
