import StreamMeasures
import Testing

struct TimestampFaultsTests {
    @Test func `steps back are counted for ten seconds`() {
        var faults = TimestampFaults()
        faults.add(advance: -0.04, at: Packets.at(1))
        faults.add(advance: 0.04, at: Packets.at(1.04))
        faults.add(advance: -3, at: Packets.at(2))
        #expect(faults.backwardsCount(at: Packets.at(10.9)) == 2)
        #expect(faults.backwardsCount(at: Packets.at(11.5)) == 1)
        #expect(faults.backwardsCount(at: Packets.at(13)) == 0)
    }

    @Test func `the longest jump of the last ten seconds is told`() {
        var faults = TimestampFaults()
        faults.add(advance: 0.9, at: Packets.at(1))
        #expect(faults.longestJump(at: Packets.at(1)) == 0)
        faults.add(advance: 4.5, at: Packets.at(2))
        faults.add(advance: 1.5, at: Packets.at(3))
        #expect(faults.longestJump(at: Packets.at(4)) == 4.5)
        #expect(faults.longestJump(at: Packets.at(12.5)) == 1.5)
    }
}
