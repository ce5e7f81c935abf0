/// How many requests may be in flight: halved when the server is overloaded, and grown back by one
/// for each round of answers (additive increase, multiplicative decrease: Chiu and Jain 1989).
struct ConcurrencyWindow: Sendable {
  /// Leave to send one request.
  struct Ticket: Sendable, Equatable {
    /// How often the window had been halved when it was given.
    fileprivate var halvings: Int
  }

  /// What became of a request.
  enum Ending: Sendable { case answered, overloaded, other }

  let maximum: Int
  private(set) var inFlight = 0
  private var size: Double
  private var halvings = 0

  /// - Parameter maximum: At least 1; the window starts this wide.
  init(maximum: Int) {
    self.maximum = maximum
    size = Double(maximum)
  }

  /// How many may be in flight now; at least 1.
  var limit: Int { Int(size) }

  /// Leave to send a request, or `nil` when as many as may be are in flight.
  mutating func enter() -> Ticket? {
    guard inFlight < limit else { return nil }
    inFlight += 1
    return Ticket(halvings: halvings)
  }

  /// Takes the ticket back.
  ///
  /// Requests that were sent before the window was halved say nothing about its new size.
  mutating func leave(_ ticket: Ticket, _ ending: Ending) {
    inFlight -= 1
    switch ending {
    case .answered: size = min(Double(maximum), size + 1 / size)
    case .overloaded where ticket.halvings == halvings:
      size = max(1, size / 2)
      halvings += 1
    case .overloaded, .other: break
    }
  }
}
