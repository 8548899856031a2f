import Foundation
import Glibc
import StudioModel
import TestSupport
import Testing

/// A silence, a killed watch, and judging the same again.
@Suite struct SilenceTests {
    private func lines(_ program: RunningProgram, _ event: String) -> [String] {
        program.outputLines.filter {
            $0.contains("\"event\":\"\(event)\"") && $0.contains("host.memory.tested")
        }
    }

    @Test func `a silence outlives the watch that is killed, until its end`() async throws {
        let rig = try Rig(Rig.profile(fail: "< 2"))
        _ = try await rig.onair(["show", "live"])
        let first = try rig.start(["watch", "--json"])
        await eventually(within: .seconds(20)) { !lines(first, "raised").isEmpty }
        let missing = try await rig.onair(["incidents", "silence", "1", "--until", "20s"])
        #expect(missing.code == 64 && missing.errors.contains("--because"))
        let began = ContinuousClock.now
        let silenced = try await rig.onair(
            ["incidents", "silence", "1", "--until", "20s", "--because", "the memory is known"])
        #expect(silenced.code == 0 && silenced.output.contains("the memory is known"), "\(silenced.errors)")
        await eventually { !lines(first, "silenced").isEmpty }
        first.signal(SIGKILL)
        await eventually { first.exitCode != nil }

        let second = try rig.start(["watch", "--json"])
        await eventually(within: .seconds(18)) { lines(second, "silenced").count == 1 }
        await eventually(within: .seconds(40)) { !lines(second, "raised").isEmpty }
        #expect(began.duration(to: .now) > .seconds(19))
        #expect(lines(second, "silenced").count == 2)
        second.signal(SIGINT)
        await eventually { second.exitCode != nil }
        let incidents = try await rig.onair(["incidents", "--all"])
        // The last line says in which zone the times are.
        #expect(incidents.output.split(separator: "\n").count { !$0.hasPrefix("(") } == 1)

        let replay = try await rig.onair(["journal", "replay", "--format", "json"])
        #expect(replay.code == 0, "\(replay.output) \(replay.errors)")
        #expect(replay.output.contains("onair.replay/1"))
        try rig.scratch.write("studio.yaml", Rig.profile(fail: "< 0.0001"))
        let other = try await rig.onair(["journal", "replay"])
        #expect(other.code == 3 && other.output.contains("not those of the show"), "\(other.output)")
    }
}
