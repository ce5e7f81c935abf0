import EvalKit
import Glibc
import Testing

/// Disks that are full or cannot be written.
@Suite(.serialized) struct DiskTests {
  /// A small file system in memory, which only root may mount.
  private final class Disk {
    let path: String

    /// `nil`, with a line that says so, when none can be mounted here.
    init?(in directory: TemporaryDirectory, size: String) throws {
      path = "\(directory.path)/disk"
      try Files.createDirectory(path)
      guard try Self.mount(["-t", "tmpfs", "-o", "size=\(size)", "tmpfs", path]) else {
        print("not tested: a small tmpfs cannot be mounted without root's rights")
        return nil
      }
    }

    /// Leaves room for so many bytes only.
    func fill(but room: off_t) {
      let filler = open("\(path)/filler", O_WRONLY | O_CREAT, 0o600)
      let page = [UInt8](repeating: 1, count: 4096)
      var size: off_t = 0
      while write(filler, page, page.count) > 0 { size += off_t(page.count) }
      ftruncate(filler, size - room)
      close(filler)
    }

    deinit { _ = try? Self.call("/bin/umount", ["-l", path]) }

    func remount(_ options: String) throws -> Bool {
      try Self.mount(["-o", "remount,\(options)", path])
    }

    private static func mount(_ arguments: [String]) throws -> Bool {
      try call("/bin/mount", arguments)
    }

    private static func call(_ program: String, _ arguments: [String]) throws -> Bool {
      let command = try RunningCommand(arguments, log: "/dev/null", program: program)
      return command.wait() == .exited(0)
    }
  }

  @Test func aRunThatFilledTheDiskGoesOnWhenThereIsRoom() throws {
    let suite = try CrashSuite(.judged)
    guard let disk = try Disk(in: suite.directory, size: "200k") else { return }
    #expect(try suite.finish(suite.arguments(run: "calm")).end == .exited(0))
    let full = try suite.finish(suite.arguments(run: "disk/run"))
    #expect(full.end == .exited(4))
    #expect(full.output.contains("disk is full"), "\(full.output)")
    let finished = try suite.committedTrials("disk/run")
    #expect((1..<500).contains(finished))
    #expect(try suite.finish(suite.arguments(resume: "disk/run")).end == .exited(4))
    #expect(try disk.remount("size=64m"))
    #expect(try suite.finish(suite.arguments(resume: "disk/run")).end == .exited(0))
    #expect(try suite.comparable("disk/run") == suite.comparable("calm"))
  }

  @Test func reportsThatFilledTheDiskAreWrittenWhenThereIsRoom() throws {
    let suite = try CrashSuite(.judged)
    guard let disk = try Disk(in: suite.directory, size: "8m") else { return }
    #expect(try suite.finish(suite.arguments(run: "calm")).end == .exited(0))
    #expect(try suite.finish(suite.arguments(run: "disk/run")).end == .exited(0))
    for report in CrashSuite.reports { unlink("\(disk.path)/run/\(report)") }
    disk.fill(but: 100_000)
    let full = try suite.finish(["report", "\(disk.path)/run"])
    #expect(full.end == .exited(4))
    #expect(full.output.contains("No space left on device"), "\(full.output)")
    #expect(!Files.exists("\(disk.path)/run/eval_report_final.json"))
    #expect(try disk.remount("size=64m"))
    #expect(try suite.finish(suite.arguments(resume: "disk/run")).end == .exited(0))
    #expect(try suite.comparable("disk/run") == suite.comparable("calm"))
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    let suite = try CrashSuite(.judged)
    guard let disk = try Disk(in: suite.directory, size: "64m") else { return }
    #expect(try suite.finish(suite.arguments(run: "disk/run")).end == .exited(0))
    #expect(try disk.remount("ro"))
    for arguments in [
      suite.arguments(run: "disk/new"), suite.arguments(resume: "disk/run"),
      ["report", "\(disk.path)/run"],
    ] {
      let result = try suite.finish(arguments)
      #expect(result.end == .exited(4))
      #expect(result.output.contains("Read-only file system"), "\(result.output)")
      #expect(result.output.contains(disk.path))
    }
    // What is there can still be read.
    let elsewhere = "\(suite.directory.path)/elsewhere"
    let report = try suite.finish(["report", "\(disk.path)/run", "--output", elsewhere])
    #expect(report.end == .exited(0), "\(report.output)")
    #expect(try suite.comparable("elsewhere") == suite.comparable("disk/run"))
  }
}
