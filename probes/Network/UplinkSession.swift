import Netlink
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// Follows the encoder's connection to one ingest, five times a second.
struct UplinkSession: ProbeSession {
    /// Seconds between two looks at the encoder's socket.
    static let tick = 0.2
    /// Seconds between two test connections (never more often, on air or not), and between two
    /// resolutions of the name while the encoder is connected.
    static let connectPeriod = 10.0
    static let resolvePeriod = 30.0

    /// Seconds between two resolutions of a name that had no answer: nothing is connected to meanwhile.
    static let retryPeriod = 2.0

    private let subject: SubjectConfiguration
    private let roots: Roots

    init(_ subject: SubjectConfiguration, roots: Roots) {
        self.subject = subject
        self.roots = roots
    }

    func run(_ outlet: Outlet) {
        do {
            let ingest = try Ingest(subject)
            try follow(ingest, outlet)
        } catch let error as Ingest.Unclear {
            outlet.send(UplinkMetrics.everything(.unsupported("\(error)")))
        } catch let error as NetlinkError where error.isMissing {
            let advice = "this kernel has no socket diagnostics; modprobe tcp_diag brings them"
            outlet.send(UplinkMetrics.everything(.unsupported(advice)))
        } catch let error as NetlinkError {
            outlet.send(UplinkMetrics.everything(error.isDenied ? .denied("\(error)") : .failed("\(error)")))
        } catch {
            outlet.send(UplinkMetrics.everything(.failed("\(error)")))
        }
    }

    /// An encoder that sends is watched for all the time there is; for the rest a short look is enough.
    private func isComplete(_ loop: UplinkLoop, _ outlet: Outlet, after seconds: Double) -> Bool {
        outlet.purpose == .inspect && !loop.encoderIsConnected && loop.isComplete(after: seconds)
    }

    private func follow(_ ingest: Ingest, _ outlet: Outlet) throws {
        var loop = UplinkLoop(
            check: IngestCheck(ingest), proc: roots.proc, bitrate: subject.expect["bitrate"]?.number)
        var queries = try NetlinkSocket(.socketDiagnostics)
        let began = Instant.now
        var next = began
        while !outlet.isStopping {
            let now = Instant.now
            try loop.step(&queries, at: now)
            for event in loop.events { outlet.event(event, at: now) }
            outlet.send(loop.readings, at: now)
            if outlet.inspectionIsOver || isComplete(loop, outlet, after: now.seconds(since: began)) {
                return
            }
            // A grid, so that windows of a second hold five samples; after a long pause it starts anew.
            next = max(next.advanced(by: Self.tick), now)
            guard outlet.wait(seconds: next.seconds(since: .now)) else { return }
        }
    }
}
