import Testing

@testable import EvalKit

// Journals record seeds: a change of any value here breaks the reproduction of old runs. The
// values come from a separate Python program written from the cited papers.
@Suite struct SeededGeneratorTests {
  @Test func numbersForASeedNeverChange() {
    var generator = SeededGenerator(seed: 0)
    let expected: [UInt64] = [
      11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768,
      7_684_712_102_626_143_532,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
    var stream = SeededGenerator(seed: 7, stream: "sample-1")
    #expect(stream.next() == 1_288_774_893_407_768_097)
    #expect(stream.next() == 14_851_482_216_101_880_889)
  }

  @Test func drawsForASeedNeverChange() {
    var generator = SeededGenerator(seed: 42)
    #expect((0..<10).map { _ in generator.bounded(10) } == [0, 3, 6, 9, 9, 7, 7, 8, 7, 5])
    #expect(generator.unitInterval() == 0.6824528696125193)
    #expect(generator.unitInterval() == 0.29067776176424165)
    #expect(generator.shuffled(Array(0..<8)) == [0, 1, 3, 7, 5, 4, 2, 6])
  }

  @Test func streamsDiffer() {
    let generators = [
      SeededGenerator(seed: 7), SeededGenerator(seed: 7, stream: ""),
      SeededGenerator(seed: 7, stream: "a"), SeededGenerator(seed: 7, stream: "b"),
      SeededGenerator(seed: 8, stream: "a"), SeededGenerator(seed: 7, stream: "aa"),
    ]
    let first = generators.map { generator in
      var copy = generator
      return copy.next()
    }
    #expect(Set(first).count == generators.count)
    #expect(SeededGenerator(seed: 7, stream: "a") == SeededGenerator(seed: 7, stream: "a"))
  }

  @Test func boundedDrawsAreFairAndInside() {
    var generator = SeededGenerator(seed: 3)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[generator.bounded(6)] += 1 }
    // Six standard deviations of a count are 548.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 548 }, "\(counts)")
    #expect(generator.bounded(1) == 0)
    // 8 words for every 3 results: without drawing again, results of the form 3k + 2 would get two
    // words and the others three, so a quarter of the draws instead of a third.
    let large = 3 << 61
    var last = 0
    for _ in 0..<3000 where generator.bounded(large) % 3 == 2 { last += 1 }
    // Six standard deviations are 155.
    #expect(abs(last - 1000) < 155, "\(last)")
  }

  @Test func shufflingKeepsTheElements() {
    var generator = SeededGenerator(seed: 5)
    #expect(generator.shuffled([Int]()) == [] && generator.shuffled([1]) == [1])
    var positions = [Int](repeating: 0, count: 4)
    for _ in 0..<4000 {
      let mixed = generator.shuffled([0, 1, 2, 3])
      #expect(mixed.sorted() == [0, 1, 2, 3])
      positions[mixed.firstIndex(of: 0) ?? 0] += 1
    }
    #expect(positions.allSatisfy { abs($0 - 1000) < 170 }, "\(positions)")
  }
}
