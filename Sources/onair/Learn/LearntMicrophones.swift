import ProbeProtocol
import StudioModel

/// A microphone is a source and a channel: how many of them a device is, and whether each has a radio.
struct LearntMicrophones {
    let interview: Interview
    /// Names that are taken.
    let known: [Subject]

    /// The device's subject as it is, or one for each channel that a microphone of its own is on.
    func split(_ whole: WatchedSubject, _ device: DiscoveredDevice) -> [WatchedSubject] {
        let channels = Int(device.facts["channels"]?.number ?? 1)
        let count = channels > 1 ? self.count(device, channels) : 1
        guard count > 1 else { return [wireless(whole)] }
        var (subjects, taken): ([WatchedSubject], [Subject]) = ([], known)
        for channel in 0..<count {
            let title = whole.title?[interview.language] ?? whole.subject.name
            guard let proposal = LearntName("\(title) \(channel + 1)", family: "microphone", among: taken)
            else {
                continue
            }
            let answer = interview.ask(
                LocalizedText(
                    en: "Microphone on channel \(channel + 1): what do you call it?",
                    zh: "声道 \(channel + 1) 上的麦克风叫什么名字？"), default: proposal.subject.name)
            let name =
                answer == proposal.subject.name
                ? proposal
                : LearntName(String(answer.prefix(LearntName.longest)), family: "microphone", among: taken)
                    ?? proposal
            taken.append(name.subject)
            var one = whole
            one.subject = name.subject
            one.title = LocalizedText(en: name.title, zh: name.title)
            one.match["channel"] = .number(Double(channel))
            subjects.append(wireless(one))
        }
        return subjects
    }

    private func count(_ device: DiscoveredDevice, _ channels: Int) -> Int {
        interview.ask(
            LocalizedText(
                en:
                    "“\(device.name)” has \(channels) channels: how many microphones are on them, one a channel?",
                zh: "“\(device.name)”有 \(channels) 个声道：上面接了几支麦克风（每支一个声道）？"), default: "1", else: 1
        ) { answer in
            guard let count = Int(answer), (1...channels).contains(count) else {
                return .not(
                    LocalizedText(
                        en: "Write a number from 1 to \(channels).", zh: "请输入 1 到 \(channels) 之间的数字。"))
            }
            return .understood(count)
        }
    }

    private func wireless(_ microphone: WatchedSubject) -> WatchedSubject {
        let name = microphone.title ?? LocalizedText("\(microphone.subject)", "\(microphone.subject)")
        let isWireless = interview.ask(
            LocalizedText(
                en: "Is “\(name.en)” wireless, with a transmitter of its own? (y/n)",
                zh: "“\(name.zh)”是无线麦（有发射器）吗？（y/n）"), default: "n", else: false
        ) { answer in
            switch answer.lowercased() {
            case "y", "yes", "是": .understood(true)
            case "n", "no", "否", "不是": .understood(false)
            default: .not(LocalizedText(en: "Write y or n.", zh: "请输入 y 或 n。"))
            }
        }
        var microphone = microphone
        if isWireless { microphone.expect["wireless"] = true }
        return microphone
    }
}
