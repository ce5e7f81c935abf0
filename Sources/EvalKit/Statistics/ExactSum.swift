/// The exact sum of any number of doubles, as a short list of doubles that do not overlap.
///
/// The algorithm is Shewchuk (1997), *Adaptive Precision Floating-Point Arithmetic*, grow-expansion
/// with zero elimination, the one behind Python's `math.fsum`. Nothing is lost on the way, so order
/// and grouping have no effect, and rounding happens once, in ``rounded``. Exact as long as no
/// intermediate result overflows; adding takes time in the length of the list, which is 1 to 3 for
/// usual data and about 40 at most.
struct ExactSum: Sendable {
  /// Non-zero terms of increasing magnitude whose exact sum is the total.
  private var terms: [Double] = []

  /// Adds a finite value.
  mutating func add(_ value: Double) {
    guard terms.last?.isFinite != false else { return }
    var carry = value
    var kept = 0
    for index in terms.indices {
      var (large, small) = (carry, terms[index])
      if large.magnitude < small.magnitude { swap(&large, &small) }
      carry = large + small
      let lost = small - (carry - large)
      if lost != 0 {
        terms[kept] = lost
        kept += 1
      }
    }
    guard carry.isFinite else {
      terms = [.infinity]  // remembers the overflow, whatever follows
      return
    }
    terms.removeSubrange(kept...)
    if carry != 0 { terms.append(carry) }
  }

  /// Adds the exact product of two values whose product is 0 or at least 2⁻⁹⁶⁸ in magnitude;
  /// below that the product's last bits underflow.
  mutating func add(_ first: Double, times second: Double) {
    let product = first * second
    add(product)
    add((-product).addingProduct(first, second))
  }

  /// Adds everything another sum holds.
  mutating func add(_ other: ExactSum) {
    for term in other.terms { add(term) }
  }

  /// The total times `factor`; exact as for ``add(_:times:)``.
  func multiplied(by factor: Double) -> ExactSum {
    var result = ExactSum()
    for term in terms { result.add(term, times: factor) }
    return result
  }

  /// The total minus the square of another; exact as for ``add(_:times:)``.
  func subtractingSquare(of other: ExactSum) -> ExactSum {
    var result = self
    for first in other.terms {
      for second in other.terms { result.add(-first, times: second) }
    }
    return result
  }

  /// The double nearest to the total, ties to even; infinite once the sum has overflowed.
  var rounded: Double {
    guard var high = terms.last else { return 0 }
    var index = terms.count - 2
    while index >= 0 {
      let (large, small) = (high, terms[index])
      high = large + small
      let lost = small - (high - large)
      index -= 1
      guard lost != 0 else { continue }
      // `high` may sit on a tie that the terms below break, in the direction of `lost`.
      if index >= 0, (lost < 0) == (terms[index] < 0) {
        let doubled = lost * 2
        let next = high + doubled
        if next - high == doubled { high = next }
      }
      break
    }
    return high
  }

  /// The one list of terms that every way of reaching this total shares, largest first: each is
  /// the rest rounded to a double. Empty for 0.
  private var canonicalTerms: [Double] {
    var (rest, result): (ExactSum, [Double]) = (self, [])
    while !rest.terms.isEmpty {
      let next = rest.rounded
      result.append(next)
      guard next.isFinite else { break }
      rest.add(-next)
    }
    return result
  }
}

extension ExactSum: Equatable {
  /// Whether the totals are the same number, however they were reached.
  static func == (first: ExactSum, second: ExactSum) -> Bool {
    first.canonicalTerms == second.canonicalTerms
  }
}
