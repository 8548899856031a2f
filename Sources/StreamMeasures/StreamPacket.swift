/// What the measures need to know of one packet. Timestamps are the container's ticks.
package struct StreamPacket: Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case video, audio, other }

    /// Index of its stream in the container.
    package var stream: Int
    package var kind: Kind
    /// Ticks; nil where the container said none.
    package var presentation: Int64?, decode: Int64?
    /// Seconds a tick, and bits before the ticks wrap: 32 in FLV, 33 in MPEG-TS, 64 for never.
    package var secondsPerTick: Double
    package var timestampBits: Int
    /// Bytes.
    package var size: Int
    package var isKey: Bool
    /// CLOCK_MONOTONIC, nanoseconds.
    package var arrival: UInt64

    package init(
        stream: Int, kind: Kind, presentation: Int64?, decode: Int64?, secondsPerTick: Double = 0.001,
        timestampBits: Int = 32, size: Int, isKey: Bool, arrival: UInt64
    ) {
        self.stream = stream
        self.kind = kind
        self.presentation = presentation
        self.decode = decode
        self.secondsPerTick = secondsPerTick
        self.timestampBits = timestampBits
        self.size = size
        self.isKey = isKey
        self.arrival = arrival
    }
}
