import ProbeKit
import ProbeProtocol
import StudioModel

/// What a camera session needs of its outlet; tests listen here.
package protocol SessionOutlet: Sendable {
    var mode: Mode { get }
    var purpose: Purpose { get }
    var isStopping: Bool { get }
    /// Whether an inspection has used the time it was given.
    var inspectionIsOver: Bool { get }
    /// How long an inspection may still take; nil for a watch.
    var secondsLeft: Double? { get }
    var phase: PhaseReport { get }
    var stopDescriptor: Int32 { get }
    func progress()
    func send(_ outcomes: [Metric: Outcome], at instant: Instant)
    func event(_ name: String, at instant: Instant)
    func wait(seconds: Double) -> Bool
}

extension Outlet: SessionOutlet {}
