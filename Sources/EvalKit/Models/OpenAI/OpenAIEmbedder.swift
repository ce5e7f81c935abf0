/// An embedding model behind `/v1/embeddings`.
struct OpenAIEmbedder: EmbeddingBackend {
  /// How many texts one request holds at most.
  static let batchSize = 128

  /// Its base is that of the API, such as `https://api.openai.com/v1`.
  let server: ModelServer
  let model: String
  let encoding: String

  func embed(_ texts: [String], timeout: Duration) async throws(ModelFailure) -> [[Double]] {
    var vectors: [[Double]] = []
    for start in stride(from: 0, to: texts.count, by: Self.batchSize) {
      let batch = texts[start..<min(start + Self.batchSize, texts.count)]
      let body: JSONValue = [
        "model": .string(model), "input": .array(batch.map(JSONValue.string)),
        "encoding_format": .string(encoding),
      ]
      let reply = try await server.ask("/embeddings", posting: body, timeout: timeout)
      guard reply.status == 200, let json = reply.json else { throw reply.failure }
      if let error = json["error"], !error.isNull {
        throw ModelFailure(error: json, "error with status 200")
      }
      vectors += try Embeddings(openAI: json, count: batch.count).vectors
    }
    return vectors
  }
}

/// Vectors as a server sent them, checked: as many as asked for, all of one length, finite.
struct Embeddings: Sendable, Equatable {
  let vectors: [[Double]]

  /// Reads `data` with numbers or with the base64 of little-endian 32-bit floats.
  init(openAI json: JSONValue, count: Int) throws(ModelFailure) {
    let entries = json["data"]?.arrayValue ?? []
    var vectors = [[Double]](repeating: [], count: count)
    for (position, entry) in entries.enumerated() {
      let index = entry["index"]?.intValue ?? position
      guard vectors.indices.contains(index), vectors[index].isEmpty else {
        throw ModelFailure(.malformed, "the embeddings have a wrong index")
      }
      switch entry["embedding"] {
      case .array(let numbers): vectors[index] = numbers.map { $0.doubleValue ?? .nan }
      case .string(let text): vectors[index] = try Self.floats(base64: text)
      default: throw ModelFailure(.malformed, "an entry has no 'embedding'")
      }
    }
    try self.init(vectors, count: count)
  }

  /// Reads `embeddings` of Ollama.
  init(ollama json: JSONValue, count: Int) throws(ModelFailure) {
    let rows = json["embeddings"]?.arrayValue ?? []
    try self.init(
      rows.map { ($0.arrayValue ?? []).map { $0.doubleValue ?? .nan } }, count: count)
  }

  private init(_ vectors: [[Double]], count: Int) throws(ModelFailure) {
    guard vectors.count == count, let length = vectors.first?.count, length > 0,
      vectors.allSatisfy({ $0.count == length && $0.allSatisfy(\.isFinite) })
    else {
      throw ModelFailure(
        .malformed, "the server gave no vector of one length for each of \(count) texts")
    }
    self.vectors = vectors
  }

  private static func floats(base64 text: String) throws(ModelFailure) -> [Double] {
    guard let bytes = Base64.decode(text), bytes.count.isMultiple(of: 4) else {
      throw ModelFailure(.malformed, "an embedding is not the base64 of 32-bit floats")
    }
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * $1) }
      return Double(Float(bitPattern: bits))
    }
  }
}

/// Base64 as RFC 4648, section 4, writes it.
enum Base64 {
  /// The bytes; `nil` for any other character, or padding that does not fit.
  static func decode(_ text: String) -> [UInt8]? {
    guard text.utf8.count.isMultiple(of: 4) else { return nil }
    let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 4 * 3)
    var (bits, count) = (UInt32(0), 0)
    for byte in text.utf8.dropLast(padding) {
      guard let value = value(of: byte) else { return nil }
      (bits, count) = (bits << 6 | value, count + 6)
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      }
    }
    return bytes
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
