import LinkMeasures

/// A sample at a second, of connection 1 unless said otherwise.
func sample(
    at seconds: Double, identity: UInt64 = 1, _ change: (inout SocketSample) -> Void = { _ in }
) -> SocketSample {
    var sample = SocketSample(at: UInt64(seconds * 1e9), identity: identity)
    change(&sample)
    return sample
}
