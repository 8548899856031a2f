extension SocketSample {
    /// Seconds of media waiting in the kernel at `bitrate` bits a second: not yet sent plus not yet
    /// confirmed. nil without a bitrate to divide by, or on a kernel that does not say (before 4.6).
    /// It saturates at the send buffer's size, and the encoder's own queue comes on top, unseen.
    package func backlog(at bitrate: Double) -> Double? {
        guard bytesNotSent != nil, bitrate.isFinite, bitrate > 0 else { return nil }
        let seconds = Double(outstandingBytes) * 8 / bitrate
        return seconds.isFinite ? seconds : nil
    }
}
