import FoundationEssentials
import JPEG
import PictureMeasures
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
    /// Where the phase of the show is read while the session runs.
    private let outlet = Mutex<(any SessionOutlet)?>(nil)

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
        self.outlet.withLock { $0 = outlet }
        var watch = CameraWatch(configuration, directory, door, outlet, evidence, clock)
        watch.run()
        evidence.clear()
        self.outlet.withLock { $0 = nil }
    }

    package func capture(_ request: CaptureRequest) throws {
        if request.kind == "text/plain;frame=reference" { return try writeReference(request) }
        let kind = try Self.kind(request.kind)
        guard let picture = evidence.picture(kind) else {
            throw Refusal(
                kind == .bad && evidence.picture() != nil
                    ? "\(request.subject) has shown no bad picture yet"
                    : "no picture of \(request.subject) yet: the camera is not streaming to this probe")
        }
        do {
            try Data(try picture.jpeg()).write(to: URL(filePath: request.file), options: .atomic)
        } catch let error as JPEGError {
            throw Refusal(error.description)
        } catch {
            throw Refusal("could not write \(request.file): \(error)")
        }
    }

    /// The last good frame made small, as the line of text a profile keeps under `picture-reference`.
    private func writeReference(_ request: CaptureRequest) throws {
        guard let picture = evidence.picture(.good), let reference = PictureReader.reference(picture) else {
            throw Refusal(
                "no good picture of \(request.subject) yet: the camera is not streaming to this probe")
        }
        do {
            try Data((reference.text + "\n").utf8).write(to: URL(filePath: request.file), options: .atomic)
        } catch {
            throw Refusal("could not write \(request.file): \(error)")
        }
    }

    /// `image/jpeg` is the newest frame; `image/jpeg;frame=good` or `=bad` the last of its kind. The reference picture
    /// of a good rig is a good one.
    private static func kind(_ text: String) throws -> EvidenceShelf.Kind? {
        switch text {
        case "image/jpeg": return nil
        case "image/jpeg;frame=good", "image/jpeg;frame=reference": return .good
        case "image/jpeg;frame=bad": return .bad
        default: throw Refusal("a camera keeps image/jpeg, with ;frame=good, bad or reference, not \(text)")
        }
    }

    /// `camera.restore`: sets controls back to the profile's, or to those in the arguments (`control.brightness: 128`).
    package func act(_ request: ActRequest) throws -> ActResult {
        guard request.action == "camera.restore" else {
            throw Refusal("a camera can camera.restore, not \(request.action)")
        }
        let isOnAir = outlet.withLock { $0?.phase.isOnAir ?? false }
        if isOnAir, !request.dryRun, request.arguments["on-air"] != .flag(true) {
            throw Refusal(
                "the show is on air: a changed control is seen at once; ask with on-air to do it all the same"
            )
        }
        return try restore(request)
    }

    private func restore(_ request: ActRequest) throws -> ActResult {
        let asked = CameraExpectation(request.arguments).controls
        let wanted = asked.isEmpty ? CameraExpectation(configuration.expect).controls : asked
        guard !wanted.isEmpty else {
            throw Refusal("the profile keeps no controls of \(request.subject); `onair learn` does")
        }
        switch CameraMatch(configuration.match).find(in: directory.cameras()) {
        case .missing(let reason), .ambiguous(let reason): throw Refusal(reason)
        case .found(let camera, _, _):
            do throws(SystemError) {
                let device = try Device(camera.node.path, through: door)
                return try ControlRestore(wanted).run(on: device, isDry: request.dryRun)
            } catch {
                throw Refusal(error.cameraSentence)
            }
        }
    }
}
