extension JSONSchema {
  /// The schema in an option: the schema itself, or the path of its file.
  ///
  /// - Parameters:
  ///   - option: The option's name, for the error.
  ///   - value: An object, or a path that starts from `directory` when it is relative.
  ///   - directory: The folder of the suite.
  /// - Throws: ``OptionError`` for a file that cannot be read or a schema that cannot be used.
  convenience init(
    option: String, _ value: JSONValue, directory: String
  ) throws(OptionError) {
    switch value {
    case .object, .bool:
      do throws(InvalidSchema) { try self.init(value) } catch {
        throw OptionError("the schema cannot be used: \(error)", option: option)
      }
    case .string(let name):
      let path = Files.resolve(name, from: directory)
      do {
        try self.init(try JSONParser().parse(try Files.read(path)))
      } catch let error as JSONError {
        throw OptionError("\(path): \(error)", option: option)
      } catch let error as InvalidSchema {
        throw OptionError("\(path): the schema cannot be used: \(error)", option: option)
      } catch {
        throw OptionError("\(error)", option: option)
      }
    default:
      throw OptionError(
        "'\(option)' is a JSON Schema or the path of its file, not \(value.kindDescription)",
        option: option)
    }
  }

  /// What is wrong with a document that parsed, in words; `nil` when it is valid.
  func complaint(about answer: JSONAnswer) -> String? {
    let violations = violations(inText: answer.text)
    guard !violations.isEmpty else { return nil }
    let shown = violations.prefix(Self.shownViolations).map { violation in
      let message = Excerpt.plain(violation.message)
      return violation.path.isEmpty ? message : "\(Excerpt.plain(violation.path)): \(message)"
    }
    let rest = violations.count - shown.count
    return "the JSON departs from the schema: " + shown.joined(separator: "; ")
      + (rest > 0 ? "; and \(rest) more" : "")
  }

  private static let shownViolations = 3
}
