extension SocketSamplePair {
    /// Share of the sent payload that was sent again (0...1). In bytes where the kernel counts them
    /// (Linux 4.19), otherwise in segments. nil when nothing was sent: no traffic proves no quality.
    package var retransmitRatio: Double? {
        if let sent = Counter.growth(from: earlier.bytesSent, to: later.bytesSent),
            let again = Counter.growth(from: earlier.bytesRetransmitted, to: later.bytesRetransmitted)
        {
            return sent == 0 ? nil : min(1, Double(again) / Double(sent))
        }
        guard let before = earlier.segmentsSent, let after = later.segmentsSent,
            let sent = Counter.growth(from: before, to: after), sent > 0,
            let again = Counter.growth(from: earlier.segmentsRetransmitted, to: later.segmentsRetransmitted)
        else { return nil }
        return min(1, Double(again) / Double(sent))
    }
}
