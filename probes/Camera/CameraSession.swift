import FoundationEssentials
import JPEG
import ProbeKit
import ProbeProtocol
import StudioModel
import Synchronization
import SystemCalls
import Video4Linux

/// One camera of the profile, watched.
package final class CameraSession: ProbeSession {
    private let configuration: SubjectConfiguration
    private let directory: CameraDirectory
    private let door: any VideoDoor
    private let clock: @Sendable () -> Instant
    private let evidence = EvidenceShelf()

    init(
        _ configuration: SubjectConfiguration, _ directory: CameraDirectory, _ door: any VideoDoor,
        _ clock: @escaping @Sendable () -> Instant
    ) {
        self.clock = clock
        self.configuration = configuration
        self.directory = directory
        self.door = door
    }

    package func run(_ outlet: Outlet) { run(to: outlet) }

    /// For tests: any listener.
    package func run(to outlet: any SessionOutlet) {
        var watch = CameraWatch(configuration, directory, door, outlet, evidence, clock)
        watch.run()
        evidence.clear()
    }

    package func capture(_ request: CaptureRequest) throws {
        guard request.kind == "image/jpeg" else {
            throw Refusal("a camera keeps image/jpeg only, not \(request.kind)")
        }
        guard let picture = evidence.picture else {
            throw Refusal("no picture of \(request.subject) yet: the camera is not streaming to this probe")
        }
        do {
            try Data(try picture.jpeg()).write(to: URL(filePath: request.file), options: .atomic)
        } catch let error as JPEGError {
            throw Refusal(error.description)
        } catch {
            throw Refusal("could not write \(request.file): \(error)")
        }
    }
}
