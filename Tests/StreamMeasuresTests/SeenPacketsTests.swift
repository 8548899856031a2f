import StreamMeasures
import Testing

struct SeenPacketsTests {
    private func sizes(_ range: Range<Int>, add: Int = 0) -> [StreamPacket] {
        range.map { Packets.video(Double($0) / 30, size: 500 + ($0 &* 37) % 300 + add) }
    }

    @Test func `a first connection is never stale`() {
        var seen = SeenPackets()
        seen.connect()
        #expect(sizes(0..<100).filter { seen.isStale($0) }.isEmpty)
    }

    @Test
    func `the same packets on a second connection are stale, though its first ones have other timestamps`() {
        var seen = SeenPackets()
        seen.connect()
        for packet in sizes(0..<300) { _ = seen.isStale(packet) }
        seen.connect()
        let again = sizes(240..<242, add: 1) + sizes(242..<300)
        #expect(again.filter { !seen.isStale($0) }.isEmpty)
    }

    @Test func `a new encoder, or the old one going on, is live within a second`() {
        var seen = SeenPackets()
        seen.connect()
        for packet in sizes(0..<300) { _ = seen.isStale(packet) }
        seen.connect()
        #expect(sizes(0..<30, add: 1000).filter { !seen.isStale($0) }.count >= 14)
        seen.connect()
        #expect(sizes(280..<330).filter { !seen.isStale($0) }.count >= 14)
    }

    @Test func `sound whose timestamps were guessed anew does not pass for a new stream`() {
        var seen = SeenPackets()
        seen.connect()
        for packet in sizes(0..<300) { _ = seen.isStale(packet) }
        seen.connect()
        let sound = (0..<40).map { Packets.audio(8 + Double($0) / 47) }
        #expect((sound + sizes(240..<300)).filter { !seen.isStale($0) }.isEmpty)
    }

    @Test func `a stream of sound alone is judged by its sound`() {
        var seen = SeenPackets()
        let sound = (0..<200).map { Packets.audio(Double($0) / 47, size: 200 + $0 % 31) }
        seen.connect()
        for packet in sound { _ = seen.isStale(packet) }
        seen.connect()
        #expect(sound.suffix(90).filter { !seen.isStale($0) }.isEmpty)
    }
}
