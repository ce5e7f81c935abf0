/// The empty constructor rule, applied to what a source declares.
///
/// Every class has no constructor, an empty one, or one that only calls `super(…)`, without
/// parameter properties; and an `init` method that does something. `init` may be inherited from a
/// class in the same source, and may be abstract when a class in the source implements it. Error
/// classes need no `init`. Overload signatures and `declare class` do not count.
struct EmptyConstructorRule {
  /// What is wrong with the constructors, one sentence each.
  private(set) var constructorFindings: [String] = []
  /// What is wrong with `init`.
  private(set) var initFindings: [String] = []

  private let outline: SourceOutline
  private let code: ExtractedCode
  private var byName: [String: ClassOutline] = [:]
  /// The names of classes that a class in the source extends, with those classes.
  private var subclasses: [String: [ClassOutline]] = [:]

  init(_ outline: SourceOutline, in code: ExtractedCode) {
    (self.outline, self.code) = (outline, code)
    for item in outline.classes {
      if !item.name.isEmpty, byName[item.name] == nil { byName[item.name] = item }
      if let base = item.base { subclasses[base, default: []].append(item) }
    }
    for item in outline.classes {
      judgeConstructors(of: item)
      judgeInit(of: item)
    }
  }

  private func title(_ item: ClassOutline) -> String {
    guard item.name.isEmpty else { return String(item.name.prefix(80)) }
    return "the class in \(code.place(ofLine: item.line))"
  }

  private mutating func judgeConstructors(of item: ClassOutline) {
    for constructor in item.constructors where constructor.hasBody {
      if !constructor.parameterProperties.isEmpty {
        let names = constructor.parameterProperties.prefix(5).map { "'\($0)'" }
          .joined(separator: ", ")
        constructorFindings.append(
          "\(title(item)): the constructor declares the parameter propert"
            + (constructor.parameterProperties.count == 1 ? "y " : "ies ") + names)
      }
      if let offence = constructor.disallowedStatement {
        constructorFindings.append(
          "\(title(item)): the constructor must be empty or only call super(…), but has `\(offence)`"
            + " (\(code.place(ofLine: constructor.line)))")
      }
    }
  }

  private mutating func judgeInit(of item: ClassOutline) {
    guard !isError(item) else { return }
    let owner = initOwner(item)
    let candidates = (owner ?? item).methods.filter { $0.name == "init" }
    let methods = candidates.filter { !$0.isStatic }
    let inherited =
      owner.map { $0.name == item.name ? "" : " that it inherits from \(title($0))" } ?? ""
    if methods.isEmpty {
      let why = candidates.isEmpty ? "has no init method" : "has only a static init"
      initFindings.append("\(title(item)) \(why)" + foreignBase(item))
    } else if methods.contains(where: { $0.hasBody }) {
      if !methods.contains(where: { $0.hasBody && $0.doesSomething }) {
        initFindings.append("\(title(item)): the init method\(inherited) does nothing")
      }
    } else if !item.isAbstract {
      initFindings.append("\(title(item)): the init method\(inherited) has no body")
    } else if !isImplemented(item) {
      initFindings.append(
        "\(title(item)): init is abstract, and no subclass in the answer implements it")
    }
  }

  /// The nearest class with an `init`, from the class itself through its bases in the source.
  private func initOwner(_ item: ClassOutline) -> ClassOutline? {
    lineage(of: item).first { candidate in
      candidate.methods.contains { $0.name == "init" && !$0.isStatic }
    }
  }

  /// The class and its bases in the source; ends at a circle and at 64 levels.
  private func lineage(of item: ClassOutline) -> [ClassOutline] {
    var result = [item]
    var seen: Set<String> = [item.name]
    while result.count < 64, let base = result.last?.base, seen.insert(base).inserted,
      let next = byName[base]
    {
      result.append(next)
    }
    return result
  }

  /// Whether the class is derived from an `Error`, as far as names show.
  private func isError(_ item: ClassOutline) -> Bool {
    guard let root = lineage(of: item).last?.base else { return false }
    return root.hasSuffix("Error") || root.hasSuffix("Exception")
  }

  /// Whether some class below `item` has an `init` that does something; looks at 256 at most.
  private func isImplemented(_ item: ClassOutline) -> Bool {
    var open = subclasses[item.name] ?? []
    var seen: Set<String> = [item.name]
    while seen.count <= 256, let next = open.popLast() {
      let initializers = next.methods.filter { $0.name == "init" && !$0.isStatic && $0.hasBody }
      if initializers.contains(where: \.doesSomething) { return true }
      if seen.insert(next.name).inserted { open.append(contentsOf: subclasses[next.name] ?? []) }
    }
    return false
  }

  private func foreignBase(_ item: ClassOutline) -> String {
    guard let base = lineage(of: item).last?.base, byName[base] == nil else { return "" }
    return " (\(base) is not in the answer)"
  }
}

extension ConstructorOutline {
  /// The statement that has no place in a constructor, shortened; `nil` when all have one.
  fileprivate var disallowedStatement: String? {
    let allowed: Set<String> = ["super", "empty"]
    return statements.allSatisfy(allowed.contains) ? nil : offence ?? "a statement"
  }
}
