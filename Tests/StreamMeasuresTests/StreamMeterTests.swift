import StreamMeasures
import Testing

struct StreamMeterTests {
    @Test func `a healthy stream has every figure after twelve seconds`() throws {
        var meter = StreamMeter(pacing: .live)
        for packet in Packets.steady(fps: 30, seconds: 13) {
            meter.add(packet)
            meter.add(Packets.audio(Double(packet.decode ?? 0) / 1000))
        }
        let figures = meter.figures(at: Packets.at(13))
        #expect(try abs(#require(figures.clockRatio) - 1) < 0.0001)
        #expect(try abs(#require(figures.framesPerSecond) - 30) <= 1)
        #expect(try abs(#require(figures.groupSeconds) - 2) < 0.002)
        #expect(try #require(figures.packetAge) < 0.1)
        #expect(try #require(figures.audioAge) < 0.1)
        #expect(figures.timestampsBackwards == 0)
        #expect(figures.timestampJump == 0)
    }

    @Test func `nothing yet means no figures, never zeros`() {
        var meter = StreamMeter(pacing: .live)
        let figures = meter.figures(at: Packets.at(5))
        #expect(figures.bitsPerSecond == nil && figures.packetAge == nil && figures.groupSeconds == nil)
    }

    @Test func `sound alone drives the clock until there is a picture`() {
        var meter = StreamMeter(pacing: .live)
        for index in 0..<(15 * 50) { meter.add(Packets.audio(Double(index) / 50)) }
        #expect(meter.figures(at: Packets.at(15)).clockRatio != nil)
        #expect(meter.figures(at: Packets.at(15)).framesPerSecond == 0)
    }

    @Test func `sound and picture on different timelines are no jump`() {
        var meter = StreamMeter(pacing: .live)
        for index in 0..<90 {
            meter.add(Packets.video(Double(index) / 30))
            meter.add(Packets.audio(5000 + Double(index) / 30, arrival: Double(index) / 30))
        }
        #expect(meter.figures(at: Packets.at(3)).timestampJump == 0)
    }

    @Test func `an encoder that restarts its clock is seen`() {
        var meter = StreamMeter(pacing: .live)
        for packet in Packets.steady(fps: 30, seconds: 3) { meter.add(packet) }
        meter.add(Packets.video(0, arrival: 3.1))
        #expect(meter.figures(at: Packets.at(3.2)).timestampsBackwards == 1)
    }

    @Test func `a file and a segmented stream claim no clock ratio`() {
        for pacing in [StreamMeter.Pacing.file, .segmented] {
            var meter = StreamMeter(pacing: pacing)
            for packet in Packets.steady(fps: 30, seconds: 20) { meter.add(packet) }
            #expect(meter.figures(at: Packets.at(20)).clockRatio == nil)
        }
    }
}
