internal import EvalKit

/// One figure that another tool has measured.
struct ResultFigure: Sendable, Equatable {
  /// The task, such as `gsm8k`, in the form of ``ResultName/identifier(_:)``.
  var task: String
  /// The metric, such as `exact_match`, in the same form.
  var metric: String
  var value: Double
  var standardError: Double?
  /// How many samples it rests on.
  var count: Int?
  var higherIsBetter: Bool?

  /// `task.metric`, as gates name it.
  var name: String { "\(task).\(metric)" }
}

/// The figures of one or several result files.
struct ResultSet: Sendable, Equatable {
  var figures: [ResultFigure] = []
  /// The tool and the model, in words.
  var origin = ""

  /// The figure of that name; the last one, when several files have it.
  func figure(_ name: String) -> ResultFigure? { figures.last { $0.name == name } }

  /// The names of all figures, each once, in their order.
  var names: [String] {
    var seen: Set<String> = []
    return figures.map(\.name).filter { seen.insert($0).inserted }
  }
}

/// A result file that cannot be used.
struct ResultError: Error, CustomStringConvertible {
  var description: String
}

/// Names of tasks and metrics as gates can write them.
enum ResultName {
  /// The name with every run of other characters than ASCII letters and digits as one `_`:
  /// `pass@1` is `pass_1`.
  static func identifier(_ name: String) -> String {
    name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "_")
  }

  /// The two parts of `task.metric`; `nil` for anything else.
  static func parts(of name: String) -> (task: String, metric: String)? {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && identifier($0) == $0 }) else {
      return nil
    }
    return (parts[0], parts[1])
  }
}
