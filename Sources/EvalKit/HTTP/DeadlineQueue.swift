/// The earliest of many deadlines, kept in a binary heap.
///
/// An entry cannot be withdrawn: its owner checks, when it is due, whether it still holds.
struct DeadlineQueue {
  /// A deadline and whose it is.
  struct Entry {
    var instant: MonotonicInstant
    var owner: UInt64
  }

  private var heap: [Entry] = []

  var count: Int { heap.count }
  /// The earliest deadline, or `nil` when there is none.
  var first: MonotonicInstant? { heap.first?.instant }

  mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

  mutating func insert(_ entry: Entry) {
    heap.append(entry)
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[index].instant < heap[parent].instant else { break }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  /// Removes the earliest entry if it is due; `nil` when none is.
  mutating func popDue(at now: MonotonicInstant) -> Entry? {
    guard let first = heap.first, first.instant <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var index = 0
    while true {
      var smallest = index
      for child in (2 * index + 1)...(2 * index + 2) where child < heap.count {
        if heap[child].instant < heap[smallest].instant { smallest = child }
      }
      guard smallest != index else { return first }
      heap.swapAt(index, smallest)
      index = smallest
    }
  }
}
