/// A random generator whose output for a seed never changes between versions or machines.
///
/// xoshiro256** 1.0, its four words filled by SplitMix64, as its authors recommend: Blackman, Vigna
/// (2021), *Scrambled Linear Pseudorandom Number Generators*, <https://prng.di.unimi.it>. For
/// sampling, not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The generator for a run's seed.
  public init(seed: UInt64) {
    var filler = SplitMix64(state: seed)
    state = (filler.next(), filler.next(), filler.next(), filler.next())
  }

  /// The generator for one part of a run, such as a sample, independent of all other parts.
  ///
  /// The words come from SplitMix64 started at `splitmix(seed) ^ fnv1a(stream)`, where the hash is
  /// 64-bit FNV-1a over the UTF-8 bytes. The empty stream is not the same as no stream.
  ///
  /// - Parameters:
  ///   - seed: The run's seed.
  ///   - stream: A name that is unique within the run, such as the sample's id. Equal text in
  ///     different Unicode forms makes different streams.
  public init(seed: UInt64, stream: String) {
    var mixer = SplitMix64(state: seed)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.init(seed: mixer.next() ^ hash)
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, by: 45)
    return result
  }

  /// Whether both will produce the same numbers from here on.
  public static func == (first: SeededGenerator, second: SeededGenerator) -> Bool {
    first.state == second.state
  }

  private static func rotated(_ value: UInt64, by count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }
}

/// Steele, Lea, Flood (2014), *Fast Splittable Pseudorandom Number Generators*.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}

// The standard library may change how `random(in:)` and `shuffled()` use a generator. These draws
// are stable forever: the same generator state gives the same result in every future version.
extension RandomNumberGenerator {
  /// A whole number from 0 up to, not including, `upperBound`, which is at least 1; every one is
  /// equally likely.
  ///
  /// Lemire (2019), *Fast Random Integer Generation in an Interval*: the high word of a 128-bit
  /// product, with the few low words that would favour a result drawn again.
  public mutating func bounded(_ upperBound: Int) -> Int {
    precondition(upperBound >= 1, "upperBound must be at least 1, not \(upperBound)")
    let bound = UInt64(upperBound)
    var product = bound.multipliedFullWidth(by: next())
    if product.low < bound {
      let excess = (0 &- bound) % bound
      while product.low < excess { product = bound.multipliedFullWidth(by: next()) }
    }
    return Int(product.high)
  }

  /// A multiple of 2⁻⁵³ in `0..<1`, from the high 53 bits of one draw.
  public mutating func unitInterval() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// The elements in random order; every order is equally likely.
  ///
  /// Fisher–Yates from the last position down to the second (Knuth, *TAOCP* 2, algorithm 3.4.2P),
  /// one `bounded(_:)` draw each.
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in result.indices.dropFirst().reversed() {
      result.swapAt(last, bounded(last + 1))
    }
    return result
  }
}
