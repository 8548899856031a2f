import LinkMeasures
import Netlink
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// Follows one interface: changes as they happen, counters once a second.
struct LinkSession: ProbeSession {
    /// The interface named in the profile; nil follows the default route.
    private let name: String?
    private let roots: Roots
    /// Seconds. The first of a burst of events is told at once, the rest together: a storm of routes must
    /// not keep a processor busy.
    private static let breath = 0.02

    init(_ subject: SubjectConfiguration, roots: Roots) {
        name = subject.match["interface"]?.text
        self.roots = roots
    }

    func run(_ outlet: Outlet) {
        do {
            try follow(outlet)
        } catch let error as NetlinkError {
            outlet.send(LinkMetrics.everything(error.isDenied ? .denied("\(error)") : .failed("\(error)")))
        } catch {
            outlet.send(LinkMetrics.everything(.failed("\(error)")))
        }
    }

    private func follow(_ outlet: Outlet) throws {
        // Listening comes first: a change between the listing and the listening would be missed.
        var events = try NetlinkSocket(.route, groups: NetworkEvent.groups)
        var queries = try NetlinkSocket(.route)
        var report = LinkReport(wanted: name, sys: roots.sys)
        try report.lookForRoutes(&queries)
        while !outlet.isStopping {
            for change in try report.look(&queries) { outlet.event(change) }
            outlet.send(report.readings(isInspection: outlet.purpose == .inspect))
            let told = Instant.now
            if outlet.inspectionIsEnough { return }
            let ready = try Descriptors.waitReadable([events.descriptor, outlet.stopDescriptor], seconds: 1)
            guard ready.contains(events.descriptor) else { continue }
            if Instant.now.seconds(since: told) < Self.breath, !outlet.wait(seconds: Self.breath) { return }
            try catchUp(&events, &queries, &report)
        }
    }

    /// Reads away the events that wait. They say that something changed; what is so now is asked for anew,
    /// so that lost events (a storm of routes) cannot leave a wrong picture.
    private func catchUp(
        _ events: inout NetlinkSocket, _ queries: inout NetlinkSocket, _ report: inout LinkReport
    ) throws {
        try events.skipEvents()
        // The kernel removes the routes of an interface that goes down without an event for each.
        try report.lookForRoutes(&queries)
    }
}
