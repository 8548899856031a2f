import StudioModel
import Yams

extension StudioReader {
    private static let subjectKeys = [
        "subject", "title", "match", "expect", "baseline", "depends-on", "secrets", "spare",
    ]

    /// What is watched, with every dependency checked against the list itself.
    func subjects(_ cursor: Cursor?) -> [WatchedSubject] {
        var dependencies: [(on: Subject, mark: Mark?)] = []
        let read: [(WatchedSubject, Mark?)] =
            cursor?.list { item in
                guard let fields = item.fields(StudioReader.subjectKeys),
                    let subject = fields.require(
                        "subject", "write family/name, as in camera/host", "写 类别/名称，如 camera/host")?.subject()
                else { return nil }
                let dependsOn: [Subject] =
                    fields["depends-on"]?.list { on in
                        guard let subject = on.subject() else { return nil }
                        dependencies.append((subject, on.mark))
                        return subject
                    } ?? []
                var secrets: [String: SecretReference] = [:]
                for (key, value) in fields["secrets"]?.entries() ?? [] {
                    secrets[key] = value.secretReference()
                }
                let watched = WatchedSubject(
                    subject: subject, title: fields["title"]?.localized(),
                    match: fields["match"]?.values() ?? [:],
                    expect: fields["expect"]?.values() ?? [:], baseline: fields["baseline"]?.values() ?? [:],
                    dependsOn: dependsOn, secrets: secrets, spare: fields["spare"]?.flag() ?? false)
                return (watched, item.mark)
            } ?? []
        let names = Set(read.map(\.0.subject))
        for (subject, mark) in dependencies where !names.contains(subject) {
            problems.unknown(
                .unknownSubject, .init("subject", "对象"), subject.rawValue, among: names.map(\.rawValue),
                at: mark,
                otherwise: .init("add it under subjects:", "在 subjects: 下添加"))
        }
        circles(read)
        return unique(read, .init("subject", "对象")) { $0.subject.rawValue }
    }

    private func circles(_ subjects: [(WatchedSubject, Mark?)]) {
        let edges = Dictionary(
            subjects.map { ($0.0.subject.rawValue, $0.0.dependsOn.map(\.rawValue)) }
        ) { first, _ in first }
        for cycle in Cycle.all(in: edges) {
            let mark = subjects.first { $0.0.subject.rawValue == cycle[0] }?.1
            let problem = Cycle.problem(cycle, what: "depends-on", at: problems.place(mark))
            problems.add(problem.code, at: problem.place, problem.sentence, advice: problem.advice)
        }
    }
}
