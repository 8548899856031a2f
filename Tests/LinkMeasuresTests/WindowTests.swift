import LinkMeasures
import Testing

@Suite struct `Windows over samples` {
    @Test func `a pair spans the window asked for, within the samples there are`() throws {
        var history = SocketHistory(depth: 10)
        for tick in 0...100 { history.append(sample(at: Double(tick) / 5)) }  // 5 Hz for 20 s
        #expect(try #require(history.pair(over: 1)).seconds == 1)
        #expect(try #require(history.pair(over: 10)).seconds == 10)
        #expect(history.latest?.at == 20_000_000_000)
    }

    @Test func `a window shorter than a tenth is not judged`() {
        var history = SocketHistory(depth: 10)
        #expect(history.pair(over: 1) == nil)
        history.append(sample(at: 1))
        #expect(history.pair(over: 1) == nil)
        history.append(sample(at: 1.25))
        #expect(history.pair(over: 1)?.seconds == 0.25)
        #expect(history.pair(over: 10) == nil)
    }

    @Test func `another connection empties the history`() {
        var history = SocketHistory(depth: 10)
        history.append(sample(at: 1))
        history.append(sample(at: 2, identity: 2))
        #expect(history.pair(over: 1) == nil)
        #expect(history.latest?.identity == 2)
        history.clear()
        #expect(history.latest == nil)
    }
}

@Suite struct `Counters` {
    @Test func `32 bits wrap`() {
        #expect(Counter.growth(from: UInt32.max - 1, to: 3) == 5)
        #expect(Counter.growth(from: UInt32(7), to: 7) == 0)
        #expect(Counter.growth(from: UInt32(1000), to: 0) == nil, "began anew")
    }

    @Test func `64 bits wrap, and going back means a new beginning`() {
        #expect(Counter.growth(from: UInt64.max, to: 0) == 1)
        #expect(Counter.growth(from: UInt64(1000), to: 0) == nil)
    }
}

@Suite struct `Measures of an interface` {
    private func link(at seconds: Double, packets: UInt64, errors: UInt64) -> LinkSample {
        LinkSample(at: UInt64(seconds * 1e9), packets: packets, errors: errors)
    }

    @Test func `errors are told per packet over ten seconds`() {
        var ratio = LinkErrorsRatio()
        #expect(ratio.advance(to: link(at: 0, packets: 0, errors: 900)) == nil)
        #expect(ratio.advance(to: link(at: 10, packets: 2000, errors: 902)) == 0.001)
        #expect(ratio.advance(to: link(at: 20, packets: 4000, errors: 902)) == 0)
    }

    @Test func `too few packets are not judged`() {
        var ratio = LinkErrorsRatio()
        _ = ratio.advance(to: link(at: 0, packets: 0, errors: 0))
        #expect(ratio.advance(to: link(at: 10, packets: 999, errors: 999)) == nil)
    }

    @Test func `an interface made anew starts afresh`() {
        var ratio = LinkErrorsRatio()
        _ = ratio.advance(to: link(at: 0, packets: 50_000, errors: 5))
        #expect(ratio.advance(to: link(at: 1, packets: 5, errors: 0)) == nil)
        #expect(ratio.advance(to: link(at: 2, packets: 1005, errors: 10)) == 0.01)
    }

    @Test func `carrier changes are forgotten after ten minutes`() {
        var changes = CarrierChanges()
        func at(_ seconds: Double) -> UInt64 { UInt64(seconds * 1e9) }
        #expect(changes.advance(to: 40, at: at(0)) == 0)
        #expect(changes.advance(to: 42, at: at(100)) == 2)
        #expect(changes.advance(to: 43, at: at(400)) == 3)
        #expect(changes.advance(to: 43, at: at(699)) == 3)
        #expect(changes.advance(to: 43, at: at(700)) == 1)
        #expect(changes.advance(to: 43, at: at(1000)) == 0)
    }

    @Test func `a count that begins anew is not thousands of changes`() {
        var changes = CarrierChanges()
        _ = changes.advance(to: 40, at: 1)
        #expect(changes.advance(to: 1, at: 2) == 0)
        #expect(changes.advance(to: 2, at: 3) == 1)
    }
}
