/// Values over time in one line: a mark each, whose height or weight is the value.
struct Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")
  private static let ascii = Array(".:-=+*#@")

  let text: String

  /// - Parameters:
  ///   - values: Oldest first; `nil` becomes a `?`.
  ///   - usesUnicode: Whether there is more than ASCII.
  init(_ values: [Double?], usesUnicode: Bool) {
    let marks = usesUnicode ? Self.blocks : Self.ascii
    let known = values.compactMap { $0 }.filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else {
      text = String(repeating: "?", count: values.count)
      return
    }
    text = String(
      values.map { value in
        guard let value, value.isFinite else { return Character("?") }
        guard high > low else { return marks[marks.count / 2] }
        let share = (value - low) / (high - low)
        return marks[min(marks.count - 1, Int(share * Double(marks.count)))]
      })
  }
}
