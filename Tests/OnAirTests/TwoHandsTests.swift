import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

/// Several programs at one journal.
@Suite(.serialized) struct TwoHandsTests {
    private func numbers(_ rig: Rig) async throws -> [Int] {
        let finished = try await rig.onair(["incidents", "list", "--all", "--format", "json"])
        let report = try JSONSerialization.jsonObject(with: Data(finished.output.utf8)) as? [String: Any]
        let incidents = try #require(report?["incidents"] as? [[String: Any]], "\(finished.errors)")
        return incidents.compactMap { $0["number"] as? Int }
    }

    @Test func `what several people raise at once is raised once, and the others are told`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let outputs = try await withThrowingTaskGroup(of: RunningProgram.Finished.self) { group in
            for _ in 0..<6 {
                group.addTask { try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"]) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outputs.filter { $0.code == 0 }.count == 1)
        for refused in outputs where refused.code != 0 {
            refused.expectOneLine(65, "playbook P8 runs already, in incident 1")
        }
        #expect(try await numbers(rig) == [1])
    }

    @Test func `incidents that several people raise at once have a number each`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let playbooks = ["P1", "P2", "P3", "P4", "P5", "P8"]
        let codes = try await withThrowingTaskGroup(of: Int32?.self) { group in
            for playbook in playbooks {
                group.addTask { try await rig.onair(["incidents", "raise", playbook, "--by", "Lin"]).code }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes == Array(repeating: 0, count: playbooks.count))
        #expect(try await numbers(rig) == Array(1...playbooks.count))
    }

    @Test func `an incident that two people take at once is told to be taken to one of them`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        _ = try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"])
        let outputs = try await withThrowingTaskGroup(of: RunningProgram.Finished.self) { group in
            for name in ["Lan", "Wei"] {
                group.addTask { try await rig.onair(["incidents", "ack", "1", "--by", name]) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outputs.filter { $0.code == 0 }.count == 1)
        #expect(outputs.filter { $0.errors.contains("was taken by") }.count == 1)
    }

    @Test func `a watch that starts while another program holds the journal waits for it`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let path = rig.state + "/journal.sqlite"
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let holder = try DatabaseQueue(path: path, configuration: configuration)
        try await holder.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let watch = try rig.start(["watch", "--headless"])
        let files = FileManager.default
        let open = "/proc/\(watch.processID)/fd"
        await eventually(within: .seconds(20), "it has the journal open") {
            ((try? files.contentsOfDirectory(atPath: open)) ?? []).contains {
                (try? files.destinationOfSymbolicLink(atPath: open + "/" + $0))?.hasSuffix("/journal.sqlite")
                    == true
            }
        }
        // Longer than the loop would wait later.
        let end = ContinuousClock.now + .seconds(1)
        await eventually { ContinuousClock.now > end }
        #expect(watch.exitCode == nil, "\(watch.errors)")
        try await holder.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        await eventually(within: .seconds(20), "it watches") { watch.errors.contains("watching") }
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        #expect(watch.exitCode == 143, "\(watch.errors)")
    }

    @Test func `a journal that is deleted under a watch is said, and the watch goes on`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let watch = try rig.start(["watch", "--headless"])
        await eventually(within: .seconds(20), "it watches") { watch.errors.contains("watching") }
        try FileManager.default.removeItem(atPath: rig.state)
        await eventually(within: .seconds(20), "it says so") {
            watch.errors.contains(
                "was deleted, moved or replaced while it was open; events are kept in memory")
        }
        #expect(watch.exitCode == nil)
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        #expect(watch.errors.contains("could not be written to the journal"), "\(watch.errors)")
    }

    @Test func `damaged readings cost neither the verdict nor the watch, and are kept`() async throws {
        let rig = try Rig()
        let path = try rig.scratch.write("state/onair/tiny/readings.sqlite", "My diary\n")
        let check = try await rig.onair(["check"])
        check.expectOneLine(0, "readings.sqlite are damaged", "are kept as \(path).damaged-")
        #expect(check.output.contains("ready to go live"))
        let again = try await rig.onair(["check"])
        #expect(again.code == 0 && again.errors.isEmpty)
        try rig.scratch.write("state/onair/tiny/readings.sqlite", "My other diary\n")
        let watch = try rig.start(["watch", "--headless"])
        await eventually(within: .seconds(20), "it watches") { watch.errors.contains("watching") }
        #expect(watch.errors.contains("readings.sqlite are damaged"))
        watch.signal(SIGTERM)
        await eventually(within: .seconds(10), "it ends") { watch.exitCode != nil }
        let kept = try FileManager.default.contentsOfDirectory(atPath: rig.state).filter {
            $0.hasPrefix("readings.sqlite.damaged-")
        }
        #expect(kept.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }.count == 2, "\(kept)")
    }

    @Test func `an empty journal is said to a reader, and begun anew by a writer that says so`() async throws
    {
        let rig = try Rig()
        try rig.scratch.write("state/onair/tiny/journal.sqlite", "")
        try await rig.onair(["incidents"]).expectOneLine(66, "is empty", "begins it anew")
        let started = try await rig.onair(["show", "live", "--by", "Lin"])
        started.expectOneLine(0, "was empty; it begins anew")
        #expect(try await rig.onair(["incidents"]).code == 0)
    }

    @Test func `a pipe in the journal's place is refused at once`() async throws {
        let rig = try Rig()
        let path = try rig.scratch.write("state/onair/tiny/journal.sqlite", "")
        try #require(unlink(path) == 0 && mkfifo(path, 0o600) == 0)
        for command in [["incidents"], ["show", "live"], ["watch", "--headless"], ["check"]] {
            try await rig.onair(command, within: .seconds(10)).expectOneLine(65, "is not an OnAir journal")
        }
    }
}
