extension JSONValue {
  /// Whether two documents say the same: numbers by value, texts by code points, object members
  /// in any order. A repeated key must be repeated in both, with the same values in order.
  public func isEquivalent(to other: JSONValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.integer(let whole), .number(let number)), (.number(let number), .integer(let whole)):
      Int64(exactly: number) == whole
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.isEquivalent(to: $1) }
    case (.object(let left), .object(let right)): left.isEquivalent(to: right)
    default: false
    }
  }
}

extension JSONObject {
  fileprivate func isEquivalent(to other: JSONObject) -> Bool {
    guard members.count == other.members.count else { return false }
    return zip(sortedMembers, other.sortedMembers).allSatisfy {
      $0.key.utf8.elementsEqual($1.key.utf8) && $0.value.isEquivalent(to: $1.value)
    }
  }

  private var sortedMembers: [Member] {
    members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  }
}
