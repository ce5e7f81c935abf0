/// The named baselines of suites, as text or JSON.
public struct BaselineReport: Sendable {
  private let stores: [BaselineStore]

  public init(_ stores: [BaselineStore]) { self.stores = stores }

  public var text: String {
    guard !stores.isEmpty else { return "there are no baselines\n" }
    let rows = stores.flatMap { store in
      store.entries.map { entry in
        [
          store.suite, entry.name, entry.runID, Excerpt.plain(entry.model, limit: 40),
          store.problem(with: entry).map { "stale: " + ConsoleText.printable($0) } ?? "usable",
        ]
      }
    }
    let table = TextTable(head: ["suite", "name", "run", "model", "state"], rows: rows)
    return table.lines(.plain).joined(separator: "\n") + "\n"
  }

  public var json: JSONValue {
    .array(
      stores.flatMap { store in
        store.entries.map { entry in
          var object = entry.json.objectValue ?? JSONObject()
          object["suite"] = .string(store.suite)
          object["path"] = .string(store.path(of: entry))
          object["problem"] = store.problem(with: entry).map(JSONValue.string) ?? .null
          return .object(object)
        }
      })
  }
}
