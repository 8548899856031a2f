import ProbeProtocol
import StudioModel
import Testing

@testable import onair_probe_network

@Suite struct `The ingest's place` {
    @Test(arguments: [
        ("rtmp://live.example/app/KEY", "live.example", 1935),
        ("rtmps://live.example/app/KEY?sign=1", "live.example", 443),
        ("rtmp://user:pass@live.example:1936/app/KEY", "live.example", 1936),
        ("RTMP://[2001:db8::1]:1940/app", "2001:db8::1", 1940),
        ("rtmp://[2001:db8::1]/app", "2001:db8::1", 1935),
        ("rtmp://192.0.2.1", "192.0.2.1", 1935),
        ("rtmp://live.example?key=a://b:9/", "live.example", 1935),
    ])
    func `host and port are taken from the URL`(url: String, host: String, port: Int) throws {
        let ingest = try Ingest(url: url)
        #expect(ingest == Ingest(host: host, port: UInt16(port), transport: .tcp))
    }

    @Test func `a stream over UDP is known as one`() throws {
        #expect(try Ingest(url: "srt://live.example:9000?streamid=KEY").transport == .udp("SRT"))
    }

    @Test(arguments: [
        "SECRETKEY", "://SECRETKEY", "rtmp://:1935/SECRETKEY", "rtmp://live.example:99999/SECRETKEY",
        "srt://live.example/SECRETKEY", "gopher://live.example/SECRETKEY", "",
    ])
    func `what is wrong with a URL is said without quoting its key`(url: String) throws {
        let error = #expect(throws: Ingest.Unclear.self) { try Ingest(url: url) }
        #expect(try #require(error).description.contains("SECRETKEY") == false)
        #expect(try #require(error).description.hasPrefix("the "))
    }

    private func subject(
        match: [String: Value] = [:], secrets: [String: String] = [:]
    ) throws -> SubjectConfiguration {
        SubjectConfiguration(
            subject: try #require(Subject(rawValue: "uplink/main")), match: match, secrets: secrets)
    }

    @Test func `the URL may come as a secret of any name`() throws {
        let ingest = try Ingest(
            subject(secrets: ["stream-key": "abc", "ingest": "rtmp://live.example/app/KEY"]))
        #expect(ingest.host == "live.example")
    }

    @Test func `host and port may be given apart`() throws {
        #expect(try Ingest(subject(match: ["host": "live.example"])).port == 1935)
        #expect(try Ingest(subject(match: ["host": "live.example", "port": 80])).port == 80)
        #expect(throws: Ingest.Unclear.self) {
            try Ingest(subject(match: ["host": "live.example", "port": 70000]))
        }
        #expect(throws: Ingest.Unclear.self) { try Ingest(subject()) }
    }
}
