import StreamMeasures
import Testing

struct ClockRatioTests {
    private func ratio(
        seconds: Double, speed: Double, delay: (Double) -> Double = { _ in 0 }
    ) -> Double? {
        var measure = ClockRatio()
        var last = 0.0
        for index in 0..<Int(seconds * 30) {
            let wall = Double(index) / 30
            // Delay keeps the order, as TCP does.
            last = max(last, wall + delay(wall))
            measure.add(arrival: Packets.at(last), seconds: wall * speed, isBreak: false)
        }
        return measure.value
    }

    @Test(arguments: [0.994, 0.998, 1.0, 1.002, 1.01]) func `a clock that is off is told to a ten-thousandth`(
        speed: Double
    ) throws {
        #expect(try abs(#require(ratio(seconds: 60, speed: speed)) - speed) < 0.0001)
    }

    @Test func `there is no value before ten seconds of points`() {
        #expect(ratio(seconds: 9, speed: 1) == nil)
        #expect(ratio(seconds: 13, speed: 1) != nil)
    }

    @Test func `jitter of the network is not the clock`() throws {
        // Up to 80 ms of delay, by a fixed scrambling of the packet's time.
        let value = ratio(seconds: 60, speed: 1) { wall in
            Double((Int(wall * 1000) &* 7919) % 80) / 1000
        }
        #expect(try abs(#require(value) - 1) < 0.0005)
    }

    @Test func `a stall that is caught up is not the clock`() throws {
        let value = ratio(seconds: 60, speed: 1) { wall in (56..<58.5).contains(wall) ? 58.5 - wall : 0 }
        #expect(try abs(#require(value) - 1) < 0.0005)
    }

    @Test func `an encoder that cannot keep up is told`() throws {
        #expect(try abs(#require(ratio(seconds: 30, speed: 0.64)) - 0.64) < 0.001)
    }

    @Test func `a break in the timeline begins anew`() {
        var measure = ClockRatio()
        for packet in Packets.steady(fps: 30, seconds: 20) {
            measure.add(arrival: packet.arrival, seconds: Double(packet.decode ?? 0) / 1000, isBreak: false)
        }
        #expect(measure.value != nil)
        measure.add(arrival: Packets.at(20), seconds: 7200, isBreak: true)
        #expect(measure.value == nil)
    }
}
