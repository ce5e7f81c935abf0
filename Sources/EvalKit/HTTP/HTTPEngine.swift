public final class HTTPEngine: Sendable { public init() {} }
