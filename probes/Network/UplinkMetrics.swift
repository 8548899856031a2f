import ProbeProtocol
import StudioModel

/// What is measured of the way to the ingest and of the encoder's connection.
enum UplinkMetrics {
    static let all = reaching + connection

    /// Measured by this probe itself.
    static let reaching: [MetricDescription] = [
        state("uplink.dns.resolved", "The ingest's name has an address.", "getaddrinfo"),
        state(
            "uplink.dns.result", "resolved, NXDOMAIN, no address, timeout or server failure.", "getaddrinfo"),
        level("uplink.dns.time", "ms", 60, "How long the answer took.", "getaddrinfo"),
        state(
            "uplink.connect.reachable", "The ingest takes TCP connections.",
            "connect, or the encoder's socket"),
        state(
            "uplink.connect.result", "connected, refused, timeout or no route.",
            "connect, or the encoder's socket"),
        level("uplink.connect.time", "ms", 60, "How long a TCP connection took.", "connect"),
    ]

    /// Read from the kernel's account of the encoder's own socket.
    static let connection: [MetricDescription] = [
        state(
            "uplink.encoder.connected", "A process sends to the ingest.", "sock_diag, by the ingest's address"
        ),
        state("uplink.encoder.process", "Which process.", "/proc/*/fd"),
        level(
            "uplink.bitrate.acked", "bit/s", 1, "What the ingest confirmed to have, over a second.",
            "tcp_info bytes_acked"),
        level(
            "uplink.bitrate.sent", "bit/s", 1, "What went out, retransmissions included.",
            "tcp_info bytes_sent"),
        level("uplink.ack.age", "s", 1, "Since the ingest last answered at all.", "tcp_info last_ack_recv"),
        level(
            "uplink.ack.stall", "s", 1, "How long nothing was confirmed while something was owed.",
            "tcp_info bytes_acked"),
        level("uplink.send.age", "s", 1, "Since the encoder's last payload left.", "tcp_info last_data_sent"),
        level("uplink.unacked-bytes", "B", 1, "Sent and not confirmed.", "tcp_info unacked x snd_mss"),
        level("uplink.notsent", "B", 1, "Written by the encoder and not sent.", "tcp_info notsent_bytes"),
        level("uplink.busy", "1", 1, "Share of the last second with data outstanding.", "tcp_info busy_time"),
        level(
            "uplink.rwnd-limited", "1", 1, "Share in which the ingest did not read.", "tcp_info rwnd_limited"),
        level(
            "uplink.sndbuf-limited", "1", 1, "Share in which the send buffer was too small.",
            "tcp_info sndbuf_limited"),
        level(
            "uplink.app-limited", "", 1, "The encoder had nothing more to send.",
            "tcp_info delivery_rate_app_limited"),
        level(
            "uplink.capacity", "bit/s", 1, "What the path can carry, when the encoder fills it.",
            "tcp_info delivery_rate"),
        level("uplink.rtt", "ms", 1, "Round trip to the ingest, smoothed.", "tcp_info rtt"),
        level("uplink.rtt.min", "ms", 1, "The smallest round trip seen.", "tcp_info min_rtt"),
        level(
            "uplink.retransmit-ratio", "1", 1, "Share of bytes sent again, over ten seconds.",
            "tcp_info bytes_retrans"),
        level(
            "uplink.backlog", "s", 1, "Seconds of media waiting in the kernel.",
            "(notsent + unacked) x 8 / bitrate"),
    ]

    /// One outcome for every metric.
    static func everything(_ outcome: Outcome) -> [Metric: Outcome] {
        Dictionary(all.map { ($0.name, outcome) }) { first, _ in first }
    }

    private static func state(_ name: Metric, _ meaning: String, _ source: String) -> MetricDescription {
        MetricDescription(name, kind: .state, meaning: meaning, source: source)
    }

    private static func level(
        _ name: Metric, _ unit: String, _ period: Double, _ meaning: String, _ source: String
    ) -> MetricDescription {
        MetricDescription(name, unit: unit, kind: .level, period: period, meaning: meaning, source: source)
    }
}
