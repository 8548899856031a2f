import Redaction
import Testing

struct RedactorTests {
    private let redactor = Redactor(["live_key_1", "live_key_1?token=a b/ü", "tok%21en"])
    private let ofAddress = Redactor(["http://ana:pa55word@h:8080/live/KEY12345/key.m3u8?token=tok/99"]
    )

    @Test func `a secret is taken out wherever it stands`() {
        #expect(
            redactor.redacted(line: "Opening rtmp://h/app/live_key_1 failed") == "Opening rtmp://h/••• failed"
        )
        #expect(redactor.redacted(line: "live_key_1live_key_1") == "••••••")
    }

    @Test func `the longer secret goes before its own part`() {
        #expect(redactor.redacted(line: "x live_key_1?token=a b/ü y") == "x ••• y")
    }

    @Test func `percent-encoded and decoded forms are the same secret`() {
        #expect(redactor.redacted(line: "live_key_1%3Ftoken%3Da%20b/%C3%BC") == "•••")
        #expect(redactor.redacted(line: "tok!en") == "•••")
    }

    @Test func `of a cut line the tail that begins a secret goes too`() {
        #expect(redactor.redacted(line: "playpath=live_ke", cut: true) == "playpath=•••")
        #expect(redactor.redacted(line: "playpath=live_ke") == "playpath=live_ke")
    }

    @Test func `one line stays one line`() {
        #expect(redactor.redacted(line: "bad\r\nthing\u{1B}[31m\n") == "bad  thing [31m")
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
        #expect(redactor.redacted(line: line) == left)
    }

    @Test func `nothing to hide changes nothing`() {
        #expect(Redactor(["", "a", "abc"]).redacted("abc a") == "abc a")
    }

    @Test(arguments: [
        "KEY12345", "pa55word", "tok/99", "tok%2F99", "http://other/live/KEY12345/seg.ts", "ana:pa55word",
        "a line of [hls] KEY12345key.m3u8",
    ])
    func `no part of an address that may be a key is repeated`(text: String) {
        let left = ofAddress.redacted("before \(text) after")
        for part in ["KEY12345", "pa55word", "tok/99", "tok%2F99", "seg.ts"] { #expect(!left.contains(part)) }
        #expect(left.hasPrefix("before ") && left.hasSuffix(" after"))
    }

    @Test func `an address that was never a secret keeps its host alone`() {
        #expect(
            Redactor([String]()).redacted("open “https://cdn/a/b?c=d”: 404")
                == "open “https://cdn/•••”: 404")
    }

    @Test func `words of ours are left alone`() {
        #expect(ofAddress.redacted("nobody publishes live at h:8080") == "nobody publishes live at h:8080")
    }

    @Test(arguments: ["stream-key-7", "tok-44-secret", "geheim99", "stream-key-7?token=tok-44-secret"])
    func `user, key and query of an address are secrets each and together`(secret: String) {
        let address = Redactor(["rtmp://user:geheim99@live.example:1935/app/stream-key-7?token=tok-44-secret"]
        )
        #expect(address.redacted("a \(secret) b") == "a ••• b")
        #expect(address.redacted("live.example:1935 app") == "live.example:1935 app")
    }

    @Test func `a key may be any part of the path`() {
        let address = Redactor(["https://h/live/8f3a9c1e/720p/index.m3u8"])
        #expect(address.redacted("live 8f3a9c1e") == "live •••")
    }

    @Test(arguments: ["", "://", "rtmp://", "rtmp:///", "http://?", "srt://@", "rtmp://h/", "é://x"])
    func `an odd address is read without harm`(text: String) {
        #expect(Redactor([text]).redacted("a rtm p h x ? @ b") == "a rtm p h x ? @ b")
    }
}
