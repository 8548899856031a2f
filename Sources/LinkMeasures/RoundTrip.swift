extension SocketSample {
    /// Smoothed round trip to the ingest, milliseconds. nil before the first measurement.
    package var roundTripMilliseconds: Double? { roundTrip == 0 ? nil : Double(roundTrip) / 1000 }

    /// The smallest round trip seen, milliseconds; what is above it is queueing, mostly our own. The
    /// kernel says all ones while it has not measured one.
    package var minimumRoundTripMilliseconds: Double? {
        guard let minimumRoundTrip, minimumRoundTrip != .max, minimumRoundTrip > 0 else { return nil }
        return Double(minimumRoundTrip) / 1000
    }
}
