/// One thing that is done to a connection.
enum Step: Sendable, Equatable {
  case send([UInt8])
  /// Small writes, with a pause between them.
  case drip([UInt8], size: Int, pause: Duration)
  case pause(Duration)
  /// Stops listening, for a time or for good.
  case refuse(Duration?)
  case end(Script.End)
}

/// How far an answer has been played.
///
/// A value without a socket: it says what to do, and is told what was done.
struct Playback: Sendable {
  enum Action: Equatable {
    /// Write bytes of this array, as many as the socket takes; then ``wrote(_:)``.
    case write([UInt8], Range<Int>)
    case pause(Duration)
    case refuse(Duration?)
    case end(Script.End)
  }

  private let steps: [Step]
  private var index = 0
  /// How much of the current step was written.
  private var offset = 0
  /// The end of the current small write.
  private var dripEnd = 0
  private var isPausing = false

  init(_ steps: [Step]) { self.steps = steps }

  /// What comes next; the same again until a write has been reported.
  mutating func next() -> Action {
    while index < steps.count {
      switch steps[index] {
      case .send(let bytes):
        if offset < bytes.count { return .write(bytes, offset..<bytes.count) }
      case .drip(let bytes, let size, let pause):
        if isPausing {
          isPausing = false
          return .pause(pause)
        }
        if offset < bytes.count {
          if dripEnd <= offset { dripEnd = min(offset + max(size, 1), bytes.count) }
          return .write(bytes, offset..<dripEnd)
        }
      case .pause(let time):
        advance()
        return .pause(time)
      case .refuse(let time):
        advance()
        return .refuse(time)
      case .end(let end):
        return .end(end)
      }
      advance()
    }
    return .end(.keep)
  }

  mutating func wrote(_ count: Int) {
    offset += count
    if case .drip(let bytes, _, let pause) = steps[index], offset == dripEnd {
      isPausing = pause > .zero && offset < bytes.count
    }
  }

  private mutating func advance() {
    index += 1
    (offset, dripEnd) = (0, 0)
  }
}
