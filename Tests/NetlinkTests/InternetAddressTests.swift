import SystemCalls
import Testing

@testable import Netlink

@Suite struct `Internet addresses` {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("2001:db8::1", "2001:db8::1"), ("[2001:DB8:0::1]", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
    ])
    func `an address is written the one usual way`(text: String, expected: String) {
        #expect(InternetAddress(text)?.description == expected)
    }

    @Test(arguments: ["", "ingest.example", "192.0.2", "1935", "::g"])
    func `a name is no address`(text: String) {
        #expect(InternetAddress(text) == nil)
    }

    @Test func `loopback is known in both families`() {
        #expect(InternetAddress("127.3.2.1")?.isLoopback == true)
        #expect(InternetAddress("::1")?.isLoopback == true)
        #expect(InternetAddress("192.0.2.1")?.isLoopback == false)
    }

    @Test func `an endpoint puts brackets around IPv6`() throws {
        #expect(
            try Endpoint(address: #require(InternetAddress("::1")), port: 1935).description == "[::1]:1935")
    }
}
