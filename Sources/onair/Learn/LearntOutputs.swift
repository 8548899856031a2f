import StudioModel
import SystemCalls

/// Where the show goes: of every output its uplink, the published stream, and the address that holds the key.
struct LearntOutputs {
    /// The variable that holds the first output's address where nobody is asked.
    static let variable = "ONAIR_INGEST"

    /// A typed address, and the file beside the profile that will hold it.
    struct Kept {
        let subject: Subject
        let address: Secret
    }

    private(set) var subjects: [WatchedSubject] = []
    /// What was typed, to be written to a file each.
    private(set) var kept: [Kept] = []

    static func ask(_ interview: Interview, after subjects: [WatchedSubject]) -> LearntOutputs {
        var outputs = LearntOutputs()
        let before = subjects.map(\.subject)
        if let value = EnvironmentVariable.value(variable), let address = IngestAddress(value),
            address.url != nil
        {
            interview.say(
                LocalizedText(
                    en: "The stream's address is taken from \(variable).", zh: "推流地址取自 \(variable)。"))
            outputs.add(address, reference: .environment(variable), interview, after: before)
        }
        while outputs.askOne(interview, after: before) {}
        return outputs
    }

    /// Asks for one output.
    /// - Returns: whether there may be another.
    private mutating func askOne(_ interview: Interview, after before: [Subject]) -> Bool {
        let isFirst = subjects.isEmpty
        let question =
            isFirst
            ? LocalizedText(
                en:
                    "The stream's whole address with its key, as in rtmp://host/live/KEY (it is not shown; return: not yet)",
                zh: "完整推流地址（含密钥），如 rtmp://主机/live/密钥（输入不显示；回车表示暂无）")
            : LocalizedText(
                en: "Another output's whole address (not shown; return: no more)",
                zh: "另一路输出的完整地址（输入不显示；回车表示没有）")
        let address = interview.askHidden(question) { answer -> Interview.Reading<IngestAddress> in
            guard let address = IngestAddress(answer), address.url != nil else {
                return .not(
                    LocalizedText(
                        en: "That is no whole address; it begins like rtmp:// and names a host.",
                        zh: "不是完整地址；应以 rtmp:// 等开头并包含主机。"))
            }
            return .understood(address)
        }
        if let address {
            let output = add(address, reference: nil, interview, after: before)
            if let output, let url = address.url { kept.append(Kept(subject: output, address: Secret(url))) }
            return output != nil
        }
        if isFirst { askUplink(interview, after: before) }
        return false
    }

    /// Without the address the encoder's connection can still be watched.
    private mutating func askUplink(_ interview: Interview, after before: [Subject]) {
        let address = interview.ask(
            LocalizedText(
                en: "The ingest's host:port, to watch the encoder's connection (- when there is none yet)",
                zh: "推流服务器的 `主机:端口`，用于监看推流连接（- 表示暂无）"),
            default: "-", else: IngestAddress?.none
        ) { answer in
            if answer == "-" { return .understood(nil) }
            guard let address = IngestAddress(answer) else { return .not(LearntOutputs.howToWrite) }
            return .understood(address)
        }
        guard let address, let uplink = Subject(rawValue: "uplink/main") else { return }
        subjects.append(
            WatchedSubject(
                subject: uplink, title: LocalizedText(en: "Uplink", zh: "上行"),
                match: ["host": .text(address.host), "port": .number(Double(address.port))],
                expect: LearntOutputs.bitrate(interview), dependsOn: before.filter { $0.family == "link" }))
    }

    private static let howToWrite = LocalizedText(
        en: "Write it as host:port, as in push.example.com:1935.", zh: "请写成 `主机:端口`，如 push.example.com:1935。")

    @discardableResult
    private mutating func add(
        _ address: IngestAddress, reference: SecretReference?, _ interview: Interview, after before: [Subject]
    ) -> Subject? {
        let known = subjects.map(\.subject)
        let proposal = LearntName(known.isEmpty ? "main" : "output", family: "output", among: known)
        let answer = interview.ask(
            LocalizedText(en: "What do you call this output?", zh: "这一路输出叫什么？"),
            default: proposal?.subject.name ?? "output")
        guard
            let name = LearntName(String(answer.prefix(LearntName.longest)), family: "output", among: known),
            let uplink = Subject(family: "uplink", name: name.subject.name)
        else { return nil }
        let ingest = ingest(address, interview)
        let expect = LearntOutputs.bitrate(interview)
        subjects.append(
            WatchedSubject(
                subject: uplink,
                title: LocalizedText(en: "Uplink \(name.title)", zh: "上行 \(name.title)"),
                match: ["host": .text(ingest.host), "port": .number(Double(ingest.port))], expect: expect,
                dependsOn: before.filter { $0.family == "link" }))
        subjects.append(
            WatchedSubject(
                subject: name.subject, title: LocalizedText(en: name.title, zh: name.title), expect: expect,
                dependsOn: [uplink] + before.filter { ["camera", "microphone"].contains($0.family) },
                secrets: reference.map { ["url": $0] } ?? [:]))
        return name.subject
    }

    /// Most encoders send to the host that publishes; where they do not, it is said here.
    private func ingest(_ address: IngestAddress, _ interview: Interview) -> IngestAddress {
        interview.ask(
            LocalizedText(en: "The encoder sends to", zh: "编码器推流到"), default: address.place, else: address
        ) { answer in
            IngestAddress(answer).map { .understood($0) } ?? .not(LearntOutputs.howToWrite)
        }
    }

    /// The encoder's bitrate; `-` takes what is measured when the stream is on, else rules that need it stay silent.
    private static func bitrate(_ interview: Interview) -> [String: Value] {
        let kilobits = interview.ask(
            LocalizedText(
                en: "The encoder's bitrate in kbit/s, picture and sound (- as measured)",
                zh: "编码器码率（kbit/s，音视频合计；- 表示以实测为准）"),
            default: "-", else: Double?.none
        ) { answer in
            if answer == "-" { return .understood(nil) }
            guard let number = Double(answer), (50...200_000).contains(number) else {
                return .not(
                    LocalizedText(
                        en: "Write a number from 50 to 200000, as in 4500.",
                        zh: "请输入 50 到 200000 之间的数字，如 4500。"))
            }
            return .understood(number)
        }
        return kilobits.map { ["bitrate": .number($0 * 1000)] } ?? [:]
    }

    /// What to set, where nobody could be asked or nothing was answered.
    var advice: LocalizedText? {
        if subjects.contains(where: { $0.subject.family == "output" }) { return nil }
        return LocalizedText(
            en:
                "No output is watched yet: set \(LearntOutputs.variable) to the stream's whole address, or answer the question, and run learn --force.",
            zh: "尚未监看任何输出：把完整推流地址放入 \(LearntOutputs.variable)，或回答该问题，然后运行 learn --force。")
    }
}
