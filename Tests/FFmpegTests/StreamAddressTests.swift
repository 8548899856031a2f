import FFmpeg
import Testing

struct StreamAddressTests {
    @Test func `of an address only host and port may be said`() {
        let address = StreamAddress(
            "rtmp://user:geheim99@live.example:1935/app/stream-key-7?token=tok-44-secret")
        #expect(address.place == "live.example:1935")
        #expect(address.transport == .rtmp)
    }

    @Test(arguments: [
        ("rtmps://h/a/key1", StreamAddress.Transport.rtmp), ("https://h/x.m3u8", .http),
        ("SRT://h:9?streamid=key1", .srt),
        ("rtsp://h/key1", .rtsp), ("/tmp/show.flv", .file), ("file:///tmp/show.flv", .file),
        ("show.mp4", .file),
        ("gopher://h/key1", .unsupported("gopher")), ("concat://a", .unsupported("concat")),
    ])
    func `the scheme decides how it is reached`(text: String, transport: StreamAddress.Transport) {
        #expect(StreamAddress(text).transport == transport)
    }

    @Test func `a file is called by its name`() {
        let address = StreamAddress("/srv/show/take one.mp4")
        #expect(address.place == "take one.mp4")
        #expect(address.filePath == "/srv/show/take one.mp4")
        #expect(StreamAddress("file:///srv/a.flv").filePath == "/srv/a.flv")
    }
}
