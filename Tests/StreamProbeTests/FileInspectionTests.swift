import Foundation
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

extension StreamProbeTests {
    /// A recording measured at full speed, as `onair measure` does.
    struct FileInspectionTests {
        private func inspect(_ path: String, seconds: Double = 20) async throws -> ProbeRun {
            let run = try ProbeRun("inspect")
            try run.configure(url: path, asSecret: false, seconds: seconds)
            await eventually(within: .seconds(seconds + 10), "the inspection ends") { run.hasEnded }
            return run
        }

        @Test(arguments: ["mp4", "flv", "ts", "mkv"])
        func `a recording has the figures it was made with`(kind: String) async throws {
            let bench = try Bench()
            let path = try await bench.record("show.\(kind)", seconds: 6)
            let run = try await inspect(path)
            #expect(run.outcome("output.video.codec") == .text("h264"))
            #expect(run.number("output.video.width") == 160)
            #expect(run.outcome("output.audio.codec") == .text("aac"))
            #expect(try abs(#require(run.number("output.fps")) - 25) <= 1)
            #expect(try abs(#require(run.number("output.gop")) - 2) < 0.05)
            #expect(run.number("output.bitrate") ?? 0 > 50_000)
            #expect(run.outcome("output.published")?.kind == "absent")
            #expect(run.outcome("output.clock.ratio")?.kind == "unsupported")
            // Readings carry the media's time: from the start to the last packet, in steps of half a second.
            let levels = run.history("output.audio.level.rms")
            let length = try #require(levels.last).at.seconds(since: #require(levels.first).at)
            #expect(levels.count >= 11 && levels.count <= 14)
            #expect(length > 5 && length < 6.5)
            // The codec fades in, and the last reading may hold a scrap.
            let inner = levels.dropFirst().dropLast()
            #expect(inner.allSatisfy { abs(($0.outcome.value?.number ?? 0) + 21) < 3 })
        }

        @Test func `a long recording loses no reading on its way out`() async throws {
            let bench = try Bench()
            // Two a second: more than the probe's queue of 256 records.
            let path = try await bench.record("long.mkv", seconds: 150, options: ["-threads", "2"])
            let run = try await inspect(path, seconds: 90)
            #expect(run.history("output.bitrate").count >= 300)
        }

        @Test func `what is no recording is said plainly`() async throws {
            let bench = try Bench()
            try bench.write("empty.mp4", [])
            for (path, words) in [
                ("\(bench.folder)/empty.mp4", "empty.mp4 is not a recording that can be read"),
                (bench.folder, "is a folder, not a recording"),
                ("\(bench.folder)/none.mp4", "there is no file none.mp4"),
            ] {
                let run = try await inspect(path)
                #expect(run.outcome("output.bitrate")?.reason?.contains(words) == true)
            }
        }

        @Test func `a file is measured, not watched`() async throws {
            let run = try ProbeRun("watch")
            try run.configure(url: "/tmp/none.mp4", asSecret: false)
            await eventually(within: .seconds(5), "it says so") {
                run.outcome("output.published")?.kind == "unsupported"
            }
            #expect(run.outcome("output.fps")?.reason == "a file is measured with onair measure, not watched")
        }
    }
}
