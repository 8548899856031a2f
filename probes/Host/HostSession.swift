import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// Looks at the whole computer every two seconds. An inspection goes on looking for as long as the rules ask:
/// most of them want the computer to be short of something for seconds, which one look cannot tell.
struct HostSession: ProbeSession {
    let measures: [any HostMeasure]

    init(_ subject: SubjectConfiguration, roots: Roots) {
        measures = [
            PressureMeasure(roots), MemoryMeasure(roots), DiskMeasure(subject), ClockMeasure(),
            TemperatureMeasure(roots),
        ]
    }

    func run(_ outlet: Outlet) {
        repeat {
            outlet.send(read())
        } while !outlet.inspectionIsEnough && outlet.wait(seconds: HostProbe.period)
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
