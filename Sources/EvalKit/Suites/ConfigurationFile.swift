/// A YAML or JSON file that a plug-in reads beside its suite.
public enum ConfigurationFile {
  /// The one document of a file; JSON is read as the subset of YAML that it is.
  ///
  /// A key that occurs twice is refused, as in a suite.
  ///
  /// - Throws: ``Diagnostic`` with `path:line:column` of what is wrong, or without a place when
  ///   the file cannot be read.
  public static func read(_ path: String) throws(Diagnostic) -> JSONValue {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try Files.read(path) } catch {
      throw Diagnostic(path: path, message: "cannot \(error.operation): \(error.reason)")
    }
    return try read(bytes, path: path)
  }

  /// Reads a document from the bytes of its file.
  public static func read(_ bytes: [UInt8], path: String) throws(Diagnostic) -> JSONValue {
    do throws(YAMLReader.Problem) {
      var reader = YAMLReader(bytes)
      let root = try reader.document()
      if let (key, place) = root.repeatedKey {
        throw YAMLReader.Problem(message: "the key '\(key)' occurs twice", place: place)
      }
      return root.json
    } catch {
      throw Diagnostic(
        path: path, line: error.place.line, column: error.place.column, message: error.message)
    }
  }
}

extension YAMLNode {
  /// The first key that occurs twice within one mapping, with its second place.
  fileprivate var repeatedKey: (key: String, place: Place)? {
    switch content {
    case .scalar: return nil
    case .sequence(let nodes):
      for node in nodes { if let repeated = node.repeatedKey { return repeated } }
      return nil
    case .mapping(let pairs):
      var seen: Set<String> = []
      for pair in pairs {
        if !seen.insert(pair.key.text).inserted { return (pair.key.text, pair.key.place) }
        if let repeated = pair.value.repeatedKey { return repeated }
      }
      return nil
    }
  }
}
