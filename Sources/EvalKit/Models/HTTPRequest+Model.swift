extension HTTPRequest.Deadlines {
  /// Those of a request to a model.
  init(_ request: ModelRequest) {
    let (deadlines, total) = (request.deadlines, request.timeout)
    self.init(
      connect: min(deadlines.connect, total), firstByte: min(deadlines.firstByte ?? total, total),
      betweenBytes: min(deadlines.betweenTokens ?? total, total), total: total)
  }
}
