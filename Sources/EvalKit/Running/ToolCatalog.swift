/// The tool definitions that samples refer to by name.
public struct ToolCatalog: Sendable, Equatable {
  private let definitions: [JSONValue]

  public init(_ definitions: [JSONValue] = []) { self.definitions = definitions }

  /// Reads the JSON file that an option names; empty when the option is absent.
  ///
  /// - Throws: ``OptionError`` for a file that cannot be read or is no list of definitions.
  public init(option: String, _ configuration: HarnessConfiguration) throws(OptionError) {
    guard let name = configuration.options[option]?.stringValue else {
      self.init()
      return
    }
    let path = configuration.path(name)
    do {
      let json = try JSONParser().parse(try Files.read(path))
      guard let all = json.arrayValue, !all.isEmpty, all.allSatisfy({ Self.name(of: $0) != nil })
      else {
        throw OptionError("it is no list of tool definitions with a name each")
      }
      self.init(all)
    } catch let error as OptionError {
      throw OptionError("\(path): \(error)", option: option)
    } catch let error as JSONError {
      throw OptionError("\(path): \(error)", option: option)
    } catch {
      throw OptionError("\(error)", option: option)
    }
  }

  /// The sample's tools, with names replaced by their definitions; all tools when it lists none.
  public func tools(for sample: Sample) throws(SampleError) -> [JSONValue] {
    guard !sample.tools.isEmpty else { return definitions }
    var result: [JSONValue] = []
    for tool in sample.tools {
      guard let name = tool.stringValue else {
        result.append(tool)
        continue
      }
      guard let definition = definitions.first(where: { Self.name(of: $0) == name }) else {
        let known = definitions.compactMap(Self.name)
        throw SampleError(
          "unknown tool '\(name)'; "
            + (known.isEmpty
              ? "the suite names no 'tools' file"
              : "there are " + known.sorted().joined(separator: ", "))
            + nearest(name, in: known).suggestion, key: "tools")
      }
      result.append(definition)
    }
    return result
  }

  /// The name of a definition, `{"type":"function","function":{"name":…}}` or `{"name":…}`.
  public static func name(of definition: JSONValue) -> String? {
    (definition["function"]?["name"] ?? definition["name"])?.stringValue
  }
}
