import ProbeKit
import ProbeProtocol
import StudioModel

/// What a camera session needs of its outlet; tests listen here.
package protocol SessionOutlet: Sendable {
    var mode: Mode { get }
    var purpose: Purpose { get }
    var isStopping: Bool { get }
    var stopDescriptor: Int32 { get }
    func progress()
    func send(_ outcomes: [Metric: Outcome], at instant: Instant)
    func event(_ name: String, at instant: Instant)
    func wait(seconds: Double) -> Bool
}

extension Outlet: SessionOutlet {}

extension SessionOutlet {
    func send(_ outcomes: [Metric: Outcome]) { send(outcomes, at: .now) }
    func event(_ name: String) { event(name, at: .now) }

    /// One outcome for many metrics.
    func send(_ outcome: Outcome, for metrics: [Metric]) {
        send(Dictionary(metrics.map { ($0, outcome) }, uniquingKeysWith: { first, _ in first }))
    }
}
