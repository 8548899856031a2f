import Foundation
import GRDB
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

    @Test func `incidents that several people raise at once have a number each`() async throws {
        let rig = try Rig()
        _ = try await rig.onair(["show", "live", "--by", "Lin"])
        let outputs = try await withThrowingTaskGroup(of: RunningProgram.Finished.self) { group in
            for _ in 0..<6 {
                group.addTask { try await rig.onair(["incidents", "raise", "P8", "--by", "Lin"]) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // Whoever comes after the first has written is refused: the playbook runs already.
        let raised = outputs.filter { $0.code == 0 }.count
        #expect(raised >= 1)
        #expect(try await numbers(rig) == Array(1...raised))
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
}
