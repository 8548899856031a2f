import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// Looks at the whole computer every two seconds; an inspection ends with the time it is given.
struct HostSession: ProbeSession {
    let measures: [any HostMeasure]

    init(_ subject: SubjectConfiguration, roots: Roots) {
        measures = [
            PressureMeasure(roots), MemoryMeasure(roots), DiskMeasure(subject), ClockMeasure(),
            TemperatureMeasure(roots),
        ]
    }

    func run(_ outlet: Outlet) {
        let began = Instant.now
        repeat {
            outlet.send(read())
        } while !isOver(outlet, after: Instant.now.seconds(since: began))
            && outlet.wait(seconds: HostProbe.period)
    }

    /// An inspection goes on for as long as the rules hold that are judged before a show: reading /proc disturbs nobody.
    private func isOver(_ outlet: Outlet, after seconds: Double) -> Bool {
        guard outlet.purpose == .inspect else { return false }
        return outlet.inspectionIsOver || (outlet.mode == .passive && seconds >= 4)
    }

    func read() -> [Metric: Outcome] {
        measures.reduce(into: [:]) { all, measure in all.merge(measure.read()) { _, new in new } }
    }
}

/// One thing that is measured of the computer.
protocol HostMeasure: Sendable {
    static var metrics: [MetricDescription] { get }
    func read() -> [Metric: Outcome]
}

extension Outcome {
    /// A file that could not be read, told apart: not there, not allowed, or broken.
    static func unreadable(_ error: SystemError, missing: String) -> Outcome {
        switch error.errno {
        case .noSuchFile, .notSupported: .unsupported(missing)
        case .accessDenied, .notPermitted: .denied("\(error)")
        default: .failed("\(error)")
        }
    }
}
