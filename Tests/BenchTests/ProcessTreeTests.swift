import FoundationEssentials
import Testing

@testable import onair_bench

/// A made-up /proc: 10 is the watch, 11 its probe, 12 the probe's child, 20 somebody else's.
@Suite final class ProcessTreeTests {
    private let proc =
        FileManager.default.temporaryDirectory.path + "/onair-bench-\(UInt64.random(in: 0 ... .max))"

    init() throws {
        try process(10, parent: 1, ticks: (200, 100), program: "/usr/bin/onair", kibibytes: 20_000)
        try process(
            11, parent: 10, ticks: (50, 0), program: "/usr/libexec/onair/onair-probe-host", kibibytes: 3000)
        try process(12, parent: 11, ticks: (0, 1), program: "/bin/sh", kibibytes: 100)
        try process(20, parent: 1, ticks: (900, 900), program: "/usr/bin/other", kibibytes: 9999)
        try FileManager.default.createDirectory(atPath: proc + "/sys", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: proc) }

    private func process(
        _ id: Int, parent: Int, ticks: (user: Int, kernel: Int), program: String, kibibytes: Int
    ) throws {
        let folder = "\(proc)/\(id)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // proc(5): the name may hold spaces and parentheses; user and kernel time are fields 14 and 15.
        let stat = "\(id) (a) b) S \(parent) 0 0 0 0 0 0 0 0 0 \(ticks.user) \(ticks.kernel) 0 0 20 0 1 0\n"
        try stat.write(toFile: folder + "/stat", atomically: false, encoding: .utf8)
        let rollup =
            "00400000-7ffe000 ---p 00000000 00:00 0  [rollup]\nRss:  99999 kB\nPss:  \(kibibytes) kB\n"
        try rollup.write(toFile: folder + "/smaps_rollup", atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: folder + "/exe", withDestinationPath: program)
    }

    @Test func `the tree is the process and all below it, and nobody else`() throws {
        let members = try ProcessTree(below: 10, proc: proc).members
        #expect(members.map(\.id) == [10, 11, 12])
        #expect(members.map(\.program) == ["onair", "onair-probe-host", "sh"])
    }

    @Test func `ticks of user and kernel are both counted, as hundredths of a second`() throws {
        let members = try ProcessTree(below: 10, proc: proc).members
        #expect(members.map(\.processorSeconds) == [3, 0.5, 0.01])
    }

    @Test func `memory is the proportional share in bytes`() throws {
        let members = try ProcessTree(below: 11, proc: proc).members
        #expect(members.map(\.proportionalBytes) == [3000 * 1024, 100 * 1024])
    }
}
