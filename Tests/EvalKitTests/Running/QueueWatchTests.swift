import Testing

@testable import EvalKit

@Suite struct QueueWatchTests {
  /// Server times of answers in milliseconds, and what is said about them.
  private func remark(_ answers: [(queue: Int, work: Int)], concurrency: Int) -> String? {
    let watch = QueueWatch()
    for answer in answers {
      watch.note(
        Timings(
          server: ServerTimings(
            queue: .milliseconds(answer.queue), prompt: .zero,
            generation: .milliseconds(answer.work))))
    }
    return watch.remark(concurrency: concurrency)
  }

  /// Three in flight on one slot: each waits for the two before it.
  @Test func oneSlot() {
    let answers = Array(repeating: (queue: 2580, work: 1290), count: 12)
    #expect(
      remark(answers, concurrency: 3)
        == "the server worked on about 1 of 3 requests at a time: on average 1.3s of work after "
        + "2.6s of waiting; latency holds both")
  }

  @Test func twoOfEightSlots() throws {
    let answers = Array(repeating: (queue: 300, work: 100), count: 40)
    #expect(try #require(remark(answers, concurrency: 8)).contains("about 2 of 8"))
  }

  /// The few milliseconds around the model are no queue, nor is anything with one request.
  @Test(arguments: [(5, 80, 8, 100), (2580, 1290, 1, 100), (2580, 1290, 8, 15), (15, 10, 8, 100)])
  func nothingToSay(queue: Int, work: Int, concurrency: Int, count: Int) {
    let answers = Array(repeating: (queue: queue, work: work), count: count)
    #expect(remark(answers, concurrency: concurrency) == nil)
  }

  /// A program says nothing of its work; the rest of the time is taken for it.
  @Test func programs() {
    let watch = QueueWatch()
    for _ in 0..<20 {
      watch.note(
        Timings(total: .milliseconds(400), server: ServerTimings(queue: .milliseconds(300))))
      watch.note(Timings(total: .milliseconds(400)))
    }
    #expect(watch.remark(concurrency: 4)?.contains("about 1 of 4") == true)
  }
}
