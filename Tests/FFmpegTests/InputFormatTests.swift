import FFmpeg
import Glibc
import Synchronization
import Testing

@Suite(.serialized) struct InputFormatTests {
    /// The error of opening an address; nil when it opened.
    private func failure(
        _ text: String, seconds: Double = 2, isStopping: @escaping @Sendable () -> Bool = { false }
    ) -> FFmpegError? {
        do throws(FFmpegError) {
            let input = try InputFormat(
                opening: StreamAddress(text), isLive: true, seconds: seconds, isStopping: isStopping)
            input.close()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        "rtmp://127.0.0.1:PORT/app/key-123", "http://127.0.0.1:PORT/key-123.m3u8",
        "rtsp://127.0.0.1:PORT/key-123",
    ])
    func `a server that accepts and says nothing ends at the deadline`(text: String) throws {
        let server = try #require(SilentServer())
        let start = ContinuousClock.now
        let error = try #require(failure(text.replacing("PORT", with: "\(server.port)"), seconds: 0.6))
        let took = start.duration(to: .now)
        #expect(error.kind == .deadline)
        #expect(error.description == "127.0.0.1:\(server.port) did not answer in time")
        #expect(took >= .seconds(0.6))
    }

    @Test func `a call that waits asks again and again whether to stop`() throws {
        let server = try #require(SilentServer())
        let asked = Atomic<Int>(0)
        let error = failure("rtmp://127.0.0.1:\(server.port)/app/key-123", seconds: 20) {
            asked.add(1, ordering: .relaxed).newValue > 4
        }
        #expect(error?.kind == .stopped)
        #expect(asked.load(ordering: .relaxed) >= 5)
    }

    @Test(arguments: [
        ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlist.m3u8\n", "names another list of playlists"),
        ("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-ENDLIST\n", "names nothing"),
    ])
    func `a playlist on the disk that leads nowhere is refused at once`(text: String, why: String) throws {
        let scratch = try Scratch()
        let list = try scratch.file("list.m3u8", Array(text.utf8))
        let error = try #require(failure(list, seconds: 20))
        #expect(error.kind == .notMedia && error.description.contains(why))
    }

    @Test func `a port nobody listens on is a refusal, with what to look at`() throws {
        var server = SilentServer()
        let port = try #require(server?.port)
        server = nil
        let error = try #require(failure("rtmp://127.0.0.1:\(port)/app/key-123"))
        #expect(error.kind == .refused)
        #expect(error.description == "127.0.0.1:\(port) refuses the connection: is the server running?")
    }

    @Test func `a name that does not resolve is said as that`() {
        #expect(failure("rtmp://no-such-host.invalid/app/key-123", seconds: 10)?.kind == .unresolved)
    }

    @Test func `files that are no recordings are each said in their own words`() throws {
        let scratch = try Scratch()
        let junk = try scratch.file(
            "junk.flv", (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) })
        let pipe = "\(scratch.path)/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(failure(junk)?.kind == .notMedia)
        #expect(failure(pipe)?.description == "pipe is not a regular file")
        #expect(failure(scratch.path)?.description.hasSuffix("is a folder, not a recording") == true)
        #expect(failure("\(scratch.path)/none.mp4")?.description == "there is no file none.mp4")
        #expect(failure(try scratch.file("empty.flv", []))?.kind == .notMedia)
    }

    @Test func `an address of a kind that is not watched is unsupported, and not tried`() throws {
        let server = try #require(SilentServer())
        #expect(failure("gopher://127.0.0.1:\(server.port)/x")?.kind == .unsupported)
        #expect(!server.wasCalled)
    }

    @Test func `a playlist on disk cannot make us call out`() throws {
        let scratch = try Scratch()
        let server = try #require(SilentServer())
        let list =
            "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n"
            + "http://127.0.0.1:\(server.port)/a.ts\n#EXT-X-ENDLIST\n"
        #expect(failure(try scratch.file("list.m3u8", Array(list.utf8))) != nil)
        #expect(!server.wasCalled)
    }

    @Test func `a recording is read to its end`() throws {
        let scratch = try Scratch()
        var input = try InputFormat(
            opening: StreamAddress(scratch.sine(seconds: 1)), isLive: false, seconds: 2
        ) { false }
        try input.findStreams(seconds: 2)
        #expect(input.container == "wav")
        let stream = try #require(input.streams.first)
        #expect(
            stream.kind == .audio && stream.codec == "pcm_s16le" && stream.sampleRate == 8000
                && stream.channels == 1)
        var packet = try MediaPacket()
        var bytes = 0
        do {
            while true {
                try input.read(into: &packet, seconds: 2)
                bytes += packet.size
                #expect(packet.decodeTime != nil && packet.arrival > 0)
            }
        } catch {
            #expect(error.kind == .ended)
        }
        #expect(bytes == 16_000)
    }

    @Test func `sound is decoded to full-scale floats`() throws {
        let scratch = try Scratch()
        var input = try InputFormat(
            opening: StreamAddress(scratch.sine(seconds: 1)), isLive: false, seconds: 2
        ) { false }
        try input.findStreams(seconds: 2)
        var peak: Float = 0
        var samples = 0
        var packet = try MediaPacket()
        if var decoder = try input.audioDecoder(stream: 0) {
            try input.read(into: &packet, seconds: 2)
            let isDecoded = decoder.decode(packet) { block, channel, rate in
                #expect(channel == 0 && rate == 8000)
                samples += block.count
                for index in block.indices { peak = max(peak, abs(block[index])) }
            }
            #expect(isDecoded)
        }
        #expect(samples > 0)
        #expect(abs(peak - 0.5) < 0.01)
    }
}
