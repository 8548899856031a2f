import Netlink
import Testing

@testable import onair_probe_network

@Suite struct `Choosing the encoder's connection` {
    private func at(_ seconds: Double) -> UInt64 { UInt64(seconds * 1e9) }

    /// The socket chosen has this cookie. (`#expect` cannot carry a mutating call.)
    private func expectChoice(
        _ finder: inout EncoderFinder, _ sockets: [DiagnosedSocket], at now: UInt64, _ cookie: UInt64?,
        _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let chosen = finder.choose(among: sockets, at: now)?.cookie
        #expect(chosen == cookie, comment, sourceLocation: sourceLocation)
    }

    @Test func `one that sends is taken at first sight`() throws {
        var finder = EncoderFinder()
        let encoder = try described(cookie: 1, sent: 900_000, received: 4000)
        expectChoice(&finder, [encoder], at: at(1), 1)
    }

    @Test func `a player is never taken, however long it stays`() throws {
        var finder = EncoderFinder()
        for second in 1...10 {
            let player = try described(cookie: 1, sent: 3500, received: UInt64(second) * 700_000)
            expectChoice(&finder, [player], at: at(Double(second)), nil)
        }
    }

    @Test func `a new connection that has only shaken hands is not called an encoder yet`() throws {
        var finder = EncoderFinder()
        let young = try described(cookie: 1, sent: 3500, received: 3500)
        expectChoice(&finder, [young], at: at(1), nil)
        expectChoice(&finder, [young], at: at(1.9), nil)
        expectChoice(&finder, [young], at: at(2), 1, "an encoder that sends nothing is one still")
    }

    @Test func `among a player, an idle one and a sender the sender is taken`() throws {
        var finder = EncoderFinder()
        let sockets = try [
            described(cookie: 1, sent: 3000, received: 9_000_000),
            described(cookie: 2, sent: 3000, received: 3000),
            described(cookie: 3, sent: 90_000, received: 4000),
        ]
        expectChoice(&finder, sockets, at: at(1), 3)
        expectChoice(&finder, sockets, at: at(5), 3)
    }

    @Test func `a sender that stalls keeps its place for a while, then a growing one takes it`() throws {
        var finder = EncoderFinder()
        let old = try described(cookie: 1, sent: 9_000_000)
        var chosen: [UInt64?] = []
        _ = finder.choose(among: [old], at: at(0))
        _ = finder.choose(among: [try described(cookie: 1, sent: 9_100_000)], at: at(1))
        for tick in 1...5 {
            let stalled = try described(cookie: 1, sent: 9_100_000)
            let fresh = try described(cookie: 2, sent: UInt64(tick) * 100_000)
            chosen.append(finder.choose(among: [stalled, fresh], at: at(1 + Double(tick) / 2))?.cookie)
        }
        #expect(chosen == [1, 1, 1, 2, 2])
    }

    @Test func `a stalled encoder without a rival stays the encoder`() throws {
        var finder = EncoderFinder()
        let encoder = try described(cookie: 1, sent: 9_000_000)
        for second in 0...100 { _ = finder.choose(among: [encoder], at: at(Double(second))) }
        #expect(finder.chosen == 1)
    }

    @Test func `one that is gone is forgotten at once`() throws {
        var finder = EncoderFinder()
        _ = finder.choose(among: [try described(cookie: 1, sent: 9_000_000)], at: at(1))
        expectChoice(&finder, [], at: at(1.2), nil)
        #expect(finder.chosen == nil)
    }
}
