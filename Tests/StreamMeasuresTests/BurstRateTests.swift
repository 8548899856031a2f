import StreamMeasures
import Testing

struct BurstRateTests {
    /// Segments of 2 s, each arriving within a few milliseconds.
    private func segments(_ count: Int) -> [StreamPacket] {
        (0..<count * 60).map { index in
            let arrival = Double(index / 60) * 2 + Double(index % 60) * 0.0001
            return Packets.video(Double(index) / 30, arrival: arrival, isKey: index % 60 == 0)
        }
    }

    @Test func `segments have the rate of their content`() throws {
        var rate = BurstRate()
        for packet in segments(4) { rate.add(packet, seconds: Double(packet.decode ?? 0) / 1000) }
        rate.advance(to: Packets.at(6.5))
        #expect(try abs(#require(rate.framesPerSecond) - 30) < 0.1)
        #expect(try abs(#require(rate.bitsPerSecond) - 240_000) < 1000)
        #expect(try abs(#require(rate.segmentSeconds) - 2) < 0.1)
    }

    @Test func `the first burst, cut at its start, gives no rate`() {
        var rate = BurstRate()
        for packet in segments(1) { rate.add(packet, seconds: Double(packet.decode ?? 0) / 1000) }
        rate.advance(to: Packets.at(1))
        #expect(rate.bitsPerSecond == nil)
    }

    @Test func `a break in the timeline leaves the last good rate`() throws {
        var rate = BurstRate()
        for packet in segments(3) { rate.add(packet, seconds: Double(packet.decode ?? 0) / 1000) }
        rate.advance(to: Packets.at(4.5))
        rate.restart()
        for index in 0..<10 {
            rate.add(Packets.video(500 + Double(index) / 30, arrival: 6), seconds: 500 + Double(index) / 30)
        }
        rate.advance(to: Packets.at(7))
        #expect(try abs(#require(rate.framesPerSecond) - 30) < 0.1)
    }
}
