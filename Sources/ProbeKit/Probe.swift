import ProbeProtocol
import StudioModel

/// What a probe family must bring; the kit brings everything else.
package protocol Probe: Sendable {
    static var description: ProbeDescription { get }

    init()

    /// Every physical device of the family this machine has now. Passive and quick.
    func discover() -> [DiscoveredDevice]

    /// A session for one subject; its device need not be there.
    func makeSession(_ subject: SubjectConfiguration) -> any ProbeSession
}

/// The reading of one subject, on a thread of its own.
package protocol ProbeSession: Sendable {
    /// Blocks, sends readings, and returns soon after `outlet.isStopping`, or when an inspection is complete.
    /// A session that returns from a `watch` is run again a second later.
    func run(_ outlet: Outlet)

    /// Writes evidence to the file the request names. Called on a thread of its own, beside `run`.
    func capture(_ request: CaptureRequest) throws

    /// Carries out an action and says what it did. Called on a thread of its own, beside `run`.
    func act(_ request: ActRequest) throws -> ActResult
}

extension ProbeSession {
    package func capture(_ request: CaptureRequest) throws {
        throw Refusal("this probe keeps no \(request.kind) of \(request.subject)")
    }

    package func act(_ request: ActRequest) throws -> ActResult {
        throw Refusal("this probe cannot \(request.action)")
    }
}

/// Why a capture or an action was not done; the sentence goes to the desk.
package struct Refusal: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Why a session runs.
package enum Purpose: Sendable {
    /// One look, with a deadline.
    case inspect
    /// Until told to stop.
    case watch
}
