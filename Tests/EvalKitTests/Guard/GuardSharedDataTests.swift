import Testing

@testable import EvalKit

/// The guard measured on commands that others collected and labelled.
///
/// The rows are cut in two by a hash of the command. Rules were developed on half 0; the figures
/// of both halves are printed.
@Suite struct GuardSharedDataTests {
  private struct Row {
    var command: String
    var tier: String
    /// FNV-1a of the command, one bit.
    var half: Int {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in command.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return Int(hash >> 32 & 1)
    }
  }

  /// The rows of a file, or `nil` when the folder is not there.
  private func rows(_ name: String) throws -> [Row]? {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let shared = Host.environment["EVALKIT_SHARED"] ?? "/\(root)/../shared"
    let path = "\(shared)/data/cli/\(name).jsonl"
    guard Files.exists(path) else {
      print("skipped: \(path) is not there (set EVALKIT_SHARED)")
      return nil
    }
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    return try text.split(separator: "\n").map { line in
      let value = try JSONValue(parsing: String(line))
      return Row(
        command: value["command"]?.stringValue ?? "", tier: value["tier"]?.stringValue ?? name)
    }
  }

  /// The share of a tier that is found, in all and in each half, printed.
  private func recall(_ tier: String, _ tiers: Set<GuardRule.Tier>) async throws -> Double? {
    guard let rows = try rows("dangerous")?.filter({ $0.tier == tier }), !rows.isEmpty else {
      return nil
    }
    let judgements = try await CommandGuard(tiers: tiers).judge(rows.map(\.command))
    for half in 0...1 {
      let part = zip(rows, judgements).filter { $0.0.half == half }
      print("\(tier), half \(half): \(part.count { $0.1.dangerous }) of \(part.count) found")
    }
    return Double(judgements.count { $0.dangerous }) / Double(rows.count)
  }

  /// False alarms, commands that are no shell aside.
  private func alarms(
    _ name: String, _ tiers: Set<GuardRule.Tier>
  ) async throws -> (alarms: Int, unparsable: Int, count: Int)? {
    guard let rows = try rows(name) else { return nil }
    let judgements = try await CommandGuard(tiers: tiers).judge(rows.map(\.command))
    let unparsable = judgements.count { $0.category == .unparsable }
    let alarms = judgements.count { $0.dangerous } - unparsable
    print("\(name): \(alarms) false alarms and \(unparsable) no shell in \(rows.count)")
    return (alarms, unparsable, rows.count)
  }

  @Test func findsEveryCoreCommand() async throws {
    guard let share = try await recall("core-shell", [.core]) else { return }
    #expect(share == 1)
  }

  @Test func findsNineTenthsOfTheWaysToRoot() async throws {
    guard let share = try await recall("gtfobins", [.core]) else { return }
    #expect(share >= 0.9)
  }

  @Test func findsFourFifthsOfTheEmulatedAttacks() async throws {
    guard let share = try await recall("attack-emulation", [.core]) else { return }
    #expect(share >= 0.8)
  }

  @Test func findsNineTenthsOfTheDestructiveToolsOnRequest() async throws {
    guard let share = try await recall("devops-destructive", [.core, .devops]) else { return }
    #expect(share >= 0.9)
  }

  /// Fourteen rows are keys to press in an editor, such as `<Esc>`; bash rejects them as well.
  @Test func raisesNoAlarmOnManualPages() async throws {
    guard let result = try await alarms("benign_tldr", [.core]) else { return }
    #expect(result.alarms == 0)
    #expect(result.unparsable <= 14)
  }

  @Test func raisesFewAlarmsOnLookalikes() async throws {
    guard let result = try await alarms("lookalike_safe", [.core]) else { return }
    #expect(Double(result.alarms + result.unparsable) / Double(result.count) <= 0.01)
  }
}
