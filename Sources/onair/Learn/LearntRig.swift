import Monitor
import Profiles
import ProbeProtocol
import StudioModel
import SystemCalls

/// The devices that were found, as subjects of a profile to be.
struct LearntRig {
    let devices: [DiscoveredDevice]
    /// The match keys of each family, best first.
    let keys: [String: [String]]

    static func keys(_ programs: [ProbeProgram]) -> [String: [String]] {
        Dictionary(
            programs.flatMap { program in
                program.description.families.map { ($0, program.description.matchKeys) }
            },
            uniquingKeysWith: { first, _ in first })
    }

    func studio(named name: String, interview: Interview, library: ProfileLibrary) throws -> Studio {
        let hours =
            interview.ask(
                LocalizedText(en: "How many hours does a show last?", zh: "一场直播多少小时？"), default: "4",
                { Double($0).flatMap { $0 > 0 && $0 <= 48 ? $0 : nil } }) ?? 4
        var subjects = devices.filter(isWatched).reduce(into: [WatchedSubject]()) { subjects, device in
            if let subject = subject(for: device, among: subjects, hours: hours, interview: interview) {
                subjects.append(subject)
            }
        }
        subjects += outputs(interview, after: subjects)
        let lead = interview.ask(
            LocalizedText(en: "Who leads the project (gets every escalation)?", zh: "项目总负责人是谁？"),
            default: "lead")
        let technician = interview.ask(
            LocalizedText(en: "Who is the technician tonight?", zh: "今晚技术支持是谁？"), default: lead)
        let people =
            lead == technician
            ? [Person(name: lead, roles: [Role.lead, Role.technician])]
            : [Person(name: lead, roles: [Role.lead]), Person(name: technician, roles: [Role.technician])]
        return Studio(
            name: name, title: LocalizedText(en: name, zh: name), roles: Role.standard, people: people,
            subjects: subjects, playbooks: library.playbooks, rules: library.rules,
            show: ShowPlan(hours: hours))
    }

    /// Adapters that are switched off belong to no studio.
    private func isWatched(_ device: DiscoveredDevice) -> Bool {
        if device.family == "link", case .absent = device.state { return false }
        return keys[device.family] != nil
    }

    private func subject(
        for device: DiscoveredDevice, among known: [WatchedSubject], hours: Double, interview: Interview
    ) -> WatchedSubject? {
        let proposal = LearntRig.word(device, among: known)
        let word = interview.ask(
            LocalizedText(
                en: "A name for \(device.family) “\(device.name)” (- leaves it out)",
                zh: "给\(device.family)“\(device.name)”起名（- 表示不监看）"),
            default: proposal
        ) { answer -> String? in
            if answer == "-" { return answer }
            let subject = Subject(family: device.family, name: answer)
            return subject != nil && !known.contains { $0.subject == subject } ? answer : nil
        }
        guard let word, word != "-", let subject = Subject(family: device.family, name: word) else {
            return nil
        }
        var expect: [String: Value] = [:]
        var match = match(device)
        if device.family == "host" {
            expect["show-hours"] = .number(hours)
            // Where recordings go unless the profile says otherwise.
            match["path"] = .text(EnvironmentVariable.value("HOME") ?? "/")
        }
        return WatchedSubject(
            subject: subject, title: LocalizedText(en: device.name, zh: device.name), match: match,
            expect: expect)
    }

    /// The best key that only this device answers to; two where one is not enough.
    private func match(_ device: DiscoveredDevice) -> [String: Value] {
        let candidates = (keys[device.family] ?? []).filter { device.identity[$0] != nil }
        let alike = devices.filter { $0.family == device.family && $0 != device }
        let unique = candidates.first { key in !alike.contains { $0.identity[key] == device.identity[key] } }
        return Dictionary(
            (unique.map { [$0] } ?? candidates).compactMap { key in
                device.identity[key].map { (key, .text($0)) }
            },
            uniquingKeysWith: { first, _ in first })
    }

    private func outputs(_ interview: Interview, after subjects: [WatchedSubject]) -> [WatchedSubject] {
        let address = interview.ask(
            LocalizedText(
                en: "The ingest, as host:port (- when there is none yet)", zh: "推流服务器，写成 host:port（- 表示暂无）"),
            default: "-")
        guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
            let uplink = Subject(rawValue: "uplink/main"), let output = Subject(rawValue: "output/main")
        else { return [] }
        let links = subjects.map(\.subject).filter { $0.family == "link" }
        let sources = subjects.map(\.subject).filter { $0.family == "microphone" || $0.family == "camera" }
        let variable = interview.ask(
            LocalizedText(
                en: "The environment variable that holds the stream's whole address", zh: "保存完整推流地址的环境变量"),
            default: "ONAIR_INGEST")
        return [
            WatchedSubject(
                subject: uplink,
                match: ["host": .text(String(address[..<colon])), "port": .number(Double(port))],
                dependsOn: links),
            WatchedSubject(
                subject: output, dependsOn: [uplink] + sources, secrets: ["url": .environment(variable)]),
        ]
    }

    /// A word from the device's name: `onair_demo_microphone` gives `onair-demo-microphone`.
    private static func word(_ device: DiscoveredDevice, among known: [WatchedSubject]) -> String {
        let plain = device.name.lowercased().map { character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        let parts = String(plain).split(separator: "-").prefix(4)
        let base = parts.isEmpty ? device.family : String(parts.joined(separator: "-").prefix(40))
        let taken = Set(known.filter { $0.subject.family == device.family }.map(\.subject.name))
        return ([base] + (2...99).map { "\(base)-\($0)" }).first { !taken.contains($0) } ?? base
    }
}
