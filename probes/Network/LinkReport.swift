import LinkMeasures
import Netlink
import StudioModel
import SystemCalls

/// The picture of one interface, and what changed in it.
struct LinkReport {
    private let wanted: String?
    private let sys: String
    private var routes: [NetworkRoute] = []
    private var link: NetworkLink?
    /// The interface last followed: a default route that vanishes must not hide the interface it left by.
    private var lastIndex: Int32?
    private var names: [String] = []
    private var errors = LinkErrorsRatio()
    private var changes = CarrierChanges()
    private var errorsRatio: Double?
    private var changeCount: UInt32?

    init(wanted: String?, sys: String) {
        self.wanted = wanted
        self.sys = sys
    }

    mutating func lookForRoutes(_ queries: inout NetlinkSocket) throws(NetlinkError) {
        routes = try queries.routes()
    }

    /// Reads the interface anew. Returns the names of the edges it crossed.
    mutating func look(_ queries: inout NetlinkSocket) throws(NetlinkError) -> [String] {
        let before = link
        let now = Clocks.monotonicNanoseconds
        link = try find(&queries)
        if link?.index != before?.index { (errors, changes) = (LinkErrorsRatio(), CarrierChanges()) }
        if let link {
            lastIndex = link.index
            changeCount = link.carrierChanges.map { changes.advance(to: $0, at: now) }
            errorsRatio = link.counters.flatMap { errors.advance(to: LinkSample($0, at: now)) }
        }
        return Self.edges(from: before, to: link)
    }

    private mutating func find(_ queries: inout NetlinkSocket) throws(NetlinkError) -> NetworkLink? {
        if let wanted {
            // Names may be given away and taken again; the index goes with the device.
            if let lastIndex, let link = try queries.link(index: lastIndex), link.name == wanted {
                return link
            }
            let links = try queries.links()
            names = links.filter { !$0.isLoopback }.map(\.name).sorted()
            return links.first { $0.name == wanted }
        }
        guard let index = routes.defaultInterface ?? lastIndex else { return nil }
        return try queries.link(index: index)
    }

    static func edges(from before: NetworkLink?, to after: NetworkLink?) -> [String] {
        guard let before else { return [] }
        guard let after else { return ["link.removed"] }
        if before.index != after.index { return ["link.replaced"] }
        if before.hasCarrier != after.hasCarrier { return [after.hasCarrier ? "link.up" : "link.down"] }
        // Down and up again between two looks: only the count remembers.
        return before.carrierChanges != after.carrierChanges ? ["link.flapped"] : []
    }

    func readings(isInspection: Bool) -> [Metric: Outcome] {
        guard let link else { return missing }
        let details = LinkDetails.read(link, sys: sys)
        return [
            "link.present": .flag(true),
            "link.interface": .text(link.name),
            "link.carrier": .flag(link.hasCarrier),
            "link.operational": .flag(link.isOperational),
            "link.route.default": .flag(
                routes.contains { $0.isDefault && $0.interfaces.contains(link.index) }),
            "link.speed": details.speed,
            "link.duplex": details.duplex,
            "link.wireless": details.wireless,
            "link.carrier-changes": carrierChanges(isInspection: isInspection),
            "link.errors-ratio": link.counters == nil
                ? .unsupported("the driver keeps no counters")
                : errorsRatio.map(Outcome.number) ?? tooFewPackets(isInspection: isInspection),
        ]
    }

    /// A check that finds the line idle has nothing to wait for: no time it may be given brings packets.
    private func tooFewPackets(isInspection: Bool) -> Outcome {
        let fewest = LinkErrorsRatio.fewestPackets
        return isInspection
            ? .unsupported("fewer than \(fewest) packets passed during the check")
            : .absent("fewer than \(fewest) packets in the last seconds")
    }

    private func carrierChanges(isInspection: Bool) -> Outcome {
        guard let changeCount else { return .unsupported("this kernel does not count carrier changes") }
        // No check takes that long, and what happened before it began is not known.
        if isInspection {
            return .unsupported("counts over \(Int(CarrierChanges.window)) s; it is judged during the show")
        }
        return .number(Double(changeCount))
    }

    /// Absent is a result: everything else of an interface that is not there is absent too.
    private var missing: [Metric: Outcome] {
        let reason =
            wanted.map { name in
                "no interface \(name); there \(names.count == 1 ? "is" : "are") "
                    + (names.isEmpty ? "none" : names.joined(separator: ", "))
            } ?? "no default route, and the profile names no interface"
        var readings = LinkMetrics.everything(.absent(reason))
        readings["link.present"] = .flag(false)
        readings["link.route.default"] = .flag(false)
        return readings
    }
}

extension LinkSample {
    init(_ counters: LinkCounters, at now: UInt64) {
        self.init(
            at: now, packets: counters.receivedPackets &+ counters.sentPackets,
            errors: counters.receiveErrors &+ counters.sendErrors &+ counters.receiveMisses
                &+ counters.sendDrops)
    }
}
