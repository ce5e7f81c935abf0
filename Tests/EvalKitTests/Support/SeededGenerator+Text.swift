import EvalKit

extension SeededGenerator {
  /// A text of up to `count` pieces, the same for the same seed.
  mutating func text(of pieces: [String], upTo count: Int) -> String {
    (0..<bounded(count + 1)).map { _ in pieces[bounded(pieces.count)] }.joined()
  }
}
