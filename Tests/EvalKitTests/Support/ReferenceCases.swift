import Foundation
import Testing

/// One computation whose result another library has given.
struct ReferenceCase {
  let id: String
  let input: ReferenceValue
  let params: [String: ReferenceValue]
  let expected: [String: ReferenceValue]
}

/// The cases of one family of reference values.
///
/// They are read from the directory in the environment variable `EVALKIT_REFERENCE` if it is set,
/// else from `Fixtures/reference`; a family that such a directory lacks is read from the fixtures.
/// A missing file, a file without cases and a wrong count throw.
enum ReferenceCases {
  static func load(_ family: String) throws -> [ReferenceCase] {
    let given = directory.appending(path: "\(family).json")
    let isThere = FileManager.default.fileExists(atPath: given.path)
    let file = isThere ? given : fixtures.appending(path: "\(family).json")
    let document = try ReferenceParser.parse(Array(Data(contentsOf: file)))
    let cases = try document["cases"].array
    guard !cases.isEmpty, try cases.count == document["caseCount"].int,
      try document["family"].string == family
    else { throw ReferenceMismatch(description: "\(file.path): not the \(family) cases it claims") }
    return try cases.map { entry in
      let expected = try entry["expected"].object
      guard !expected.isEmpty else {
        throw ReferenceMismatch(description: "a case expects nothing")
      }
      return ReferenceCase(
        id: try entry["id"].string, input: try entry["input"],
        params: try entry.object["params"]?.object ?? [:], expected: expected)
    }
  }

  /// The families of the directory in use, sorted.
  static func families() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  private static var directory: URL {
    guard let path = ProcessInfo.processInfo.environment["EVALKIT_REFERENCE"] else {
      return fixtures
    }
    return URL(filePath: path, directoryHint: .isDirectory)
  }

  private static var fixtures: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/reference", directoryHint: .isDirectory)
  }

  /// Runs `compute` on every case of a family and compares every expected key with its result.
  ///
  /// The keys that `compute` returns must be exactly the expected ones, and the parameters of each
  /// case must be exactly `params`; what a case throws is reported with its id.
  static func check(
    _ family: String, params: Set<String> = [], sourceLocation: SourceLocation = #_sourceLocation,
    _ compute: (ReferenceCase) throws -> [String: ReferenceValue]
  ) throws {
    for reference in try load(family) {
      do {
        guard Set(reference.params.keys) == params else {
          throw ReferenceMismatch(description: "parameters \(reference.params.keys.sorted())")
        }
        let result = ReferenceValue.object(try compute(reference))
        for difference in result.differences(from: .object(reference.expected)) {
          Issue.record("\(reference.id)\(difference)", sourceLocation: sourceLocation)
        }
      } catch {
        Issue.record("\(reference.id): \(error)", sourceLocation: sourceLocation)
      }
    }
  }
}

extension ReferenceValue {
  /// A number, or `"nan"` for `nil`, as the reference files write an undefined result.
  init(_ value: Double?) {
    self = value.map { .number($0) } ?? .string("nan")
  }

  init(_ value: Int) { self = .number(Double(value)) }

  /// Where this result departs from the expected one: numbers by more than 1e-9, absolutely up to
  /// 1 and relatively above; anything else at all. Text is compared code point by code point.
  func differences(from expected: ReferenceValue, at path: String = "") -> [String] {
    switch (self, expected) {
    case (.object(let mine), .object(let theirs)) where Set(mine.keys) == Set(theirs.keys):
      return mine.keys.sorted().flatMap { key in
        (mine[key] ?? .null).differences(from: theirs[key] ?? .null, at: "\(path).\(key)")
      }
    case (.array(let mine), .array(let theirs)) where mine.count == theirs.count:
      return mine.indices.flatMap { mine[$0].differences(from: theirs[$0], at: "\(path)[\($0)]") }
    case (.number(let mine), .number(let theirs))
    where mine == theirs || abs(mine - theirs) <= 1e-9 * max(1, abs(theirs)):
      return []
    case (.string(let mine), .string(let theirs)) where mine.utf8.elementsEqual(theirs.utf8):
      return []
    case (.bool(let mine), .bool(let theirs)) where mine == theirs: return []
    case (.null, .null): return []
    default: return ["\(path): \(self) is not \(expected)"]
    }
  }
}
