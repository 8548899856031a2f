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

    /// The studio as the answers have it, and the addresses that were typed.
    struct Answers {
        var studio: Studio
        var outputs: LearntOutputs
    }

    func ask(named name: String, interview: Interview, library: ProfileLibrary) -> Answers {
        let hours = interview.ask(
            LocalizedText(en: "How many hours does a show last?", zh: "一场直播多少小时？"), default: "4", else: 4.0
        ) { answer in
            guard let hours = Double(answer), hours > 0, hours <= 48 else {
                return .not(LocalizedText(en: "Write a number from 0.5 to 48.", zh: "请输入 0.5 到 48 之间的数字。"))
            }
            return .understood(hours)
        }
        var subjects = devices.filter(isWatched).reduce(into: [WatchedSubject]()) { subjects, device in
            guard let subject = subject(for: device, among: subjects, hours: hours, interview: interview)
            else { return }
            subjects +=
                device.family == "microphone"
                ? LearntMicrophones(interview: interview, known: subjects.map(\.subject)).split(
                    subject, device)
                : [subject]
        }
        let outputs = LearntOutputs.ask(interview, after: subjects)
        subjects += outputs.subjects
        let people = LearntCrew(interview: interview).people()
        return Answers(
            studio: Studio(
                name: name, title: LocalizedText(en: name, zh: name), roles: Role.standard, people: people,
                subjects: subjects, playbooks: library.playbooks, rules: library.rules,
                show: ShowPlan(hours: hours)),
            outputs: outputs)
    }

    /// Adapters that are switched off belong to no studio.
    private func isWatched(_ device: DiscoveredDevice) -> Bool {
        if device.family == "link", case .absent = device.state { return false }
        return keys[device.family] != nil
    }

    private func subject(
        for device: DiscoveredDevice, among known: [WatchedSubject], hours: Double, interview: Interview
    ) -> WatchedSubject? {
        let family = Phrase.family(device.family, interview.language)
        let known = known.map(\.subject)
        let proposal = LearntName(device.name, family: device.family, among: known)
        let name = interview.ask(
            LocalizedText(
                en: "\(family): what do you call “\(device.name)”? (- leaves it out)",
                zh: "\(family)：“\(device.name)”叫什么名字？（- 表示不监看）"),
            default: proposal?.subject.name ?? "-", else: proposal
        ) { answer in
            if answer == "-" { return .understood(nil) }
            // Whoever just presses return keeps the device's own name.
            if answer == proposal?.subject.name { return .understood(proposal) }
            guard answer.count <= LearntName.longest,
                let name = LearntName(answer, family: device.family, among: known)
            else {
                return .not(
                    LocalizedText(
                        en: "A name has at most \(LearntName.longest) characters.",
                        zh: "名称最多 \(LearntName.longest) 个字符。"))
            }
            return .understood(name)
        }
        guard let name else { return nil }
        var expect: [String: Value] = [:]
        var match = match(device)
        if device.family == "host" {
            expect["show-hours"] = .number(hours)
            // Where recordings go unless the profile says otherwise.
            match["path"] = .text(EnvironmentVariable.value("HOME") ?? "/")
        }
        return WatchedSubject(
            subject: name.subject, title: LocalizedText(en: name.title, zh: name.title), match: match,
            expect: expect)
    }

    /// The best key that only this device answers to; two where one is not enough.
    private func match(_ device: DiscoveredDevice) -> [String: Value] {
        if device.family == "camera" { return cameraMatch(device) }
        let candidates = (keys[device.family] ?? []).filter { device.identity[$0] != nil }
        let alike = devices.filter { $0.family == device.family && $0 != device }
        let unique = candidates.first { key in !alike.contains { $0.identity[key] == device.identity[key] } }
        return Dictionary(
            (unique.map { [$0] } ?? candidates).compactMap { key in
                device.identity[key].map { (key, .text($0)) }
            },
            uniquingKeysWith: { first, _ in first })
    }

    /// Everything that tells a camera: with its port it is noticed when it moves, or when two are swapped.
    private func cameraMatch(_ device: DiscoveredDevice) -> [String: Value] {
        let keys = ["serial", "bus-path", "vendor-product"].filter { device.identity[$0] != nil }
        guard !keys.isEmpty else { return device.identity["node"].map { ["node": .text($0)] } ?? [:] }
        return Dictionary(
            keys.compactMap { key in device.identity[key].map { (key, Value.text($0)) } },
            uniquingKeysWith: { first, _ in first })
    }
}
