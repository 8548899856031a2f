/// Everything the stream measures say at one instant; nil where there is no value yet.
package struct StreamFigures: Hashable, Sendable {
    package var bitsPerSecond: Double?
    package var framesPerSecond: Double?
    package var groupSeconds: Double?
    package var packetAge: Double?
    package var clockRatio: Double?
    package var timestampsBackwards: Double
    package var timestampJump: Double
    /// Seconds since the last packet of sound; nil when there was none.
    package var audioAge: Double?
}
