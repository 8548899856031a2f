import Foundation
import StudioModel
import TestSupport
import Testing

extension StreamProbeTests {
    /// What cannot be pulled, each in its own words and in time.
    struct FailureTests {
        private func inspect(_ url: String, seconds: Double = 8) async throws -> ProbeRun {
            let run = try ProbeRun("inspect")
            try run.configure(url: url, seconds: seconds)
            await eventually(within: .seconds(seconds + 2), "the inspection ends") { run.hasEnded }
            #expect(!run.everything.contains(Bench.key))
            return run
        }

        @Test func `a stream nobody publishes is not published, with the reason`() async throws {
            let bench = try Bench()
            let port = try await bench.startNginx().rtmp
            let run = try await inspect("rtmp://127.0.0.1:\(port)/live/\(Bench.key)")
            #expect(run.outcome("output.published") == .flag(false))
            for metric in [
                "output.bitrate", "output.fps", "output.gop", "output.audio.level.peak", "output.video.codec",
            ] {
                #expect(
                    run.outcome(Metric(stringLiteral: metric))?.reason?.hasPrefix(
                        "no packet from 127.0.0.1:\(port)") == true)
            }
        }

        @Test func `a server that refuses is not published`() async throws {
            let port = try Bench.port()
            let run = try await inspect("rtmp://127.0.0.1:\(port)/live/\(Bench.key)")
            #expect(run.outcome("output.published") == .flag(false))
            #expect(
                run.outcome("output.bitrate")
                    == .absent("127.0.0.1:\(port) refuses the connection: is the server running?"))
        }

        @Test(arguments: ["rtmp", "http", "rtsp"])
        func `a server that accepts and says nothing does not hold an inspection up`(scheme: String)
            async throws
        {
            let server = try #require(SilentServer())
            let run = try await inspect("\(scheme)://127.0.0.1:\(server.port)/live/\(Bench.key)")
            #expect(run.outcome("output.published") == .flag(false))
        }

        @Test
        func `a page that is not there, one that is forbidden, garbage and half a stream are told apart`()
            async throws
        {
            let bench = try Bench()
            let port = try await bench.startNginx().http
            let base = "http://127.0.0.1:\(port)"
            let missing = try await inspect("\(base)/\(Bench.key).m3u8")
            #expect(missing.outcome("output.published") == .flag(false))
            #expect(missing.outcome("output.fps") == .absent("127.0.0.1:\(port) has no such stream"))

            let forbidden = try await inspect("\(base)/forbidden/\(Bench.key).m3u8")
            #expect(forbidden.outcome("output.published")?.kind == "denied")

            try bench.write(
                "junk.flv", (0..<100_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 9) })
            let junk = try await inspect("\(base)/junk.flv?\(Bench.key)")
            #expect(junk.outcome("output.published") == .flag(false))
            #expect(junk.outcome("output.bitrate")?.kind == "failed")

            let whole = try await bench.record("whole.flv", seconds: 4, options: ["-f", "flv"])
            let bytes = try Data(contentsOf: URL(filePath: whole))
            try bench.write("half.flv", bytes.prefix(bytes.count / 2))
            let half = try await inspect("\(base)/half.flv?\(Bench.key)")
            #expect(half.history("output.video.codec").contains { $0.outcome == .text("h264") })
            #expect(half.outcome("output.published") == .flag(false))
            #expect(half.outcome("output.bitrate") == .absent("the stream from 127.0.0.1:\(port) ended"))
        }

        @Test func `no address, or one of an unknown kind, is said and not tried`() async throws {
            let none = try await inspect("")
            #expect(none.outcome("output.published")?.reason?.contains("names no url") == true)
            let odd = try await inspect("gopher://127.0.0.1/\(Bench.key)")
            #expect(odd.outcome("output.published")?.kind == "unsupported")
        }

        @Test func `the program leaves within a second of its input's end, though the server hangs`()
            async throws
        {
            let server = try #require(SilentServer())
            let run = try ProbeRun("watch")
            try run.configure(url: "rtmp://127.0.0.1:\(server.port)/live/\(Bench.key)")
            await eventually(within: .seconds(5), "it says that nothing comes") {
                run.outcome("output.published") == .flag(false)
            }
            #expect(!run.visibleToOthers.contains(Bench.key))
            try run.closeInput()
            await eventually(within: .seconds(10), "it leaves") { !run.isRunning }
            #expect(!run.everything.contains(Bench.key))
        }
    }
}
