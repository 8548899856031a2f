import ProbeKit
import ProbeProtocol
import StudioModel
import Synchronization
import CameraTestSupport
import onair_probe_camera

/// Writes down what a session says, on the played driver's clock, and stops it when the time is over.
final class RecordedOutlet: SessionOutlet {
    struct Said: Sendable {
        var at: Instant
        var outcomes: [Metric: Outcome]
        var event: String?
    }

    let mode: Mode
    let purpose: Purpose
    let stopDescriptor: Int32 = -1
    private let driver: PlayedDriver
    private let end: Instant
    private let said = Mutex<[Said]>([])

    init(_ driver: PlayedDriver, _ mode: Mode, _ purpose: Purpose = .watch, seconds: Double) {
        self.driver = driver
        self.mode = mode
        self.purpose = purpose
        end = driver.now.advanced(by: seconds)
    }

    var isStopping: Bool { driver.now >= end }
    /// An inspection is given no more time than it needs.
    var inspectionIsOver: Bool { purpose == .inspect }
    var secondsLeft: Double? { purpose == .inspect ? end.seconds(since: driver.now) : nil }
    var phase: PhaseReport { PhaseReport(show: .rehearse) }
    func progress() {}

    func send(_ outcomes: [Metric: Outcome], at instant: Instant) {
        if !outcomes.isEmpty { said.withLock { $0.append(Said(at: instant, outcomes: outcomes)) } }
    }

    func event(_ name: String, at instant: Instant) {
        said.withLock { $0.append(Said(at: instant, outcomes: [:], event: name)) }
    }

    func wait(seconds: Double) -> Bool {
        let target = min(end, driver.now.advanced(by: seconds))
        while driver.now < target { driver.advance(to: target) }
        return !isStopping
    }

    /// Every outcome of a metric, oldest first.
    func all(_ metric: Metric) -> [Outcome] {
        said.withLock { $0.compactMap { $0.outcomes[metric] } }
    }

    func last(_ metric: Metric) -> Outcome? { all(metric).last }

    /// When a metric first had this outcome, seconds after `start`.
    func first(_ metric: Metric, _ outcome: Outcome, since start: Instant) -> Double? {
        said.withLock { said in
            said.first { $0.at >= start && $0.outcomes[metric] == outcome }?.at.seconds(since: start)
        }
    }

    var events: [String] { said.withLock { $0.compactMap(\.event) } }

    func first(event: String, since start: Instant) -> Double? {
        said.withLock { said in said.first { $0.at >= start && $0.event == event }?.at.seconds(since: start) }
    }
}
