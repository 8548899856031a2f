import StudioModel
import Testing

@Suite struct ConfidentialTests {
    private let confidential = Confidential(["http://ana:pa55word@h:8080/live/KEY12345/key.m3u8?token=tok/99"]
    )

    @Test(arguments: [
        "KEY12345", "pa55word", "tok/99", "tok%2F99", "http://other/live/KEY12345/seg.ts", "ana:pa55word",
        "a line of [hls] KEY12345key.m3u8",
    ])
    func `no part of an address that may be a key is repeated`(text: String) {
        let left = confidential.redacted("before \(text) after")
        for part in ["KEY12345", "pa55word", "tok/99", "tok%2F99", "seg.ts"] { #expect(!left.contains(part)) }
        #expect(left.hasPrefix("before ") && left.hasSuffix(" after"))
    }

    @Test func `an address that was never a secret keeps its host alone`() {
        #expect(
            Confidential([String]()).redacted("open “https://cdn/a/b?c=d”: 404")
                == "open “https://cdn/•••”: 404")
    }

    @Test func `words of ours are left alone`() {
        #expect(confidential.redacted("nobody publishes live at h:8080") == "nobody publishes live at h:8080")
    }
}
