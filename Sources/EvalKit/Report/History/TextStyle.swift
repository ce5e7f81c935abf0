/// What the place that a text is for can show.
public struct TextStyle: Sendable, Equatable {
  /// How many characters a line holds; `nil`: as many as it takes.
  public var width: Int?
  /// Whether there is more than ASCII.
  public var usesUnicode: Bool

  public init(width: Int?, usesUnicode: Bool) {
    (self.width, self.usesUnicode) = (width, usesUnicode)
  }

  /// For a file or a pipe: ASCII, whatever the environment.
  public static let plain = TextStyle(width: nil, usesUnicode: false)
}
