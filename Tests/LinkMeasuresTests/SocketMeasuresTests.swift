import LinkMeasures
import Testing

@Suite struct `Rates of a connection` {
    @Test func `the acknowledged bitrate is the confirmed bytes over the true time between samples`() throws {
        let pair = try #require(
            SocketSamplePair(
                sample(at: 10) { $0.bytesAcknowledged = 1_000_000 },
                sample(at: 11.25) { $0.bytesAcknowledged = 1_937_500 }))
        #expect(pair.acknowledgedBitrate == 6_000_000)
    }

    @Test func `two connections, or two samples of one instant, make no pair`() {
        #expect(SocketSamplePair(sample(at: 1), sample(at: 2, identity: 2)) == nil)
        #expect(SocketSamplePair(sample(at: 1), sample(at: 1)) == nil)
        #expect(SocketSamplePair(sample(at: 2), sample(at: 1)) == nil)
    }

    @Test func `a counter that begins anew gives no rate`() throws {
        let pair = try #require(
            SocketSamplePair(
                sample(at: 1) { $0.bytesAcknowledged = 5000 }, sample(at: 2) { $0.bytesAcknowledged = 10 }))
        #expect(pair.acknowledgedBitrate == nil)
    }

    @Test func `an old kernel that does not count gives no rate`() throws {
        let pair = try #require(SocketSamplePair(sample(at: 1), sample(at: 2)))
        #expect(pair.acknowledgedBitrate == nil)
        #expect(pair.busyShare == nil)
        #expect(pair.retransmitRatio == nil)
    }

    @Test func `shares are of the wall time and never above one`() throws {
        let pair = try #require(
            SocketSamplePair(
                sample(at: 0) {
                    $0.busyTime = 0
                    $0.receiveWindowLimitedTime = 100
                    $0.sendBufferLimitedTime = 0
                },
                sample(at: 2) {
                    $0.busyTime = 2_004_000
                    $0.receiveWindowLimitedTime = 500_100
                    $0.sendBufferLimitedTime = 0
                }))
        #expect(pair.busyShare == 1)
        #expect(pair.receiveWindowShare == 0.25)
        #expect(pair.sendBufferShare == 0)
    }

    @Test func `retransmission is told in bytes where the kernel counts them`() throws {
        let pair = try #require(
            SocketSamplePair(
                sample(at: 0) { ($0.bytesSent, $0.bytesRetransmitted) = (1000, 100) },
                sample(at: 10) { ($0.bytesSent, $0.bytesRetransmitted) = (3000, 150) }))
        #expect(pair.retransmitRatio == 0.025)
    }

    @Test func `older kernels tell it in segments, over the wrap of 32 bits`() throws {
        let pair = try #require(
            SocketSamplePair(
                sample(at: 0) { ($0.segmentsSent, $0.segmentsRetransmitted) = (.max - 49, .max) },
                sample(at: 10) { ($0.segmentsSent, $0.segmentsRetransmitted) = (50, 0) }))
        #expect(pair.retransmitRatio == 0.01)
    }

    @Test func `nothing sent proves nothing`() throws {
        let pair = try #require(
            SocketSamplePair(
                sample(at: 0) { ($0.bytesSent, $0.bytesRetransmitted) = (3000, 150) },
                sample(at: 10) { ($0.bytesSent, $0.bytesRetransmitted) = (3000, 150) }))
        #expect(pair.retransmitRatio == nil)
    }
}

@Suite struct `State of a connection` {
    @Test func `backlog is what is unsent and unconfirmed, in seconds of media`() {
        let waiting = sample(at: 1) {
            $0.bytesNotSent = 300_000
            $0.unackedSegments = 50
            $0.segmentSize = 1500
        }
        #expect(waiting.outstandingBytes == 375_000)
        #expect(waiting.backlog(at: 6_000_000) == 0.5)
    }

    @Test(arguments: [0, -1, .infinity, .nan, .leastNonzeroMagnitude] as [Double])
    func `backlog needs a bitrate that can be divided by`(bitrate: Double) {
        let waiting = sample(at: 1) { $0.bytesNotSent = 300_000 }
        #expect(waiting.backlog(at: bitrate) == nil)
    }

    @Test func `the kernel's capacity figure is used only when the encoder filled the path`() {
        var rate = sample(at: 1) { $0.deliveryRate = 350_000 }
        #expect(rate.capacity == 2_800_000)
        rate.isApplicationLimited = true
        #expect(rate.capacity == nil)
    }

    @Test func `a round trip that was not measured yet is not zero`() {
        #expect(sample(at: 1).roundTripMilliseconds == nil)
        #expect(sample(at: 1) { $0.minimumRoundTrip = .max }.minimumRoundTripMilliseconds == nil)
        #expect(sample(at: 1) { $0.roundTrip = 18_600 }.roundTripMilliseconds == 18.6)
        #expect(sample(at: 1) { $0.minimumRoundTrip = 90 }.minimumRoundTripMilliseconds == 0.09)
    }

    @Test func `silence is told in seconds`() {
        let quiet = sample(at: 1) { ($0.sinceSent, $0.sinceAcknowledged) = (1500, 250) }
        #expect(quiet.sendAge == 1.5)
        #expect(quiet.acknowledgementAge == 0.25)
    }
}

@Suite struct `A stall of acknowledgements` {
    private func owing(at seconds: Double, acknowledged: UInt64, unacked: UInt32) -> SocketSample {
        sample(at: seconds) {
            $0.bytesAcknowledged = acknowledged
            $0.unackedSegments = unacked
            $0.segmentSize = 1000
        }
    }

    @Test func `it grows while something is owed and nothing is confirmed`() {
        var stall = AcknowledgementStall()
        #expect(stall.advance(to: owing(at: 1, acknowledged: 10, unacked: 3)) == 0)
        #expect(stall.advance(to: owing(at: 1.5, acknowledged: 10, unacked: 5)) == 0.5)
        #expect(stall.advance(to: owing(at: 3, acknowledged: 10, unacked: 5)) == 2)
        #expect(stall.advance(to: owing(at: 3.5, acknowledged: 11, unacked: 5)) == 0)
    }

    @Test func `an idle encoder is no stall`() {
        var stall = AcknowledgementStall()
        _ = stall.advance(to: owing(at: 1, acknowledged: 10, unacked: 0))
        #expect(stall.advance(to: owing(at: 9, acknowledged: 10, unacked: 0)) == 0)
        #expect(stall.advance(to: owing(at: 9.25, acknowledged: 10, unacked: 1)) == 0.25)
    }

    @Test func `a new connection starts afresh`() {
        var stall = AcknowledgementStall()
        _ = stall.advance(to: owing(at: 1, acknowledged: 10, unacked: 2))
        var other = owing(at: 5, acknowledged: 10, unacked: 2)
        other.identity = 2
        #expect(stall.advance(to: other) == 0)
    }
}
