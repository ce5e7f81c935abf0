internal import Glibc

/// Splits a `text/event-stream` body into events, whatever the parts it arrives in.
///
/// Follows the event-stream grammar of the HTML standard: lines end with LF, CRLF or CR, a byte
/// order mark is skipped, comments and unknown fields are ignored, `data` lines are joined with a
/// line feed, and an event without any `data` line is none. An event with an empty `data` line is
/// one, with empty data. Bytes are never decoded, so no character is ever cut.
///
/// An event that lies within one part is handed out in place; others are copied once. The cost is
/// linear in the bytes, however small the parts.
struct ServerSentEventParser: Sendable {
  /// An event of which the blank line at its end is missing.
  struct Leftover: Sendable, Equatable {
    var name: [UInt8]
    var data: [UInt8]
  }

  private var lines: LineSplitter
  private var event: EventBuilder
  /// How many bytes of a byte order mark have matched; `nil` when the beginning is behind us.
  private var markLength: Int? = 0
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Makes a parser at the beginning of a stream.
  ///
  /// - Parameter maximumEventBytes: How large the data of an event, or a line, may grow.
  init(maximumEventBytes: Int = 64 << 20) {
    lines = LineSplitter(.lineFeedOrReturn, maximumBytes: maximumEventBytes)
    event = EventBuilder(maximumBytes: maximumEventBytes)
  }

  /// The value of the last `id` field; empty when there was none.
  var lastEventID: [UInt8] { event.lastID }
  /// The reconnection time in milliseconds that the server asked for last.
  var retryMilliseconds: Int? { event.retryMilliseconds }

  /// Takes the next part of the body and hands out the events that end in it.
  ///
  /// - Parameters:
  ///   - part: The next bytes of the stream, any number.
  ///   - onEvent: Takes the value of the `event` field, empty when there was none, and the data.
  /// - Throws: When an event or a line is too long, now and at every later call.
  mutating func feed(
    _ part: RawSpan, _ onEvent: (_ name: RawSpan, _ data: RawSpan) -> Void
  ) throws(StreamLimitError) {
    try part.withUnsafeBytes { bytes throws(StreamLimitError) in
      var bytes = bytes
      if let matched = markLength, !bytes.isEmpty {
        let count = zip(Self.mark[matched...], bytes).prefix { $0 == $1 }.count
        bytes = UnsafeRawBufferPointer(rebasing: bytes[count...])
        let isUndecided = bytes.isEmpty && matched + count < Self.mark.count
        markLength = isUndecided ? matched + count : nil
        if !isUndecided && matched + count < Self.mark.count {
          // What looked like a mark belongs to the first line.
          let start = Array(Self.mark[..<(matched + count)])
          try start.span.bytes.withUnsafeBytes { start throws(StreamLimitError) in
            try feedLines(start, onEvent)
          }
        }
      }
      try feedLines(bytes, onEvent)
    }
  }

  /// What has come of an event that the stream did not end, or `nil`; a line without an end
  /// counts as a line.
  ///
  /// The standard drops it. Only a caller who knows what must come, such as `[DONE]`, may use it.
  mutating func finish() -> Leftover? {
    try? lines.finish { line, isInPlace throws(StreamLimitError) in
      var place = EventBuilder.Place()
      try event.take(line, isInPlace: isInPlace, &place) { _, _ in }
    }
    return event.takeLeftover()
  }

  private mutating func feedLines(
    _ bytes: UnsafeRawBufferPointer, _ onEvent: (_ name: RawSpan, _ data: RawSpan) -> Void
  ) throws(StreamLimitError) {
    var place = EventBuilder.Place()
    try lines.feed(bytes) { line, isInPlace throws(StreamLimitError) in
      try event.take(line, isInPlace: isInPlace, &place, onEvent)
    }
    event.keep(place)
  }
}

/// Gathers the fields of one event.
private struct EventBuilder: Sendable {
  /// Fields of the current event that still lie in the part being read.
  struct Place {
    var name: UnsafeRawBufferPointer?
    var data: UnsafeRawBufferPointer?
  }

  private(set) var lastID: [UInt8] = []
  private(set) var retryMilliseconds: Int?
  private let maximumBytes: Int
  /// The fields that do not lie in place.
  private var name: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false

  init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

  /// Takes a line; an empty one ends the event.
  mutating func take(
    _ line: UnsafeRawBufferPointer, isInPlace: Bool, _ place: inout Place,
    _ onEvent: (_ name: RawSpan, _ data: RawSpan) -> Void
  ) throws(StreamLimitError) {
    guard let start = line.baseAddress, !line.isEmpty else { return end(&place, onEvent) }
    guard let length = Self.nameLength(line) else { return }
    var value = UnsafeRawBufferPointer(rebasing: line[min(length + 1, line.count)...])
    if value.first == UInt8(ascii: " ") { value = .init(rebasing: value.dropFirst()) }
    switch length {
    case 4 where memcmp(start, "data", 4) == 0:
      try append(value, isInPlace: isInPlace, &place)
    case 5 where memcmp(start, "event", 5) == 0:
      place.name = isInPlace ? value : nil
      name.removeAllForReuse()
      if !isInPlace { name.append(contentsOf: value) }
    case 2 where memcmp(start, "id", 2) == 0:
      if !value.contains(0) { lastID = Array(value) }
    case 5 where memcmp(start, "retry", 5) == 0:
      let digits = String(decoding: value.prefix(20), as: UTF8.self)
      if digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let time = Int(digits) {
        retryMilliseconds = time
      }
    default: break
    }
  }

  /// The length of a field's name, or `nil` for a comment and for a name longer than any known.
  private static func nameLength(_ line: UnsafeRawBufferPointer) -> Int? {
    for index in 0..<min(line.count, 6) where line[index] == UInt8(ascii: ":") {
      return index == 0 ? nil : index
    }
    return line.count < 6 ? line.count : nil
  }

  private mutating func append(
    _ value: UnsafeRawBufferPointer, isInPlace: Bool, _ place: inout Place
  ) throws(StreamLimitError) {
    if !hasData && isInPlace {
      place.data = value
    } else {
      if let first = place.data { data.append(contentsOf: first) }
      place.data = nil
      if hasData { data.append(.lineFeed) }
      guard data.count + value.count <= maximumBytes else {
        data = []
        throw StreamLimitError(what: "event", limit: maximumBytes)
      }
      data.append(contentsOf: value)
    }
    hasData = true
  }

  private mutating func end(
    _ place: inout Place, _ onEvent: (_ name: RawSpan, _ data: RawSpan) -> Void
  ) {
    if hasData {
      name.withUnsafeBytes { ownName in
        data.withUnsafeBytes { ownData in
          let (name, data) = (place.name ?? ownName, place.data ?? ownData)
          onEvent(name.bytes, data.bytes)
        }
      }
      data.removeAllForReuse()
    }
    name.removeAllForReuse()
    place = Place()
    hasData = false
  }

  /// Copies what lies in a part that is about to go away.
  mutating func keep(_ place: Place) {
    if let value = place.name { name.append(contentsOf: value) }
    if let value = place.data { data.append(contentsOf: value) }
  }

  mutating func takeLeftover() -> ServerSentEventParser.Leftover? {
    guard hasData else { return nil }
    hasData = false
    defer { (name, data) = ([], []) }
    return .init(name: name, data: data)
  }
}
