extension SocketSample {
    /// What the path can carry, in bits a second, as TCP measured it. While the encoder has nothing more
    /// to send the kernel reports nonsense here (58 Gb/s was seen on loopback): then nil.
    package var capacity: Double? {
        guard !isApplicationLimited, let deliveryRate, deliveryRate > 0 else { return nil }
        return Double(deliveryRate) * 8
    }
}
