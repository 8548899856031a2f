extension SocketSamplePair {
    /// Bits a second that the far end has confirmed to have: the only honest bitrate of an upload, and
    /// it works through TLS. nil where the kernel does not count it (before Linux 4.1).
    package var acknowledgedBitrate: Double? {
        Counter.growth(from: earlier.bytesAcknowledged, to: later.bytesAcknowledged)
            .map { Double($0) * 8 / seconds }
    }

    /// Bits a second put on the wire, retransmissions included (Linux 4.19).
    package var sentBitrate: Double? {
        Counter.growth(from: earlier.bytesSent, to: later.bytesSent).map { Double($0) * 8 / seconds }
    }
}
