import StreamMeasures
import Testing

struct GroupLengthTests {
    @Test(arguments: [0.5, 1.0, 2.0, 4.0, 10.0]) func `the group is key frame to key frame`(group: Double)
        throws
    {
        var measure = GroupLength()
        for packet in Packets.steady(fps: 30, seconds: group * 2 + 0.1, group: group) {
            measure.add(isKey: packet.isKey, seconds: Double(packet.decode ?? 0) / 1000, isBreak: false)
        }
        #expect(try abs(#require(measure.seconds) - group) < 0.002)
    }

    @Test func `a stream joined within a group has no length until two key frames`() {
        var measure = GroupLength()
        measure.add(isKey: false, seconds: 0.7, isBreak: false)
        measure.add(isKey: true, seconds: 1, isBreak: false)
        #expect(measure.seconds == nil)
        measure.add(isKey: true, seconds: 3, isBreak: false)
        #expect(measure.seconds == 2)
    }

    @Test func `key frames that stop coming make the group grow`() {
        var measure = GroupLength()
        for second in [0.0, 2.0] { measure.add(isKey: true, seconds: second, isBreak: false) }
        measure.add(isKey: false, seconds: 9, isBreak: false)
        #expect(measure.seconds == 7)
    }

    @Test func `one key frame and more than four seconds are a lower bound worth telling`() {
        var measure = GroupLength()
        measure.add(isKey: true, seconds: 0, isBreak: false)
        measure.add(isKey: false, seconds: 3.9, isBreak: false)
        #expect(measure.seconds == nil)
        measure.add(isKey: false, seconds: 4.5, isBreak: false)
        #expect(measure.seconds == 4.5)
    }

    @Test func `a broken timeline makes no group`() {
        var measure = GroupLength()
        measure.add(isKey: true, seconds: 0, isBreak: false)
        measure.add(isKey: true, seconds: 3600, isBreak: true)
        #expect(measure.seconds == nil)
        measure.add(isKey: true, seconds: 3602, isBreak: false)
        #expect(measure.seconds == 2)
    }
}
