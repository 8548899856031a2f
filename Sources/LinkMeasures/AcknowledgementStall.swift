/// For how long nothing has been confirmed although something is outstanding: the earliest sign of a
/// dead uplink (seen 0.8 to 1.4 s after a silent black hole; see the N19 row of the rules' sources).
package struct AcknowledgementStall: Sendable {
    private var last: SocketSample?
    /// When confirmation was last seen to advance, or nothing was outstanding.
    private var since: UInt64 = 0

    package init() {}

    /// Seconds of stall at this sample; 0 while data flows or none is owed.
    package mutating func advance(to sample: SocketSample) -> Double? {
        guard sample.bytesAcknowledged != nil else { return nil }
        defer { last = sample }
        let moved = last?.identity != sample.identity || last?.bytesAcknowledged != sample.bytesAcknowledged
        if moved || sample.outstandingBytes == 0 || sample.at < since { since = sample.at }
        return Double(sample.at - since) / 1e9
    }
}
