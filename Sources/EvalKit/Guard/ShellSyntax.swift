/// The syntax tree of a shell script: what is run, not how it is spelt.
///
/// Bash as shfmt 3.6 reads it. What does not matter to a judgement (comments, layout) is left out.
public struct ShellSyntax: Sendable, Equatable {
  public var statements: [Statement]

  /// A command with its redirections.
  public struct Statement: Sendable, Equatable {
    /// `nil` for a redirection that stands alone.
    public var command: Command?
    public var redirections: [Redirection]
    public var isBackground: Bool
    /// The bytes of the script that it takes up; a here-document's body lies outside.
    public var bytes: Range<Int>
  }

  public indirect enum Command: Sendable, Equatable {
    /// A simple command; without words, its assignments last.
    case call(assignments: [Assignment], words: [Word])
    /// `export`, `declare`, `local`, `readonly`, `typeset` …
    case declaration(keyword: String, assignments: [Assignment])
    /// `&&` and `||`.
    case list(Statement, Statement)
    case pipe(Statement, Statement)
    case block([Statement])
    case subshell([Statement])
    /// `if` and `case`: every condition and every branch, in order.
    case choice([[Statement]], words: [Word])
    /// `while` and `until`.
    case loop(condition: [Statement], body: [Statement], isUntil: Bool)
    /// `for name in words`, and `select`.
    case each(name: String, words: [Word], body: [Statement])
    /// `for ((…))`.
    case count(isEndless: Bool, body: [Statement])
    case function(name: String, body: Statement)
    /// `time` and `coproc`.
    case prefixed(Statement)
    /// `[[ … ]]`, `(( … ))` and `let`, of which only the words matter.
    case test([Word])
  }

  public struct Assignment: Sendable, Equatable {
    public var name: String
    public var value: Word?
    /// The elements of an array.
    public var elements: [Word]
    public var isAppending: Bool
  }

  public struct Redirection: Sendable, Equatable {
    public enum Kind: Int, Sendable {
      case write = 54
      case append, read, readWrite, duplicateInput, duplicateOutput, clobber
      case document, indentedDocument, hereString, writeAll, appendAll
    }
    public var kind: Kind
    /// The file descriptor that was named, if one was.
    public var descriptor: String?
    public var target: Word
    /// The body of a here-document.
    public var document: Word?
  }

  /// Parts that stand together without a blank.
  public struct Word: Sendable, Equatable {
    public var parts: [Part]
    public var bytes: Range<Int>
  }

  public indirect enum Part: Sendable, Equatable {
    /// Unquoted text, its backslashes not yet removed.
    case literal(String)
    /// Text in single quotes, the escapes of `$'…'` resolved.
    case quoted(String)
    case doubleQuoted([Part])
    case parameter(Parameter)
    case substitution([Statement])
    /// `<( … )` and `>( … )`.
    case process([Statement])
    case arithmetic(Arithmetic)
    /// `@(a|b)`: a pattern that some file may match.
    case pattern(String)
  }

  /// `$name` or `${name…}`.
  public struct Parameter: Sendable, Equatable {
    public enum Operation: Sendable, Equatable {
      case plain, length, indirect
      /// `${x-w}`, `${x:=w}`, `${x#w}`, `${x^^}` …: the operator as it is written.
      case expansion(String, Word?)
      case replace(Word?, with: Word?, all: Bool)
      case slice(Arithmetic?, Arithmetic?)
    }
    public var name: String
    public var index: Word?
    public var operation: Operation
  }

  public indirect enum Arithmetic: Sendable, Equatable {
    case word(Word)
    case unary(Int, Arithmetic)
    case binary(Int, Arithmetic, Arithmetic)
  }
}
