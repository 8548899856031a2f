import Checklist
import FoundationEssentials
import Interruption
import Logging
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

/// Asks each camera of a good rig for a small picture of what it shows, which a profile keeps: by it a camera that was
/// turned is noticed.
struct ReferencePictures {
    /// Seconds that a camera may take to show a good picture.
    private static let patience = 8.0

    let programs: [ProbeProgram]
    let logger: Logger

    private struct Answer: Sendable {
        let subject: Subject
        let line: String?
        let refusal: String?
    }

    /// Takes them all at the same time, in a folder of its own that is gone afterwards.
    /// - Returns: a sentence for each camera that gave none.
    func learn(into studio: inout Studio, cameras: Set<Subject>) async throws -> [LocalizedText] {
        guard let program = programs.first(where: { $0.description.families.contains("camera") }),
            !cameras.isEmpty
        else { return [] }
        let folder = FileManager.default.temporaryDirectory.path + "/onair-learn-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let watched = studio.subjects.filter { cameras.contains($0.subject) }
        let answers = try await Interruption.guarding {
            await withTaskGroup(of: Answer.self) { group in
                for (number, camera) in watched.enumerated() {
                    group.addTask { await answer(camera, program, folder + "/\(number)") }
                }
                return await group.reduce(into: [Answer]()) { $0.append($1) }
            }
        }
        for answer in answers {
            guard let line = answer.line,
                let index = studio.subjects.firstIndex(where: { $0.subject == answer.subject })
            else { continue }
            studio.subjects[index].expect["picture-reference"] = .text(line)
        }
        return answers.sorted { $0.subject < $1.subject }.compactMap { answer in
            answer.refusal.map {
                LocalizedText(
                    "\(answer.subject): no reference picture: \($0)",
                    "\(answer.subject)：没有参考画面：\(ProbeWords.chinese($0))")
            }
        }
    }

    private func answer(_ camera: WatchedSubject, _ program: ProbeProgram, _ file: String) async -> Answer {
        let subject = SubjectConfiguration(
            subject: camera.subject, match: camera.match, expect: camera.expect)
        let errand = ProbeErrand(
            program: program, configuration: Configuration(mode: .active, subjects: [subject]), logger: logger
        )
        let answer = await errand.run(seconds: Self.patience, isPatient: true) { id in
            .capture(
                CaptureRequest(
                    id: id, subject: camera.subject, kind: "text/plain;frame=reference", file: file))
        }
        if case .refused(let reason) = answer {
            return Answer(subject: camera.subject, line: nil, refusal: reason)
        }
        let text = try? String(contentsOfFile: file, encoding: .utf8)
        let line = text?.split(whereSeparator: \.isNewline).first.map(String.init)
        return Answer(subject: camera.subject, line: line, refusal: line == nil ? "the file is empty" : nil)
    }
}
