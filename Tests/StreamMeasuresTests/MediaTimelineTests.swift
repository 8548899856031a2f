import StreamMeasures
import Testing

struct MediaTimelineTests {
    @Test(arguments: [32, 33]) func `a wrap is a small step forwards`(bits: Int) throws {
        var timeline = MediaTimeline()
        var packet = Packets.video(nil)
        packet.timestampBits = bits
        packet.decode = (Int64(1) << bits) - 20
        _ = timeline.step(packet)
        packet.decode = 13
        let step = timeline.step(packet)
        #expect(try abs(#require(step?.advance) - 0.033) < 1e-9)
        #expect(step?.isBreak == false)
    }

    @Test func `a library that has undone the wrap itself changes nothing`() throws {
        var timeline = MediaTimeline()
        var packet = Packets.video(nil)
        packet.decode = (Int64(1) << 32) - 20
        _ = timeline.step(packet)
        packet.decode = (Int64(1) << 32) + 13
        let advance = timeline.step(packet)?.advance
        #expect(try abs(#require(advance) - 0.033) < 1e-9)
    }

    @Test func `a step back is a break with its size`() throws {
        var timeline = MediaTimeline()
        _ = timeline.step(Packets.video(10))
        let step = timeline.step(Packets.video(9.5))
        #expect(step?.isBreak == true)
        #expect(try abs(#require(step?.advance) + 0.5) < 1e-9)
    }

    @Test func `a packet without a timestamp has no place and disturbs nothing`() throws {
        var timeline = MediaTimeline()
        _ = timeline.step(Packets.video(1))
        #expect(timeline.step(Packets.video(nil)) == nil)
        let advance = timeline.step(Packets.video(1.04))?.advance
        #expect(try abs(#require(advance) - 0.04) < 1e-9)
    }

    @Test func `presentation time serves where there is no decoding time`() {
        var timeline = MediaTimeline()
        var packet = Packets.video(3)
        packet.decode = nil
        #expect(timeline.step(packet)?.seconds == 3)
    }

    @Test func `extreme timestamps do not trap`() {
        var timeline = MediaTimeline()
        var packet = Packets.video(0)
        for bits in [32, 33, 64] {
            packet.timestampBits = bits
            for ticks: Int64 in [.max, .min + 1, 0, -1] {
                packet.decode = ticks
                #expect(timeline.step(packet)?.seconds.isFinite == true)
            }
        }
    }
}
