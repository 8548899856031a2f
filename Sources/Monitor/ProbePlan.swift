import ProbeProtocol
import StudioModel

/// Which probe program watches which subjects: the profile's subjects given to the programs that are there.
package struct ProbePlan: Sendable {
    /// One process to be.
    package struct Assignment: Sendable {
        package let program: ProbeProgram
        /// `probe/microphone`, or `probe/camera.host`.
        package let probe: Subject
        package let configuration: Configuration
    }

    package let assignments: [Assignment]
    /// Subjects of families that no program reads.
    package let unattended: [Subject]
    /// The probes that they would have, in a watch: `probe/output` of a program that is not there, or of which nothing
    /// is known yet. They are never running, and that is an alarm.
    package let absentProbes: [Subject]
    /// Probes that were absent in this watch until now, under the names that their alarms have.
    package let returnedProbes: [Subject]
    /// The studio with the probes as subjects of their own, and every subject depending on its probe.
    package let studio: Studio
    /// Unit, kind and period of every metric.
    package let catalogue: [Metric: MetricDescription]

    /// - Parameters:
    ///   - mode: how much the probes may touch.
    ///   - seconds: an inspection's deadline; unused by `watch`.
    ///   - missesProbes: whether a family that nobody reads has a probe that is lost, as in a watch.
    ///   - absentBefore: probes that were absent and whose alarms may still be open.
    ///   - secrets: resolved; each goes to its probe over its standard input and nowhere else.
    package init(
        _ studio: Studio, programs: [ProbeProgram], mode: Mode, seconds: Double? = nil,
        missesProbes: Bool = false, absentBefore: [Subject] = [], secrets: [Subject: [String: Secret]]
    ) {
        var assignments: [Assignment] = []
        var watched: [WatchedSubject] = []
        var unattended: [Subject] = []
        var absent: [Subject] = []
        var groups: [Group] = []
        // Where each subject stands among those watched: its probe is known only when the groups are.
        var places: [Subject: Int] = [:]
        for subject in studio.subjects {
            let family = subject.subject.family
            guard let program = programs.first(where: { $0.description.families.contains(family) }),
                let probe = ProbePlan.probe(of: subject.subject, program)
            else {
                unattended.append(subject.subject)
                var orphan = subject
                if missesProbes, let probe = Subject(family: "probe", name: family) {
                    orphan.dependsOn.append(probe)
                    if !absent.contains(probe) { absent.append(probe) }
                }
                watched.append(orphan)
                continue
            }
            watched.append(subject)
            places[subject.subject] = watched.count - 1
            if let index = groups.firstIndex(where: { $0.probe == probe }) {
                groups[index].subjects.append(subject)
            } else {
                groups.append(Group(program: program, probe: probe, subjects: [subject]))
            }
        }
        for group in groups.flatMap({ ProbePlan.parts(of: $0, in: studio, secrets: secrets) }) {
            watched.append(WatchedSubject(subject: group.probe, title: ProbePlan.title(of: group.probe)))
            for subject in group.subjects {
                if let place = places[subject.subject] { watched[place].dependsOn.append(group.probe) }
            }
            let subjects = group.subjects.map { subject in
                SubjectConfiguration(
                    subject, match: ProbePlan.match(of: subject, in: studio, for: group.program),
                    secrets[subject.subject] ?? [:])
            }
            assignments.append(
                Assignment(
                    program: group.program, probe: group.probe,
                    configuration: Configuration(mode: mode, subjects: subjects, seconds: seconds)))
        }
        self.assignments = assignments
        self.unattended = unattended
        absentProbes = absent
        let present = Set(watched.map(\.subject)).union(absent)
        returnedProbes = absentBefore.filter { !present.contains($0) }
        watched += (absent + returnedProbes).map {
            WatchedSubject(subject: $0, title: ProbePlan.title(of: $0))
        }
        watched.append(
            WatchedSubject(subject: .desk, title: LocalizedText(en: "OnAir itself", zh: "OnAir 自身")))
        var complete = studio
        complete.subjects = watched
        self.studio = complete
        let described = programs.flatMap(\.description.metrics) + ProbePlan.ownMetrics
        catalogue = Dictionary(described.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func probe(of subject: Subject, _ program: ProbeProgram) -> Subject? {
        let family = program.description.family
        switch program.description.isolation {
        case .family: return Subject(family: "probe", name: family)
        case .subject: return Subject(family: "probe", name: "\(subject.family).\(subject.name)")
        }
    }

    /// What is told from its twins by its port alone needs to know which ports the others have, where its probe asks
    /// for that: a like device found there is not its own that moved.
    static func match(
        of subject: WatchedSubject, in studio: Studio, for program: ProbeProgram
    ) -> [String: Value] {
        let key = "other-bus-paths"
        guard program.description.matchKeys.contains(key), subject.match["bus-path"] != nil else {
            return subject.match
        }
        let others = studio.subjects.filter {
            $0.subject.family == subject.subject.family && $0.subject != subject.subject
        }
        let ports = others.compactMap { $0.match["bus-path"]?.description }
        if ports.isEmpty { return subject.match }
        return subject.match.merging([key: .text(ports.joined(separator: " "))]) { given, _ in given }
    }

    private static func title(of probe: Subject) -> LocalizedText {
        LocalizedText(en: "The probe for \(probe.name)", zh: "探测程序 \(probe.name)")
    }
}
