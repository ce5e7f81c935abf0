/// The closest known name to a misspelt one, if any is close enough to be meant.
public struct NearestSpelling: Sendable, Equatable {
  public var name: String?

  /// `; did you mean 'name'?`, or nothing.
  public var suggestion: String { name.map { "; did you mean '\($0)'?" } ?? "" }
}

/// Finds the known name with the fewest edits; ties go to the first in `names`.
///
/// An edit is a changed, added, left out or swapped character; `-` and `_` count as equal. At most
/// a third of the longer word may differ, and one edit is always allowed.
public func nearest(_ word: String, in names: some Sequence<String>) -> NearestSpelling {
  let word = folded(word)
  var best: (name: String, edits: Int)?
  for name in names {
    let candidate = folded(name)
    let edits = editCount(word, candidate)
    guard edits <= max(1, max(word.count, candidate.count) / 3) else { continue }
    if edits < (best?.edits ?? .max) { best = (name, edits) }
  }
  return NearestSpelling(name: best?.name)
}

private func folded(_ text: String) -> [UInt8] {
  text.utf8.map { byte in
    switch byte {
    case UInt8(ascii: "-"): UInt8(ascii: "_")
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    default: byte
    }
  }
}

/// The optimal string alignment distance.
private func editCount(_ left: [UInt8], _ right: [UInt8]) -> Int {
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var older: [Int] = []
  var old = Array(0...right.count)
  for i in 1...left.count {
    var row = [i]
    for j in 1...right.count {
      var cost = min(old[j] + 1, row[j - 1] + 1)
      cost = min(cost, old[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1))
      if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
        cost = min(cost, older[j - 2] + 1)
      }
      row.append(cost)
    }
    (older, old) = (old, row)
  }
  return old[right.count]
}
