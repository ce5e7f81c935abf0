/// Spreads requests, or tokens, evenly over a minute.
///
/// Everyone who comes is given the time at which it is due, so that no more than the rate is ever
/// admitted, however many wait.
struct Pacer: Sendable {
  /// The time that one unit takes.
  private let interval: Double
  /// When the next one is due, in seconds.
  private var next = 0.0

  init(perMinute rate: Int) { interval = 60 / Double(rate) }

  /// Takes units and returns how long to wait before they are used.
  ///
  /// - Parameters:
  ///   - amount: How many units, such as 1 request.
  ///   - now: The time since the run began.
  /// - Returns: Zero or more.
  mutating func reserve(_ amount: Double, at now: Duration) -> Duration {
    let start = max(next, now.inSeconds)
    next = start + amount * interval
    return .seconds(start - now.inSeconds)
  }

  /// Gives back units that were not used, or takes the missing ones after the fact.
  mutating func settle(reserved: Double, used: Double) { next += (used - reserved) * interval }
}
