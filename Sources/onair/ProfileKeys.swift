import Glibc
import Monitor
import ProbeProtocol
import Profiles
import StudioModel

extension ProbeKeys {
    init(_ program: ProbeProgram) {
        let said = program.description
        self.init(
            families: said.families, match: said.matchKeys, expect: said.expectKeys, secrets: said.secretKeys)
    }
}

extension Surroundings {
    /// Refuses what this process may not run, and a profile that says of a subject what its probe does not read: with
    /// `interfase: wlan7` another interface would be measured, and look green.
    func refuseUnreadKeys(of studio: Studio, _ programs: [ProbeProgram]) throws {
        let alone = programs.filter { $0.description.isolation == .subject }.flatMap(\.description.families)
        let processes = programs.count + studio.subjects.count { alone.contains($0.subject.family) }
        try Failure.refuseLowLimits(processes: processes)
        if let subject = ProbePlan.oversized(studio).first {
            throw Failure.Sentence(
                .init(
                    "subject \(subject) says more than a probe can be told", "对象 \(subject) 的内容超过可传给探测程序的长度"),
                advice: .init("Shorten its match: and expect:.", "请缩短其 `match` 与 `expect`。"), code: EX_DATAERR
            )
        }
        let probes = programs.map(ProbeKeys.init)
        // The shipped rules, which take their time to read, can only excuse what the studio's own rules do not know.
        if ProfileLint(catalogue: [:], library: ProfileLibrary(), probes: probes).unreadKeys(studio).isEmpty {
            return
        }
        let lint = ProfileLint(catalogue: [:], library: try loader().library(), probes: probes)
        let remarks = lint.unreadKeys(studio)
        guard let first = remarks.first else { return }
        let more = remarks.count - 1
        throw Failure.Sentence(
            .init(
                "\(first.about): \(first.sentence.en)" + (more > 0 ? ", and \(more) more" : ""),
                "\(first.about)：\(first.sentence.zh)" + (more > 0 ? "，另有 \(more) 处" : "")),
            advice: .init(
                "\(first.advice.en.prefix(1).uppercased())\(first.advice.en.dropFirst()) "
                    + "(`onair profile lint` names them all)",
                "\(first.advice.zh)（`onair profile lint` 可列出全部。）"),
            code: EX_DATAERR)
    }
}
