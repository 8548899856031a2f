/// Two samples of the same connection, the later one truly later. Every rate starts from one of these,
/// so none can divide by zero or mix two connections.
package struct SocketSamplePair: Hashable, Sendable {
    package let earlier: SocketSample
    package let later: SocketSample

    package init?(_ earlier: SocketSample, _ later: SocketSample) {
        guard earlier.identity == later.identity, later.at > earlier.at else { return nil }
        self.earlier = earlier
        self.later = later
    }

    /// Always above zero.
    package var seconds: Double { Double(later.at - earlier.at) / 1e9 }
}
