/// What the kernel knows of one TCP connection: the part of `struct tcp_info` (linux/tcp.h) OnAir uses.
///
/// The kernel sends as many bytes as it has fields; each field is read only when its bytes are there, so
/// the later ones are nil on an older kernel. Offsets are those of the header of Linux 6.1.
package struct TCPInfo: Hashable, Sendable {
    /// TCP_ESTABLISHED is 1; see netinet/tcp.h.
    package var state: UInt8
    /// How often the retransmission timer has doubled.
    package var backoff: UInt8
    /// The sender had nothing to send lately; then `deliveryRate` says nothing about the network.
    package var isApplicationLimited: Bool
    /// Bytes of payload in one segment we send.
    package var segmentSize: UInt32
    /// Segments sent and not yet acknowledged.
    package var unackedSegments: UInt32
    /// Milliseconds since the last payload was sent.
    package var sinceSent: UInt32
    /// Milliseconds since the last acknowledgement came, window probes' answers included.
    package var sinceAcknowledged: UInt32
    /// Smoothed round trip and its variance, microseconds.
    package var roundTrip: UInt32
    package var roundTripVariance: UInt32
    /// Segments sent again, over the life of the connection; wraps at 32 bits.
    package var retransmittedSegments: UInt32
    /// Payload bytes the peer has acknowledged. Linux 4.1.
    package var bytesAcknowledged: UInt64?
    /// Payload bytes received. Linux 4.1.
    package var bytesReceived: UInt64?
    /// Bytes the application has written and TCP has not sent yet. Linux 4.6.
    package var bytesNotSent: UInt32?
    /// Smallest round trip seen, microseconds. Linux 4.6.
    package var minimumRoundTrip: UInt32?
    /// Segments with payload sent; wraps at 32 bits. Linux 4.6.
    package var dataSegmentsSent: UInt32?
    /// Bytes a second. Linux 4.9.
    package var deliveryRate: UInt64?
    /// Microseconds with data outstanding, and of these: waiting for the peer's window, for our own
    /// send buffer. Linux 4.10.
    package var busyTime: UInt64?
    package var receiveWindowLimitedTime: UInt64?
    package var sendBufferLimitedTime: UInt64?
    /// Payload bytes sent, retransmissions included, and the retransmitted ones alone. Linux 4.19.
    package var bytesSent: UInt64?
    package var bytesRetransmitted: UInt64?

    /// The structure before Linux 3.15 ended here; anything shorter is not a tcp_info.
    private static let smallest = 104

    /// Reads the payload of the attribute INET_DIAG_INFO.
    package init?(_ span: RawSpan) {
        guard span.byteCount >= Self.smallest else { return nil }
        func u32(_ offset: Int) -> UInt32? { span.integer(UInt32.self, at: offset) }
        func u64(_ offset: Int) -> UInt64? { span.integer(UInt64.self, at: offset) }
        state = span.integer(UInt8.self, at: 0) ?? 0
        backoff = span.integer(UInt8.self, at: 4) ?? 0
        isApplicationLimited = (span.integer(UInt8.self, at: 7) ?? 0) & 1 == 1
        segmentSize = u32(16) ?? 0
        unackedSegments = u32(24) ?? 0
        sinceSent = u32(44) ?? 0
        sinceAcknowledged = u32(56) ?? 0
        roundTrip = u32(68) ?? 0
        roundTripVariance = u32(72) ?? 0
        retransmittedSegments = u32(100) ?? 0
        bytesAcknowledged = u64(120)
        bytesReceived = u64(128)
        bytesNotSent = u32(144)
        minimumRoundTrip = u32(148)
        dataSegmentsSent = u32(156)
        deliveryRate = u64(160)
        busyTime = u64(168)
        receiveWindowLimitedTime = u64(176)
        sendBufferLimitedTime = u64(184)
        bytesSent = u64(200)
        bytesRetransmitted = u64(208)
    }
}
