extension SocketSamplePair {
    /// Share of the wall time (0...1) with data outstanding: the head-room gauge. The kernel counts in
    /// jiffies (4 ms at 250 Hz), so a share may overshoot by a hair and is held to 1.
    package var busyShare: Double? { share(\.busyTime) }

    /// Share of the time in which the far end's window was shut: it does not read fast enough.
    package var receiveWindowShare: Double? { share(\.receiveWindowLimitedTime) }

    /// Share of the time in which our own send buffer was the limit.
    package var sendBufferShare: Double? { share(\.sendBufferLimitedTime) }

    private func share(_ microseconds: KeyPath<SocketSample, UInt64?>) -> Double? {
        Counter.growth(from: earlier[keyPath: microseconds], to: later[keyPath: microseconds])
            .map { min(1, Double($0) / 1e6 / seconds) }
    }
}
