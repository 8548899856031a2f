import Glibc
import StudioModel

/// The part of a studio that `--only` names.
struct CheckScope {
    private let words: [String]

    init(_ words: [String]) {
        self.words = words
    }

    /// The studio with the subjects that are asked for, and those they depend on.
    func narrowed(_ studio: Studio) throws -> Studio {
        guard !words.isEmpty else { return studio }
        for word in words where !isKnown(word, in: studio) {
            throw Failure.Sentence(
                .init("--only \(word) names nothing in this studio", "--only \(word) 在本直播间中不存在"),
                advice: .init(
                    "Name a family, a subject or a rule, as in camera, camera/host or camera.fps.low.",
                    "请指定类别、对象或规则，如 camera、camera/host 或 camera.fps.low。"),
                code: EX_USAGE)
        }
        var wanted = studio.subjects.filter { isWanted($0.subject, in: studio) }
        var index = 0
        while index < wanted.count {
            for cause in wanted[index].dependsOn where !wanted.contains(where: { $0.subject == cause }) {
                if let watched = studio.watched(cause) { wanted.append(watched) }
            }
            index += 1
        }
        var narrowed = studio
        narrowed.subjects = studio.subjects.filter { wanted.contains($0) }
        narrowed.attested = studio.attested.filter { words.contains($0.id) || words.contains("people") }
        return narrowed
    }

    /// The findings that are asked for, and whatever is wrong with what they depend on: a fault that explains them must
    /// not be left out.
    func findings(_ findings: [Finding]) -> [Finding] {
        guard !words.isEmpty else { return findings }
        return findings.filter { finding in
            words.contains(finding.id) || (words.contains("people") && finding.group == .readiness)
                || (finding.group == .equipment && finding.verdict.weight > 1)
                || finding.subject.map { words.contains($0.family) || words.contains($0.rawValue) } ?? false
        }
    }

    private func isKnown(_ word: String, in studio: Studio) -> Bool {
        word == "people" || studio.attested.contains { $0.id == word }
            || studio.rules.contains { $0.id == word }
            || studio.subjects.contains { $0.subject.family == word || $0.subject.rawValue == word }
    }

    private func isWanted(_ subject: Subject, in studio: Studio) -> Bool {
        words.contains(subject.family) || words.contains(subject.rawValue)
            || studio.rules.contains { words.contains($0.id) && $0.family == subject.family }
    }
}
