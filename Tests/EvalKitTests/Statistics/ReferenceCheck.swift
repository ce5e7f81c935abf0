import Testing

@testable import EvalKit

/// Compares results with the reference values of one case and names the case in every issue.
///
/// Unlike `ReferenceCases.check`, the tolerance is relative even for tiny values: the p-value of a
/// far tail must be right to nine digits, not just small.
struct ReferenceCheck {
  let id: String
  /// The largest difference allowed, as a fraction of the expected magnitude.
  var relative: Double = 1e-9
  /// A difference that is always allowed, where the reference itself rounds near 0.
  var absolute: Double = 0

  /// Runs `compare` on every case of a family and every expected key of the case.
  ///
  /// The keys of the parameters must be exactly `params`. What a case throws is reported with its
  /// id. `compare` must call ``unknown(_:)`` for a key that it does not know.
  static func family(
    _ name: String, params: Set<String> = [],
    _ compare: (ReferenceCase, _ key: String, _ expected: ReferenceValue, inout ReferenceCheck)
      throws ->
      Void
  ) throws {
    for reference in try ReferenceCases.load(name) {
      #expect(Set(reference.params.keys) == params, "\(reference.id)")
      for (key, expected) in reference.expected.sorted(by: { $0.key < $1.key }) {
        var check = ReferenceCheck(id: reference.id)
        do {
          try compare(reference, key, expected, &check)
        } catch {
          Issue.record("\(reference.id): \(key): \(error)")
        }
      }
    }
  }

  /// Compares a number; "nan" and `null` stand for an undefined result, which must be `nil`.
  func number(_ actual: Double?, _ expected: ReferenceValue, _ key: String) throws {
    if expected == .null || expected == .string("nan") {
      return equal(actual, nil, key)
    }
    let wanted = try expected.double
    guard let actual else { return equal(actual, wanted, key) }
    let isClose = abs(actual - wanted) <= max(absolute, relative * abs(wanted))
    if !(actual == wanted || isClose) { equal(actual, wanted, key) }
  }

  /// Compares a list of numbers, in order.
  func numbers(_ actual: [Double]?, _ expected: ReferenceValue, _ key: String) throws {
    let wanted = try expected.array
    guard let actual, actual.count == wanted.count else {
      return equal(actual.map { "\($0)" }, "\(wanted)", key)
    }
    for (index, pair) in zip(actual, wanted).enumerated() {
      try number(pair.0, pair.1, "\(key)[\(index)]")
    }
  }

  /// Compares the ends of an interval with a list of two numbers.
  func interval(_ actual: Interval?, _ expected: ReferenceValue, _ key: String) throws {
    try numbers(actual.map { [$0.lower, $0.upper] }, expected, key)
  }

  /// Compares the members of an object; each must have a result of its name.
  func members(
    _ expected: ReferenceValue, _ key: String, _ results: [String: Double?]
  ) throws {
    for (member, value) in try expected.object {
      guard let result = results[member] else { return unknown("\(key).\(member)") }
      try number(result, value, "\(key).\(member)")
    }
  }

  /// Records an issue unless both are equal.
  func equal<Value: Equatable>(_ actual: Value?, _ expected: Value?, _ key: String) {
    func text(_ value: Value?) -> String { value.map { "\($0)" } ?? "nil" }
    if actual != expected {
      Issue.record("\(id): \(key) is \(text(actual)), expected \(text(expected))")
    }
  }

  /// Records that the family has a key that no test knows.
  func unknown(_ key: String) {
    Issue.record("\(id): no test for the key '\(key)'")
  }
}

extension ReferenceValue {
  /// The alternative of a test, in the words of scipy or statsmodels.
  var alternative: Alternative {
    get throws {
      switch try string {
      case "two-sided": return .twoSided
      case "less", "smaller": return .less
      case "greater", "larger": return .greater
      case let other: throw ReferenceMismatch(description: "no such alternative: \(other)")
      }
    }
  }
}

extension ReferenceCase {
  /// A parameter; throws if the case lacks it.
  func param(_ key: String) throws -> ReferenceValue {
    guard let value = params[key] else {
      throw ReferenceMismatch(description: "no parameter '\(key)'")
    }
    return value
  }
}
