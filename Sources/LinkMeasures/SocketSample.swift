/// The counters of one TCP connection at one instant. Fields that an older kernel does not send are nil.
package struct SocketSample: Hashable, Sendable {
    /// CLOCK_MONOTONIC, nanoseconds.
    package var at: UInt64
    /// Which connection this is: two samples with different identities have nothing to do with each other.
    package var identity: UInt64
    package var bytesAcknowledged: UInt64?
    package var bytesSent: UInt64?
    package var bytesRetransmitted: UInt64?
    package var segmentsSent: UInt32?
    package var segmentsRetransmitted: UInt32
    package var bytesNotSent: UInt32?
    package var unackedSegments: UInt32
    package var segmentSize: UInt32
    /// Microseconds since the connection began.
    package var busyTime: UInt64?
    package var receiveWindowLimitedTime: UInt64?
    package var sendBufferLimitedTime: UInt64?
    /// Milliseconds.
    package var sinceSent: UInt32
    package var sinceAcknowledged: UInt32
    /// Microseconds.
    package var roundTrip: UInt32
    package var minimumRoundTrip: UInt32?
    /// Bytes a second.
    package var deliveryRate: UInt64?
    package var isApplicationLimited: Bool

    package init(at: UInt64, identity: UInt64) {
        self.at = at
        self.identity = identity
        segmentsRetransmitted = 0
        unackedSegments = 0
        segmentSize = 0
        sinceSent = 0
        sinceAcknowledged = 0
        roundTrip = 0
        isApplicationLimited = false
    }

    /// Payload sent and not acknowledged, in bytes: the kernel counts segments.
    package var unackedBytes: UInt64 { UInt64(unackedSegments) * UInt64(segmentSize) }

    /// Everything the application has written that the far end has not confirmed, in bytes.
    package var outstandingBytes: UInt64 { unackedBytes + UInt64(bytesNotSent ?? 0) }
}
