import Synchronization
import Testing

@testable import EvalKit

/// Gathering inputs for tools that are slow to start.
@Suite struct BatcherTests {
  /// What the batches were.
  private final class Log: Sendable {
    private let sizes = Mutex<[Int]>([])
    func add(_ size: Int) { sizes.withLock { $0.append(size) } }
    var all: [Int] { sizes.withLock { $0 } }
  }

  private struct Refusal: Error, Equatable {}

  @Test func everyCallerGetsItsOwnOutput() async throws {
    let log = Log()
    let batcher = Batcher<Int, Int>(limit: 10, width: 1) { inputs in
      log.add(inputs.count)
      return inputs.map { $0 * $0 }
    }
    let outputs = try await withThrowingTaskGroup(of: (Int, Int).self) { group in
      for input in 0..<100 {
        group.addTask { (input, try await batcher.output(for: input)) }
      }
      var outputs: [Int: Int] = [:]
      for try await (input, output) in group { outputs[input] = output }
      return outputs
    }
    #expect(outputs.count == 100)
    #expect(outputs.allSatisfy { $0.value == $0.key * $0.key })
    #expect(log.all.reduce(0, +) == 100)
    #expect(log.all.allSatisfy { $0 <= 10 })
    #expect(log.all.count < 100)
  }

  @Test func anErrorReachesTheWholeBatchAndNoOther() async throws {
    let batcher = Batcher<Int, Int>(limit: 4, width: 1) { inputs in
      if inputs.contains(3) { throw Refusal() }
      return inputs
    }
    await #expect(throws: Refusal()) { try await batcher.output(for: 3) }
    #expect(try await batcher.output(for: 4) == 4)
  }

  @Test func aCancelledLeaderDoesNotTakeOthersAlong() async throws {
    let (started, start) = AsyncStream<Void>.makeStream()
    let (released, release) = AsyncStream<Void>.makeStream()
    let batcher = Batcher<Int, Int>(limit: 8, width: 1, pause: .zero) { inputs in
      guard inputs.first == 0 else { return inputs }
      start.yield()
      for await _ in released { break }
      try Task.checkCancellation()
      return inputs
    }
    let leader = Task { try await batcher.output(for: 0) }
    for await _ in started { break }
    let follower = Task { try await batcher.output(for: 1) }
    leader.cancel()
    release.finish()
    await #expect(throws: CancellationError.self) { try await leader.value }
    #expect(try await follower.value == 1)
  }
}
