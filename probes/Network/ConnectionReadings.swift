import LinkMeasures
import ProbeProtocol
import StudioModel

/// The readings of the encoder's connection, from the samples of the last ten seconds.
enum ConnectionReadings {
    private static let oldKernel = "this kernel does not count it"
    private static let young = "needs a second of samples"

    /// - Parameter bitrate: the planned bits a second; without it backlog is told at the rate measured.
    static func of(
        _ history: SocketHistory, stall: Double?, process: Outcome?, bitrate: Double?
    ) -> [Metric: Outcome] {
        guard let sample = history.latest else { return disconnected }
        // The measures' windows: one second for rates and shares, ten for retransmission. A window that
        // is not full by far would let one burst look like a rate.
        let second = history.pair(over: 1).flatMap { $0.seconds >= 0.75 ? $0 : nil }
        let window = history.pair(over: 10)
        func rate(_ value: Double?) -> Outcome {
            second == nil ? .absent(young) : value.map(Outcome.number) ?? .unsupported(oldKernel)
        }
        return [
            "uplink.encoder.connected": .flag(true),
            "uplink.encoder.process": process ?? .absent("not looked for yet"),
            "uplink.bitrate.acked": rate(second?.acknowledgedBitrate),
            "uplink.bitrate.sent": rate(second?.sentBitrate),
            "uplink.busy": rate(second?.busyShare),
            "uplink.rwnd-limited": rate(second?.receiveWindowShare),
            "uplink.sndbuf-limited": rate(second?.sendBufferShare),
            "uplink.ack.age": .number(sample.acknowledgementAge),
            "uplink.ack.stall": stall.map(Outcome.number) ?? .unsupported(oldKernel),
            "uplink.send.age": .number(sample.sendAge),
            "uplink.unacked-bytes": .number(Double(sample.unackedBytes)),
            "uplink.notsent": sample.bytesNotSent.map { .number(Double($0)) } ?? .unsupported(oldKernel),
            "uplink.app-limited": .flag(sample.isApplicationLimited),
            "uplink.capacity": sample.capacity.map(Outcome.number)
                ?? .absent("known only while the encoder sends more than the path takes"),
            "uplink.rtt": sample.roundTripMilliseconds.map(Outcome.number) ?? .absent("not measured yet"),
            "uplink.rtt.min": sample.minimumRoundTripMilliseconds.map(Outcome.number)
                ?? .absent("not measured yet"),
            "uplink.retransmit-ratio": window == nil
                ? .absent(young) : window?.retransmitRatio.map(Outcome.number) ?? .absent("nothing was sent"),
            "uplink.backlog": backlog(of: sample, bitrate: bitrate, measured: window?.acknowledgedBitrate),
        ]
    }

    private static func backlog(of sample: SocketSample, bitrate: Double?, measured: Double?) -> Outcome {
        if sample.bytesNotSent == nil { return .unsupported(oldKernel) }
        if sample.outstandingBytes == 0 { return .number(0) }
        guard let rate = bitrate ?? measured, let seconds = sample.backlog(at: rate) else {
            return .absent("no planned bitrate (expect: bitrate), and none measured yet")
        }
        return .number(seconds)
    }

    /// Everything of a connection that is not there.
    static let disconnected: [Metric: Outcome] = nothing(
        .absent("the encoder is not connected to the ingest"), connected: .flag(false))

    /// One outcome for all of it.
    static func nothing(_ outcome: Outcome, connected: Outcome) -> [Metric: Outcome] {
        var readings = Dictionary(UplinkMetrics.connection.map { ($0.name, outcome) }) { first, _ in first }
        readings["uplink.encoder.connected"] = connected
        return readings
    }
}
