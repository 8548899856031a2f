import ProbeKit
import StudioModel
import SystemCalls
import TestSupport
import Testing

@testable import onair_probe_network

@Suite struct `The way to the ingest` {
    private func state(_ change: (inout IngestCheck.State) -> Void) -> IngestCheck.State {
        var state = IngestCheck.State()
        state.began = .seconds(100)
        change(&state)
        return state
    }

    private func name(
        _ answer: NameAnswer?, after seconds: Double = 0.1, awaited: Bool = false
    ) -> [Metric: Outcome] {
        let state = state {
            ($0.answer, $0.answerSeconds, $0.answerIsAwaited) = (answer, 0.025, awaited)
        }
        return IngestCheck.nameReadings(state, isLiteral: false, at: .seconds(100 + seconds))
    }

    @Test func `each way in which a name fails has its own word`() throws {
        let answers: [NameAnswer] = [.noSuchName, .noAddress, .serverFailed, .failed("odd")]
        let words = answers.map { name($0)["uplink.dns.result"] }
        #expect(words == [.text("NXDOMAIN"), .text("no address"), .text("server failure"), .text("failed")])
        #expect(answers.allSatisfy { name($0)["uplink.dns.resolved"] == .flag(false) })
        #expect(answers.allSatisfy { name($0)["uplink.dns.time"]?.kind == "failed" })
    }

    @Test func `an answer that takes over two seconds is a timeout until it comes`() throws {
        #expect(name(nil, after: 1.9, awaited: true).isEmpty, "nothing is known yet")
        #expect(name(nil, after: 2.1, awaited: true)["uplink.dns.result"] == .text("timeout"))
        let address = try #require(InternetAddress("192.0.2.1"))
        let later = name(.addresses([address]), after: 2.1, awaited: true)
        #expect(
            later["uplink.dns.resolved"] == .flag(false), "an older answer does not hide that none comes now")
        #expect(name(.addresses([address]))["uplink.dns.time"] == .number(25))
    }

    @Test(
        arguments: [(-2, .noSuchName), (-3, .serverFailed), (-4, .serverFailed), (-5, .noAddress)]
            as [(Int32, NameAnswer)])
    func `the resolver's codes are told apart`(code: Int32, answer: NameAnswer) {
        #expect(NameAnswer(resolverCode: code) == answer)
    }

    @Test func `an ingest given as an address needs no name`() {
        let readings = IngestCheck.nameReadings(state { _ in }, isLiteral: true, at: .seconds(101))
        #expect(readings["uplink.dns.resolved"] == .flag(true))
        #expect(readings["uplink.dns.time"]?.kind == "unsupported")
    }

    @Test(arguments: [
        (Errno.connectionRefused, "refused"), (.timedOut, "timeout"), (.networkUnreachable, "no route"),
        (.hostUnreachable, "no route"),
    ])
    func `each way in which a connection fails has its own word`(errno: Errno, word: String) {
        let failed = state {
            $0.connection = .failed(SystemError(errno, call: "connect", object: "192.0.2.1:1935"))
        }
        let readings = IngestCheck.connectionReadings(failed, encoderIsConnected: false)
        #expect(readings["uplink.connect.result"] == .text(word))
        #expect(readings["uplink.connect.reachable"] == .flag(false))
        #expect(readings["uplink.connect.time"]?.reason?.contains("192.0.2.1:1935") == true)
    }

    @Test func `a connected encoder proves that the ingest is reachable`() {
        let readings = IngestCheck.connectionReadings(state { _ in }, encoderIsConnected: true)
        #expect(readings["uplink.connect.reachable"] == .flag(true))
        #expect(readings["uplink.connect.time"]?.kind == "unsupported")
    }

    @Test func `a listening port is reached in no time, a closed one refuses`() throws {
        let peers = try LoopbackPeers()
        let loopback = try #require(InternetAddress("127.0.0.1"))
        #expect(try TCPConnect.time(to: Endpoint(address: loopback, port: peers.port), within: 20) > 0)
        let closed = Endpoint(address: loopback, port: try LoopbackPeers.unusedPort())
        let error = #expect(throws: SystemError.self) { try TCPConnect.time(to: closed, within: 2) }
        #expect(error?.errno == .connectionRefused)
    }

    @Test func `localhost resolves`() {
        guard case .addresses(let addresses) = NameAnswer.resolving("localhost") else {
            Issue.record("localhost has no address")
            return
        }
        #expect(addresses.allSatisfy { $0.isLoopback })
    }
}
