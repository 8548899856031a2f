import StreamMeasures
import Testing

struct ArrivalRateTests {
    @Test(arguments: [(25.0, 5000), (30.0, 4000), (60.0, 12_000)])
    func `a steady stream has the rate it is sent at`(fps: Double, size: Int) throws {
        var rate = ArrivalRate()
        for packet in Packets.steady(fps: fps, seconds: 4, size: size) { rate.add(packet) }
        let now = Packets.at(3.99)
        let (frames, bits) = (rate.framesPerSecond(at: now), rate.bitsPerSecond(at: now))
        #expect(try abs(#require(frames) - fps) <= 1)
        #expect(try abs(#require(bits) - fps * Double(size * 8)) <= Double(size * 8))
    }

    @Test func `there is no rate before a whole second was counted`() {
        var rate = ArrivalRate()
        #expect(rate.bitsPerSecond(at: Packets.at(9)) == nil)
        for packet in Packets.steady(fps: 30, seconds: 1.2) { rate.add(packet) }
        #expect(rate.bitsPerSecond(at: Packets.at(1.2)) == nil)
        #expect(rate.bitsPerSecond(at: Packets.at(1.3)) != nil)
    }

    @Test func `a stream that stops has a rate of zero, not none`() {
        var rate = ArrivalRate()
        for packet in Packets.steady(fps: 30, seconds: 3) { rate.add(packet) }
        #expect(rate.bitsPerSecond(at: Packets.at(5)) == 0)
        #expect(rate.framesPerSecond(at: Packets.at(5)) == 0)
    }

    @Test func `what a server had kept and hands over at once is not the rate`() throws {
        var rate = ArrivalRate()
        for index in 0..<60 { rate.add(Packets.video(Double(index) / 30, arrival: 0.01)) }
        for index in 0..<42 {
            rate.add(Packets.video(2 + Double(index) / 30, arrival: 0.02 + Double(index) / 30))
        }
        let frames = rate.framesPerSecond(at: Packets.at(1.4))
        #expect(try #require(frames) <= 31)
    }
}
