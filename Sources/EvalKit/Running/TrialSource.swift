/// One trial that is due.
struct DueTrial: Sendable {
  var harnessIndex: Int
  var ordinal: Int
  var repetition: Int
  var sample: Sample
}

/// Hands out the trials of a plan in order, leaving out those that are done.
actor TrialSource {
  private let parts: [RunPlan.Part]
  private let selection: SampleSelection
  /// Sorted keys of the trials that are done.
  private let finished: [Int64]
  private var position = 0
  private var reader: DatasetReader?
  private var taken = 0
  private var pending: [DueTrial] = []

  init(_ plan: RunPlan, finished: [Int64]) {
    parts = plan.parts
    selection = SampleSelection(plan.overrides)
    self.finished = finished
  }

  /// The next trial, or `nil` when all were handed out.
  ///
  /// - Throws: ``Diagnostic`` when a dataset changed since it was planned.
  func next() throws -> DueTrial? {
    while pending.isEmpty {
      guard position < parts.count else { return nil }
      try fill()
    }
    return pending.removeFirst()
  }

  /// Reads one sample and queues its repetitions.
  private func fill() throws {
    let part = parts[position]
    let reader = try self.reader ?? part.dataset.reader()
    self.reader = reader
    guard let entry = try reader.next() else {
      self.reader = nil
      taken = 0
      position += 1
      return
    }
    guard selection.includes(entry.sample, taken: taken) else { return }
    taken += 1
    for repetition in 0..<part.manifest.repetitions {
      let key = Journal.key(
        harness: position, ordinal: entry.ordinal, repetition: repetition)
      guard !isFinished(key) else { continue }
      pending.append(
        DueTrial(
          harnessIndex: position, ordinal: entry.ordinal, repetition: repetition,
          sample: entry.sample))
    }
  }

  private func isFinished(_ key: Int64) -> Bool {
    finished[safely: finished.partitioningIndex { $0 >= key }] == key
  }
}
