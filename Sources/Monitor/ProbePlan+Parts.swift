import ProbeProtocol
import StudioModel

extension ProbePlan {
    /// Subjects of one program.
    struct Group {
        let program: ProbeProgram
        let probe: Subject
        var subjects: [WatchedSubject]
    }

    /// Bytes that secrets and the rest of the line may need beside what a subject says in the profile.
    private static let room = 8 * 1024

    /// The group in as many processes as its configuration has lines: a line that is too long is skipped by the probe,
    /// which would then read nothing, and look like one that is not running.
    static func parts(of group: Group, in studio: Studio, secrets: [Subject: [String: Secret]]) -> [Group] {
        var parts: [Group] = []
        var bytes = Line.limit
        for subject in group.subjects {
            let size = length(
                of: SubjectConfiguration(
                    subject, match: match(of: subject, in: studio, for: group.program),
                    secrets[subject.subject] ?? [:]))
            if bytes + size > Line.limit - room {
                let number = parts.count + 1
                let probe =
                    number == 1
                    ? group.probe
                    : Subject(family: "probe", name: "\(group.probe.name).\(number)") ?? group.probe
                parts.append(Group(program: group.program, probe: probe, subjects: []))
                bytes = 0
            }
            parts[parts.count - 1].subjects.append(subject)
            bytes += size
        }
        return parts
    }

    /// Subjects that say more than one line of the protocol holds: no probe can be told of them.
    package static func oversized(_ studio: Studio) -> [Subject] {
        studio.subjects.filter {
            length(of: SubjectConfiguration($0, match: $0.match, [:])) > Line.limit - room
        }.map(
            \.subject)
    }

    private static func length(of configuration: SubjectConfiguration) -> Int {
        ((try? Line.encode(configuration))?.count ?? 0) + 1
    }
}

extension SubjectConfiguration {
    init(_ watched: WatchedSubject, match: [String: Value], _ secrets: [String: Secret]) {
        self.init(
            subject: watched.subject, match: match, expect: watched.expect,
            secrets: secrets.mapValues(\.exposed))
    }
}
