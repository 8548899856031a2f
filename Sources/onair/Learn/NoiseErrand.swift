import Checklist
import FoundationEssentials
import Interruption
import Logging
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

/// Takes the noise of one wireless microphone, with its transmitter in one state: by it a dead transmitter is known.
struct NoiseErrand {
    /// Seconds it may take: two are heard, and a cough passes.
    private static let patience = 8.0

    enum State: String, CaseIterable, Sendable {
        case on, off

        var key: String { "noise-\(rawValue)" }
    }

    /// What came of it: the line that a profile keeps, or why there is none.
    struct Answer: Sendable {
        var noise: String?
        var refusal: String?
    }

    let programs: [ProbeProgram]
    let logger: Logger

    func take(_ state: State, of microphone: WatchedSubject) async throws -> Answer {
        guard let program = programs.first(where: { $0.description.families.contains("microphone") }) else {
            return Answer(refusal: "no probe reads microphones")
        }
        let folder = FileManager.default.temporaryDirectory.path + "/onair-learn-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/noise"
        let errand = ProbeErrand(
            program: program,
            configuration: Configuration(
                mode: .active,
                subjects: [
                    SubjectConfiguration(
                        subject: microphone.subject, match: microphone.match, expect: microphone.expect)
                ]), logger: logger)
        let kind = "text/plain;noise=\(state.rawValue)"
        let answer = try await Interruption.guarding {
            await errand.run(seconds: Self.patience, isPatient: true) { id in
                .capture(CaptureRequest(id: id, subject: microphone.subject, kind: kind, file: file))
            }
        }
        if case .refused(let reason) = answer { return Answer(refusal: reason) }
        let text = try? String(contentsOfFile: file, encoding: .utf8)
        let line = text?.split(whereSeparator: \.isNewline).first.map(String.init)
        return Answer(noise: line, refusal: line == nil ? "the file is empty" : nil)
    }
}
