import ProbeProtocol
import StudioModel

/// What is measured of an interface.
enum LinkMetrics {
    static let all: [MetricDescription] = [
        state("link.present", "The interface exists.", "rtnetlink"),
        state("link.interface", "Its name.", "rtnetlink, IFLA_IFNAME"),
        state("link.carrier", "The cable or radio has a partner.", "rtnetlink, IFLA_CARRIER"),
        state("link.operational", "Traffic can flow.", "rtnetlink, IFLA_OPERSTATE"),
        state("link.route.default", "The default route leaves by this interface.", "rtnetlink, main table"),
        state("link.speed", unit: "Mbit/s", "What the cable's two ends agreed on.", "sysfs speed"),
        state("link.duplex", "full or half.", "sysfs duplex"),
        state("link.wireless", "The interface is a radio.", "sysfs phy80211"),
        MetricDescription(
            "link.carrier-changes", unit: "count", kind: .level, period: 1,
            meaning: "How often the carrier came or went in the last ten minutes, as far as watched.",
            source: "rtnetlink, IFLA_CARRIER_CHANGES"),
        MetricDescription(
            "link.errors-ratio", unit: "1", kind: .level, period: 1,
            meaning: "Packets damaged or lost here, per packet in ten seconds, given a thousand packets.",
            source: "rtnetlink, IFLA_STATS64: rx and tx errors, rx missed, tx dropped"),
    ]

    /// One outcome for every metric: the interface as a whole is not there, or cannot be asked.
    static func everything(_ outcome: Outcome) -> [Metric: Outcome] {
        Dictionary(all.map { ($0.name, outcome) }) { first, _ in first }
    }

    private static func state(
        _ name: Metric, unit: String = "", _ meaning: String, _ source: String
    ) -> MetricDescription {
        MetricDescription(name, unit: unit, kind: .state, meaning: meaning, source: source)
    }
}
