import FFmpeg
import Testing

struct RedactorTests {
    private let redactor = Redactor(["live_key_1", "live_key_1?token=a b/ü", "tok%21en"])

    @Test func `a secret is taken out wherever it stands`() {
        #expect(
            redactor.redact("Opening rtmp://h/app/live_key_1 failed") == "Opening rtmp://h/••• failed")
        #expect(redactor.redact("live_key_1live_key_1") == "••••••")
    }

    @Test func `the longer secret goes before its own part`() {
        #expect(redactor.redact("x live_key_1?token=a b/ü y") == "x ••• y")
    }

    @Test func `percent-encoded and decoded forms are the same secret`() {
        #expect(redactor.redact("live_key_1%3Ftoken%3Da%20b/%C3%BC") == "•••")
        #expect(redactor.redact("tok!en") == "•••")
    }

    @Test func `of a cut line the tail that begins a secret goes too`() {
        #expect(redactor.redact("playpath=live_ke", cut: true) == "playpath=•••")
        #expect(redactor.redact("playpath=live_ke") == "playpath=live_ke")
    }

    @Test func `one line stays one line`() {
        #expect(redactor.redact("bad\r\nthing\u{1B}[31m\n") == "bad  thing [31m")
    }

    @Test(arguments: [
        (
            "Opening 'http://h:8080/live/KEY/seg-1.ts?t=9' for reading",
            "Opening 'http://h:8080/•••' for reading"
        ),
        ("rtmp://user:pass@h/app refused", "rtmp://h/••• refused"),
        ("Failed to open /live/KEY/a.ts", "Failed to open •••"),
        ("read http://h", "read http://h"),
    ])
    func `of an address that was never ours only the host is left`(line: String, left: String) {
        #expect(redactor.redact(line) == left)
    }

    @Test func `nothing to hide changes nothing`() {
        #expect(Redactor(["", "a", "abc"]).redact("abc a") == "abc a")
    }
}
