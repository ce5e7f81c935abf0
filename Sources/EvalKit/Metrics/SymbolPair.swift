/// Two sequences with their elements numbered from 0, so that tables can be arrays.
struct SymbolPair {
  /// The sequence with at least as many elements.
  private(set) var longer: [Int]
  private(set) var shorter: [Int]
  /// The number of distinct elements of both.
  private(set) var symbols: Int
  /// The number of equal elements taken off both ends.
  private(set) var trimmedCount: Int
  /// Whether the first sequence given is `longer`.
  let firstIsLonger: Bool

  /// Numbers the elements in order of appearance, without the common ends if so asked.
  init<Element: Hashable>(_ first: [Element], _ second: [Element], trimmingAffixes: Bool) {
    firstIsLonger = first.count >= second.count
    let least = min(first.count, second.count)
    var prefix = 0
    var suffix = 0
    if trimmingAffixes {
      while prefix < least, first[prefix] == second[prefix] { prefix += 1 }
      while suffix < least - prefix,
        first[first.count - 1 - suffix] == second[second.count - 1 - suffix]
      { suffix += 1 }
    }
    var numbers: [Element: Int] = [:]
    func number(_ elements: [Element]) -> [Int] {
      elements[prefix..<(elements.count - suffix)].map { element in
        if let known = numbers[element] { return known }
        numbers[element] = numbers.count
        return numbers.count - 1
      }
    }
    longer = number(firstIsLonger ? first : second)
    shorter = number(firstIsLonger ? second : first)
    symbols = numbers.count
    trimmedCount = prefix + suffix
  }
}
