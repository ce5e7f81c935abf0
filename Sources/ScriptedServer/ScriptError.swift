/// A script that cannot be played as written.
public struct ScriptError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, and the place in it, such as `rules[0].answers[1].stall`.
  public let description: String

  init(_ place: String, _ message: String) {
    description = place.isEmpty ? message : "\(place): \(message)"
  }
}
