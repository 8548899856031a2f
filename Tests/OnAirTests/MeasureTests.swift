import Foundation
import TestSupport
import Testing

/// `measure`: a file or a stream, and everything that can be wrong with either.
@Suite(.serialized) struct MeasureTests {
    /// 1 kHz at half of full scale, 48 kHz, mono, 16 bits; nothing within `silence`, in seconds.
    private static func tone(seconds: Int = 2, silence: Range<Int> = 0..<0) -> [UInt8] {
        let samples = (0..<seconds * 48_000).map { place in
            silence.contains(place / 48_000)
                ? 0 : Int16(16_384 * sin(Double(place) * 2 * .pi * 1000 / 48_000))
        }
        func little(_ number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number.littleEndian) { Array($0) }
        }
        let format =
            little(UInt16(1)) + little(UInt16(1)) + little(UInt32(48_000)) + little(UInt32(96_000))
            + little(UInt16(2)) + little(UInt16(16))
        return Array("RIFF".utf8) + little(UInt32(36 + samples.count * 2)) + Array("WAVEfmt ".utf8)
            + little(UInt32(16))
            + format + Array("data".utf8) + little(UInt32(samples.count * 2)) + samples.flatMap { little($0) }
    }

    @Test func `a recording is measured, without a profile`() async throws {
        let rig = try Rig(nil)
        try rig.scratch.write("tone.wav", Self.tone())
        let finished = try await rig.onair(["measure", "tone.wav"])
        #expect(finished.code == 0 && finished.errors.isEmpty)
        let rows = finished.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(rows.first == ["metric", "min", "mean", "max", "unit"])
        let peak = try #require(rows.first { $0.first == "output.audio.level.peak" })
        #expect(peak.count == 5 && peak.last == "dBFS")
        #expect(Double(peak[3]).map { abs($0 + 6.02) < 0.1 } == true, "half of full scale is −6 dBFS")
    }

    @Test
    func `a long recording is measured to its end, and the summary is of the readings that are printed`()
        async throws
    {
        let rig = try Rig(nil)
        try rig.scratch.write("show.wav", Self.tone(seconds: 20, silence: 8..<12))
        let finished = try await rig.onair(["measure", "--json", "show.wav"])
        #expect(finished.code == 0, "\(finished.errors)")
        let records = try finished.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        let peaks = records.compactMap {
            ($0["values"] as? [String: Any])?["output.audio.level.peak"] as? Double
        }
        #expect(peaks.count >= 40 && peaks.count { $0 == -144 } >= 6)
        let rows = (records.last?["summary"] as? [String: Any])?["rows"] as? [[String: Any]] ?? []
        func row(_ metric: String) -> [String: Any]? { rows.first { $0["metric"] as? String == metric } }
        let peak = try #require(row("output.audio.level.peak"))
        #expect(peak["count"] as? Int == peaks.count && peak["min"] as? Double == peaks.min())
        #expect(peak["max"] as? Double == peaks.max())
        #expect(row("output.bitrate")?["mean"] is Double)
        let silence = try #require(row("output.audio.silence")?["max"] as? Double)
        #expect(abs(silence - 4) < 0.2)
        #expect(row("output.audio.clips")?["max"] as? Double == 0)
        // A sine of half of full scale on both loudspeakers, without the gated silence: −9.0 LUFS + 3 dB.
        let loudness = try #require(row("output.audio.loudness.integrated")?["last"] as? [String: Any])
        #expect((loudness["value"] as? Double).map { (-8 ... -4).contains($0) } == true, "\(loudness)")
        let figures =
            (records.last?["summary"] as? [String: Any])?["figures"] as? [String: [String: Any]] ?? [:]
        #expect(figures["loudness.integrated"]?["value"] as? Double == loudness["value"] as? Double)
        let units = figures.mapValues { $0["unit"] as? String }
        #expect(
            units.filter { $0.key.hasPrefix("loudness") || $0.key.hasPrefix("peak") } == [
                "loudness.integrated": "LUFS", "loudness.momentary.max": "LUFS",
                "loudness.short-term.max": "LUFS",
                "loudness.range": "LU", "peak.true": "dBTP",
            ])
        // One level, so the loudest moment is the whole; a slow sine's true peak is its amplitude.
        let moment = try #require(figures["loudness.momentary.max"]?["value"] as? Double)
        #expect(try abs(moment - #require(loudness["value"] as? Double)) < 0.2)
        #expect(try abs(#require(figures["peak.true"]?["value"] as? Double) + 6.02) < 0.2)
    }

    @Test func `the JSON form is the protocol's readings and last a summary`() async throws {
        let rig = try Rig(nil)
        try rig.scratch.write("tone.wav", Self.tone())
        let finished = try await rig.onair(["measure", "--json", "tone.wav"])
        #expect(finished.code == 0)
        let records = try finished.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(records.count > 2)
        #expect(records.dropLast().allSatisfy { $0["record"] as? String == "readings" && $0["t"] is Int })
        #expect(records.last?["record"] as? String == "summary")
        #expect(records.last?["schema"] as? String == "onair.measure/1")
        let rows = (records.last?["summary"] as? [String: Any])?["rows"] as? [[String: Any]] ?? []
        #expect(
            rows.contains {
                $0["metric"] as? String == "output.audio.level.peak" && $0["unit"] as? String == "dBFS"
            })
    }

    @Test func `what is not there, a folder, garbage and an empty file are told apart`() async throws {
        let rig = try Rig(nil)
        try await rig.onair(["measure", "none.mp4"]).expectOneLine(66, "none.mp4")
        try await rig.onair(["measure", "/"]).expectOneLine(66, "/ is a folder")
        try rig.scratch.write(
            "garbage.mp4", (0..<100_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 9) })
        try await rig.onair(["measure", "garbage.mp4"]).expectOneLine(65, "garbage.mp4 is not a recording")
        try rig.scratch.write("empty.mp4", "")
        try await rig.onair(["measure", "empty.mp4"]).expectOneLine(65, "empty.mp4 is not a recording")
        try await rig.onair(["measure", "/dev/zero", "--seconds", "2"]).expectOneLine(
            65, "zero is not a regular file")
    }

    @Test(arguments: ["rtmp", "http", "rtsp", "srt"])
    func `a server that accepts and says nothing ends in bounded time`(scheme: String) async throws {
        let rig = try Rig(nil)
        let peer = try MuteListener()
        let finished = try await rig.onair(["measure", "\(scheme)://127.0.0.1:\(peer.port)/live/very-secret"])
        #expect(finished.seconds < 14)
        finished.expectOneLine(69, "nothing could be measured", "127.0.0.1:\(peer.port)")
        #expect(!(finished.output + finished.errors).contains("very-secret"))
    }

    @Test func `an ingest that refuses is said, with its address and without the key`() async throws {
        let rig = try Rig(nil)
        let port = try LoopbackPeers.unusedPort()
        let finished = try await rig.onair(["measure", "rtmp://127.0.0.1:\(port)/live/very-secret"])
        finished.expectOneLine(69, "127.0.0.1:\(port) refuses the connection")
        #expect(!(finished.output + finished.errors).contains("very-secret"))
        let json = try await rig.onair(["measure", "--json", "rtmp://127.0.0.1:\(port)/live/very-secret"])
        #expect(json.code == 69 && json.output.contains("\"record\":\"summary\""))
        #expect(!(json.output + json.errors).contains("very-secret"))
    }

    @Test func `an address of an unknown kind is said`() async throws {
        let rig = try Rig(nil)
        let finished = try await rig.onair(["measure", "gopher://127.0.0.1/very-secret"])
        finished.expectOneLine(69, "nothing could be measured")
        #expect(!finished.errors.contains("very-secret"))
    }

    @Test func `a server that hangs up at once is told from a stream that ended`() async throws {
        let rig = try Rig(nil)
        let peer = try MuteListener(hangsUp: true)
        for scheme in ["rtmp", "http"] {
            let finished = try await rig.onair(["measure", "\(scheme)://127.0.0.1:\(peer.port)/live/key"])
            finished.expectOneLine(69, "127.0.0.1:\(peer.port) accepted the connection and closed it")
        }
    }
}
