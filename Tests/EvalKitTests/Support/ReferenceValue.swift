/// Any JSON document, for test data whose shape differs from case to case.
enum ReferenceValue: Sendable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([ReferenceValue])
  case object([String: ReferenceValue])
}

/// A JSON value that is not what a test needs.
struct ReferenceMismatch: Error, CustomStringConvertible {
  let description: String
}

extension ReferenceValue {
  /// The member of an object.
  subscript(key: String) -> ReferenceValue {
    get throws {
      guard case .object(let members) = self, let member = members[key] else {
        throw ReferenceMismatch(
          description: "no member '\(key)' in \(self)".prefix(200).description)
      }
      return member
    }
  }

  var double: Double {
    get throws {
      switch self {
      case .number(let value): return value
      case .string("inf"): return .infinity
      case .string("-inf"): return -.infinity
      default: throw ReferenceMismatch(description: "not a number: \(self)")
      }
    }
  }

  /// A number, or `nil` for `"nan"`, which stands for an undefined result.
  var optionalDouble: Double? {
    get throws { self == .string("nan") ? nil : try double }
  }

  var int: Int {
    get throws {
      guard let value = Int(exactly: try double) else {
        throw ReferenceMismatch(description: "not an integer: \(self)")
      }
      return value
    }
  }

  var bool: Bool {
    get throws {
      guard case .bool(let value) = self else {
        throw ReferenceMismatch(description: "not a Boolean: \(self)")
      }
      return value
    }
  }

  var string: String {
    get throws {
      guard case .string(let value) = self else {
        throw ReferenceMismatch(description: "not a string: \(self)")
      }
      return value
    }
  }

  var array: [ReferenceValue] {
    get throws {
      guard case .array(let value) = self else {
        throw ReferenceMismatch(description: "not an array: \(self)")
      }
      return value
    }
  }

  var object: [String: ReferenceValue] {
    get throws {
      guard case .object(let value) = self else {
        throw ReferenceMismatch(description: "not an object: \(self)")
      }
      return value
    }
  }

  var strings: [String] {
    get throws { try array.map { try $0.string } }
  }

  var doubles: [Double] {
    get throws { try array.map { try $0.double } }
  }

  var ints: [Int] {
    get throws { try array.map { try $0.int } }
  }
}
