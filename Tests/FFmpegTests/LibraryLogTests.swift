import FFmpeg
import Testing

struct LibraryLogTests {
    @Test func `the library's log comes without the key and without pointers`() {
        LibraryLog.hide(["very-secret-key"])
        do throws(FFmpegError) {
            let input = try InputFormat(
                opening: StreamAddress("http://no-such-host.invalid/very-secret-key.m3u8"), isLive: true,
                seconds: 5
            ) { false }
            input.close()
        } catch {
            #expect(error.cause?.contains("Failed to resolve") == true)
            #expect(error.cause?.contains(" @ 0x") == false)
        }
        let lines = LibraryLog.lines(since: 0)
        #expect(!lines.isEmpty)
        #expect(!lines.contains { $0.contains("very-secret-key") })
    }

    @Test func `a text of ours is redacted the same way`() {
        LibraryLog.hide(["another-secret"])
        #expect(LibraryLog.redact("play another-secret now") == "play ••• now")
    }
}
