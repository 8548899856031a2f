import Glibc
import ProbeProtocol
import StudioModel
import TestSupport
import Testing

extension StreamProbeTests {
    /// Against real servers and a real encoder.
    struct RealServerTests {
        private func watch(_ url: String) throws -> ProbeRun {
            let run = try ProbeRun("watch")
            try run.configure(url: url)
            return run
        }

        /// Neither what the probe says nor what the kernel shows of it holds the key.
        private func expectNoKey(_ run: ProbeRun) {
            #expect(!run.everything.contains(Bench.key))
            #expect(!run.visibleToOthers.contains(Bench.key))
        }

        private func awaitPublished(_ run: ProbeRun, _ expected: Bool, within limit: Duration = .seconds(10))
            async throws
        {
            await eventually(within: limit, "output.published is \(expected)") {
                run.outcome("output.published") == .flag(expected)
            }
        }

        @Test func `a published RTMP stream is measured within seconds`() async throws {
            let bench = try Bench()
            let port = try await bench.startNginx().rtmp
            let url = "rtmp://127.0.0.1:\(port)/live/\(Bench.key)"
            try bench.publish(to: ["-f", "flv", url], group: 50)
            let run = try watch(url)
            try await awaitPublished(run, true)
            await eventually(within: .seconds(12), "every figure but the clock") {
                (run.number("output.bitrate") ?? 0) > 100_000 && (run.number("output.fps") ?? 0) > 20
                    && run.number("output.gop") != nil && run.number("output.audio.level.rms") != nil
                    && run.number("output.video.width") != nil
            }
            #expect(run.outcome("output.video.codec") == .text("h264"))
            #expect(run.number("output.video.width") == 160)
            #expect(run.number("output.video.height") == 90)
            #expect(run.outcome("output.audio.present") == .flag(true))
            #expect(run.outcome("output.audio.codec") == .text("aac"))
            #expect(run.number("output.audio.rate") == 44_100)
            #expect(try abs(#require(run.number("output.gop")) - 2) < 0.1)
            // ffmpeg's sine peaks at 1/8 of full scale: -18.06 dBFS, RMS 3 dB below.
            #expect(try abs(#require(run.number("output.audio.level.rms")) + 21.1) < 1)
            #expect(try abs(#require(run.number("output.audio.level.peak")) + 18.06) < 1.5)
            // One channel heard from both loudspeakers: its RMS and 3 dB, less what BS.1770 takes off at this pitch.
            #expect(try abs(#require(run.number("output.audio.loudness.momentary")) + 18.8) < 1)
            #expect(try abs(#require(run.number("output.audio.peak.true")) + 18.06) < 1.5)
            #expect(run.outcome("output.audio.loudness.integrated")?.kind == "absent")
            await eventually(within: .seconds(20), "the clock ratio") {
                run.number("output.clock.ratio") != nil
            }
            #expect(try abs(#require(run.number("output.clock.ratio")) - 1) < 0.02)
            expectNoKey(run)
        }

        @Test func `who joins between two key frames learns the picture's size from the next one`()
            async throws
        {
            let bench = try Bench()
            let port = try await bench.startNginx().rtmp
            let url = "rtmp://127.0.0.1:\(port)/live/\(Bench.key)"
            // A key frame every 4 s; finding the streams is given 1.5 s.
            try bench.publish(to: ["-f", "flv", url], group: 100)
            try await awaitPublished(watch(url), true)
            let late = try watch(url)
            try await awaitPublished(late, true)
            await eventually(within: .seconds(12), "the picture's size") {
                late.number("output.video.width") == 160 && late.number("output.video.height") == 90
            }
            let reasons = late.history("output.video.width").compactMap { $0.outcome.reason }
            #expect(reasons.filter { $0.contains("no video") } == [])
        }

        @Test(arguments: [SIGTERM, SIGKILL])
        func `an encoder that stops is noticed, and its return too`(signal: Int32)
            async throws
        {
            let bench = try Bench()
            let port = try await bench.startNginx().rtmp
            let url = "rtmp://127.0.0.1:\(port)/live/\(Bench.key)"
            let run = try watch(url)
            try await awaitPublished(run, false)
            let first = try bench.publish(to: ["-f", "flv", url])
            try await awaitPublished(run, true)
            first.end(signal)
            try await awaitPublished(run, false, within: .seconds(10))
            #expect(run.outcome("output.bitrate")?.kind == "absent")
            #expect(run.outcome("output.bitrate")?.reason?.contains("nobody publishes") == true)
            let age = try #require(run.number("output.packet.age"))
            await eventually(within: .seconds(10), "the packet's age grows") {
                (run.number("output.packet.age") ?? 0) > age + 1
            }
            try bench.publish(to: ["-f", "flv", url])
            try await awaitPublished(run, true)
            #expect(run.events == ["output.published", "output.lost", "output.published"])
            expectNoKey(run)
        }

