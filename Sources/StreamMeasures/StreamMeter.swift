/// Runs the stream measures over one connection's packets.
package struct StreamMeter: Sendable {
    /// How packets come, which decides the clock of the rates.
    package enum Pacing: Hashable, Sendable {
        /// As they are made: rates over arrival time.
        case live
        /// A segment at a time (HLS): rates over the media time of each burst. When a segment is noticed
        /// depends on when the playlist was asked for, by a second and more: no clock ratio can be told to
        /// 0.2 % from that.
        case segmented
        /// A file: arrival time is made of the media clock, so a clock ratio would always be 1 and is not
        /// given.
        case file
    }

    package let pacing: Pacing
    private var timelines: [Int: MediaTimeline] = [:]
    private var rate = ArrivalRate()
    private var bursts = BurstRate()
    private var group = GroupLength()
    private var age = PacketAge()
    private var audioAge = PacketAge()
    private var clock = ClockRatio()
    private var faults = TimestampFaults()
    /// The stream whose timeline is the media clock and whose groups are measured: the first video, else the
    /// first.
    private var reference: (stream: Int, kind: StreamPacket.Kind)?

    package init(pacing: Pacing) { self.pacing = pacing }

    /// Takes the next packet in order of arrival.
    package mutating func add(_ packet: StreamPacket) {
        let step = timelines[packet.stream, default: MediaTimeline()].step(packet)
        chooseReference(packet)
        age.add(packet)
        if packet.kind == .audio { audioAge.add(packet) }
        rate.add(packet)
        if pacing == .segmented { bursts.add(packet, seconds: step?.seconds) }
        guard let step else { return }
        if let advance = step.advance { faults.add(advance: advance, at: packet.arrival) }
        guard packet.stream == reference?.stream else { return }
        if step.isBreak { bursts.restart() }
        clock.add(arrival: packet.arrival, seconds: step.seconds, isBreak: step.isBreak)
        if packet.kind == .video {
            group.add(isKey: packet.isKey, seconds: step.seconds, isBreak: step.isBreak)
        }
    }

    /// The figures now.
    package mutating func figures(at now: UInt64) -> StreamFigures {
        bursts.advance(to: now)
        let isSegmented = pacing == .segmented
        return StreamFigures(
            bitsPerSecond: isSegmented ? bursts.bitsPerSecond : rate.bitsPerSecond(at: now),
            framesPerSecond: isSegmented ? bursts.framesPerSecond : rate.framesPerSecond(at: now),
            groupSeconds: group.seconds,
            packetAge: age.seconds(at: now),
            clockRatio: pacing == .live ? clock.value : nil,
            timestampsBackwards: faults.backwardsCount(at: now),
            timestampJump: faults.longestJump(at: now),
            audioAge: audioAge.seconds(at: now))
    }

    /// How long silence lasts before the stream counts as gone, in seconds; nil until a segment's length is
    /// known.
    package var silenceLimit: Double? {
        // 1.5 s: AWS MediaLive's input loss. A playlist is stale at 3 × its target (RFC 8216 allows 1.5 ×).
        pacing == .segmented ? bursts.segmentSeconds.map { 3 * max($0, 1) } : 1.5
    }

    private mutating func chooseReference(_ packet: StreamPacket) {
        guard packet.kind != .other else { return }
        if reference == nil || (reference?.kind == .audio && packet.kind == .video) {
            reference = (packet.stream, packet.kind)
            clock = ClockRatio()
        }
    }
}
