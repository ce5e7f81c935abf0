import EvalKit
import Testing

@testable import Harnesses

@Suite struct TypeScriptCheckTests {
  private func check(_ value: JSONValue) throws -> any Check {
    let registry = Registry(checks: [TypeScriptCheck.self, EmptyConstructorCheck.self])
    return try CheckConfiguration(registry: registry).check(["type": "typescript", "value": value])
  }

  private static let answer = """
    ```ts
    export interface Notifier { notify(m: string): void }
    abstract class Base<T> { abstract init(): void }
    export class Mailer extends Base<string> implements Notifier, ns.Closable {
      init() { go(); }
      notify = async (m: string) => { go(m); }
      close(): Promise<void> { return done(); }
      flush() { return done(); }
    }
    ```
    """

  @Test(
    arguments: [
      (["class": "Mailer"], ""), (["interface": "Notifier"], ""),
      (["class": "Mailer", "extends": "Base", "implements": ["Notifier", "Closable"]], ""),
      (["class": "Mailer", "methods": ["init", "notify", "flush"]], ""),
      (["async_methods": ["notify", "close"]], ""),
      (["class": "Sender"], "there is no class Sender; there is Base, Mailer"),
      (["interface": "Closable"], "there is no interface Closable; there is Notifier"),
      (["class": "Mailer", "extends": "Root"], "Mailer does not extend Root but Base"),
      (["class": "Base", "extends": "Root"], "Base does not extend Root"),
      (["class": "Mailer", "implements": ["Open"]], "Mailer does not implement Open"),
      (["class": "Mailer", "methods": ["send"]], "Mailer has no method send"),
      (["class": "Mailer", "async_methods": ["flush"]], "Mailer: the method flush is not async"),
      (["class": "Mailer", "async_methods": ["send"]], "Mailer has no method send"),
    ] as [(JSONValue, String)])
  func looksAtTheTree(value: JSONValue, explanation: String) async throws {
    let outcome = try await check(value).evaluate(
      Prediction(text: Self.answer), for: Sample(id: "s", input: .text("")))
    #expect(outcome.explanation == explanation)
    #expect(outcome.passed == explanation.isEmpty)
  }

  @Test(
    arguments: [
      (
        ["class": "A", "method": ["x"]],
        """
        check 'typescript': unknown option 'method'; it has class, extends, implements, methods, \
        async_methods, interface; did you mean 'methods'?
        """
      ),
      (
        [:],
        """
        check 'typescript': 'value' is empty; it has class, extends, implements, methods, \
        async_methods, interface
        """
      ),
      (["methods": [1]], "check 'typescript': 'methods' is a list of names"),
      (["class": ["A"]], "check 'typescript': 'class' is a text, not a list"),
    ] as [(JSONValue, String)])
  func refusesOptions(value: JSONValue, message: String) {
    let error = #expect(throws: OptionError.self) { try check(value) }
    #expect(error?.description == message)
  }

  @Test func failsWithoutCodeAndWithBrokenCode() async throws {
    let check = try check(["class": "A"])
    let sample = Sample(id: "s", input: .text(""))
    let none = try await check.evaluate(Prediction(text: "no"), for: sample)
    #expect(none == CheckOutcome(passed: false, explanation: "no TypeScript code found"))
    let broken = try await check.evaluate(Prediction(text: "class A { init( }"), for: sample)
    #expect(!broken.passed)
  }
}