        @Test func `digital silence is a level at the floor, and no sound is said as that`() async throws {
            let bench = try Bench()
            let port = try await bench.startNginx().rtmp
            let silent = "rtmp://127.0.0.1:\(port)/live/\(Bench.key)-a",
                mute = "rtmp://127.0.0.1:\(port)/live/\(Bench.key)-b"
            try bench.publish(to: ["-f", "flv", silent], sound: "anullsrc")
            try bench.publish(to: ["-an", "-f", "flv", mute])
            let (first, second) = (try watch(silent), try watch(mute))
            await eventually(within: .seconds(12), "the level of silence") {
                (first.number("output.audio.level.peak") ?? 0) < -90
            }
            await eventually(within: .seconds(12), "a stream without sound") {
                second.outcome("output.audio.present") == .flag(false)
                    && second.outcome("output.audio.level.rms")?.kind == "absent"
            }
            #expect(first.outcome("output.audio.present") == .flag(true))
            #expect(second.outcome("output.published") == .flag(true))
            #expect(second.number("output.video.width") == 160)
        }

        @Test func `an HLS stream is measured, and a playlist that stays the same is not live`() async throws
        {
            let bench = try Bench()
            let port = try await bench.startNginx().http
            let hls = [
                "-f", "hls", "-hls_time", "1", "-hls_list_size", "4", "-hls_flags",
                "delete_segments+omit_endlist",
            ]
            let encoder = try bench.publish(to: hls + ["\(Bench.key).m3u8"])
            let run = try watch("http://127.0.0.1:\(port)/\(Bench.key).m3u8")
            try await awaitPublished(run, true)
            await eventually(within: .seconds(10), "rates of whole segments") {
                run.number("output.bitrate") != nil && run.number("output.fps") != nil
                    && run.number("output.gop") != nil
            }
            #expect(try abs(#require(run.number("output.fps")) - 25) < 2)
            #expect(try abs(#require(run.number("output.gop")) - 1) < 0.1)
            #expect(run.outcome("output.clock.ratio")?.kind == "unsupported")
            // The newest segment's level holds until the next segment: no gap that would read as no data.
            let levels = run.history("output.audio.level.rms").filter { $0.outcome.value != nil }.map(\.at)
            #expect(zip(levels, levels.dropFirst()).allSatisfy { $1.seconds(since: $0) < 1 })
            encoder.end(SIGTERM)
            // Three segments of a second, one of them on its way.
            try await awaitPublished(run, false, within: .seconds(8))
            let seen = run.history("output.packet.age").count
            await eventually(within: .seconds(12), "two reconnects to the stale playlist") {
                run.history("output.packet.age").count > seen + 14
            }
            #expect(run.events == ["output.published", "output.lost"])
            expectNoKey(run)
        }

        @Test func `an SRT stream is measured`() async throws {
            let bench = try Bench()
            let port = try Bench.port()
            try bench.publish(to: ["-f", "mpegts", "srt://127.0.0.1:\(port)?mode=listener"])
            let run = try watch("srt://127.0.0.1:\(port)?streamid=\(Bench.key)")
            try await awaitPublished(run, true)
            await eventually(within: .seconds(10), "its rates") {
                (run.number("output.fps") ?? 0) > 20 && run.number("output.gop") != nil
            }
            #expect(run.outcome("output.video.codec") == .text("h264"))
            expectNoKey(run)
        }

        @Test func `an RTSP stream is measured, and its end is noticed`() async throws {
            let bench = try Bench()
            let port = try Bench.port()
            let (video, audio) = (try Bench.evenPort(), try Bench.evenPort())
            try bench.write("relay.py", RTSPRelay.program.utf8)
            try bench.start("python3", ["relay.py", "\(port)", "stream.sdp", "\(video)", "\(audio)"])
            let encoder = try bench.publish(to: [
                "-flags", "+global_header", "-sdp_file", "stream.sdp", "-map", "0:v", "-f", "rtp",
                "rtp://127.0.0.1:\(video)", "-map", "1:a", "-c:a", "aac", "-b:a", "64k",
                "-flags", "+global_header", "-f", "rtp", "rtp://127.0.0.1:\(audio)",
            ])
            let run = try watch("rtsp://127.0.0.1:\(port)/\(Bench.key)")
            try await awaitPublished(run, true)
            await eventually(within: .seconds(10), "its rates and its sound") {
                (run.number("output.fps") ?? 0) > 20 && run.number("output.gop") != nil
                    && run.number("output.audio.level.rms") != nil
            }
            #expect(run.outcome("output.video.codec") == .text("h264"))
            #expect(run.outcome("output.audio.codec") == .text("aac"))
            encoder.end(SIGKILL)
            try await awaitPublished(run, false, within: .seconds(10))
            expectNoKey(run)
        }
    }
}
