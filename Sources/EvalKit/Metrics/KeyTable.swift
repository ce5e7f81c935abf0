/// A hash table that numbers 64-bit keys in order of arrival; emptying it costs no time.
///
/// The hash is seeded at random in each process, so that a hostile text cannot be made to collide;
/// the numbers depend on the order of arrival only.
struct KeyTable {
  /// What stands for "no number".
  static let none = UInt32.max

  private struct Slot {
    var key: UInt64 = 0
    var number: UInt32 = 0
    /// The slot is in use when this equals the table's own round.
    var round: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 64)
  private var round: UInt32 = 1
  /// The number of distinct keys.
  private(set) var count: Int = 0

  /// Forgets all keys and makes room for `capacity` of them.
  mutating func removeAll(reserving capacity: Int) {
    count = 0
    if slots.count < 2 * capacity {
      var size = slots.count
      while size < 2 * capacity { size *= 2 }
      slots = [Slot](repeating: Slot(), count: size)
      round = 1
    } else if round == .max {
      slots = [Slot](repeating: Slot(), count: slots.count)
      round = 1
    } else {
      round += 1
    }
  }

  /// The number of the key, or ``none``.
  @inline(__always)
  func find(_ key: UInt64) -> UInt32 {
    var position = hash(key) & (slots.count - 1)
    while slots[position].round == round {
      if slots[position].key == key { return slots[position].number }
      position = (position + 1) & (slots.count - 1)
    }
    return Self.none
  }

  /// The number of the key, a new one (the old ``count``) if need be.
  ///
  /// - Precondition: The table holds fewer keys than were reserved, or the key is not new.
  @inline(__always)
  mutating func insert(_ key: UInt64) -> UInt32 {
    var position = hash(key) & (slots.count - 1)
    while slots[position].round == round {
      if slots[position].key == key { return slots[position].number }
      position = (position + 1) & (slots.count - 1)
    }
    precondition(2 * count < slots.count, "more keys than were reserved")
    slots[position] = Slot(key: key, number: UInt32(count), round: round)
    count += 1
    return UInt32(count - 1)
  }

  @inline(__always)
  private func hash(_ key: UInt64) -> Int { Int(truncatingIfNeeded: mix(key)) }

  /// A seeded 64-bit digest of a number, equal for equal numbers during one run of the process.
  @inline(__always)
  func mix(_ key: UInt64) -> UInt64 {
    let product = (key ^ firstSeed).multipliedFullWidth(by: secondSeed)
    return product.high ^ product.low
  }

  private let firstSeed: UInt64 = seeds.first
  private let secondSeed: UInt64 = seeds.second

  private static let seeds = (
    first: UInt64.random(in: .min ... .max), second: UInt64.random(in: .min ... .max) | 1
  )
}
