internal import EvalKit

/// The members of one object of a script, taken out one by one with checks.
struct ScriptFields {
  let object: JSONObject
  /// Where the object stands, such as `rules[0]`.
  let place: String
  /// The folder that the names of files start from.
  let directory: String

  /// - Throws: ``ScriptError`` for anything but an object, and for keys that are not allowed.
  init(
    _ json: JSONValue, at place: String, in directory: String, allowed: [String]
  ) throws(ScriptError) {
    guard let object = json.objectValue else {
      throw ScriptError(place, "an object is needed here, not \(json.kindDescription)")
    }
    for key in object.keys where !allowed.contains(key) {
      throw ScriptError(
        place,
        "unknown key '\(key)'; allowed are \(allowed.joined(separator: ", "))"
          + nearest(key, in: allowed).suggestion)
    }
    if let key = object.repeatedKey { throw ScriptError(place, "key '\(key)' occurs twice") }
    (self.object, self.place, self.directory) = (object, place, directory)
  }

  subscript(key: String) -> JSONValue? { object[key] }

  func place(of key: String) -> String { place.isEmpty ? key : "\(place).\(key)" }

  func text(_ key: String) throws(ScriptError) -> String? {
    guard let json = object[key] else { return nil }
    guard let text = json.stringValue else { throw wrong(key, "a text") }
    return text
  }

  func truth(_ key: String) throws(ScriptError) -> Bool? {
    guard let json = object[key] else { return nil }
    guard let truth = json.boolValue else { throw wrong(key, "true or false") }
    return truth
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(ScriptError) -> Int? {
    guard let json = object[key] else { return nil }
    guard let number = json.intValue, range.contains(number) else {
      throw wrong(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func milliseconds(_ key: String) throws(ScriptError) -> Duration? {
    guard let json = object[key] else { return nil }
    guard let number = json.doubleValue, (0...86_400_000).contains(number) else {
      throw wrong(key, "a number of milliseconds")
    }
    return .seconds(number / 1000)
  }

  /// A number of milliseconds or `"forever"`.
  func wait(_ key: String) throws(ScriptError) -> Script.Wait? {
    if object[key]?.stringValue == "forever" { return .forever }
    guard object[key]?.stringValue == nil else { throw wrong(key, "milliseconds or \"forever\"") }
    return try milliseconds(key).map(Script.Wait.time)
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(ScriptError) -> Choice? {
    guard let text = try text(key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw wrong(key, "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }

  func list(_ key: String) throws(ScriptError) -> [JSONValue]? {
    guard let json = object[key] else { return nil }
    guard let list = json.arrayValue else { throw wrong(key, "a list") }
    return list
  }

  func wrong(_ key: String, _ expected: String) -> ScriptError {
    let found = object[key].map { value in
      value.stringValue.map { "'\($0)'" } ?? value.kindDescription
    }
    return ScriptError(place(of: key), "this is \(expected), not \(found ?? "nothing")")
  }

  func fields(_ key: String, allowed: [String]) throws(ScriptError) -> ScriptFields? {
    guard let json = object[key] else { return nil }
    return try ScriptFields(json, at: place(of: key), in: directory, allowed: allowed)
  }

  // MARK: Bytes

  private static let maximumBytes = 256 << 20

  /// Bytes as scripts write them: a text, a list that is joined, or an object with `json`, `hex`,
  /// `file`, or `repeat` and `times`.
  func bytes(_ key: String) throws(ScriptError) -> [UInt8]? {
    guard let json = object[key] else { return nil }
    return try bytes(json, at: place(of: key))
  }

  func bytes(_ json: JSONValue, at place: String) throws(ScriptError) -> [UInt8] {
    if let text = json.stringValue { return Array(text.utf8) }
    if let list = json.arrayValue {
      var all: [UInt8] = []
      for (index, part) in list.enumerated() { all += try bytes(part, at: "\(place)[\(index)]") }
      return all
    }
    let fields = try ScriptFields(
      json, at: place, in: directory, allowed: ["json", "hex", "file", "repeat", "times"])
    if let value = fields["json"] { return Array(value.compact.utf8) }
    if let file = try fields.text("file") {
      do throws(FileError) {
        return try Files.read(Files.resolve(file, from: directory))
      } catch { throw ScriptError(fields.place(of: "file"), "\(error)") }
    }
    if let hex = try fields.text("hex") { return try Self.bytes(hex: hex, at: fields) }
    guard let part = fields["repeat"] else {
      throw ScriptError(place, "one of json, hex, file or repeat is needed")
    }
    let unit = try bytes(part, at: fields.place(of: "repeat"))
    let times = try fields.integer("times", in: 0...Self.maximumBytes) ?? 1
    guard unit.count * times <= Self.maximumBytes else {
      throw ScriptError(place, "more than \(Self.maximumBytes) bytes")
    }
    return unit.count == 1
      ? Array(repeating: unit[0], count: times)
      : Array(repeatElement(unit, count: times).joined())
  }

  private static func bytes(
    hex text: String, at fields: ScriptFields
  ) throws(ScriptError) -> [UInt8] {
    let digits = text.filter { $0 != " " }
    let all = Array(digits.utf8)
    let bytes = stride(from: 0, to: all.count - 1, by: 2).map {
      UInt8(String(decoding: all[$0...($0 + 1)], as: UTF8.self), radix: 16)
    }
    guard all.count.isMultiple(of: 2), !bytes.contains(nil) else {
      throw fields.wrong("hex", "pairs of hexadecimal digits")
    }
    return bytes.compactMap { $0 }
  }
}
