import Monitor
import StudioModel

/// What a key means while the person looks at a certain state. A value, so that a test can press keys.
struct WatchKeys {
    /// What a key asks for.
    enum Deed: Hashable, Sendable {
        case quit
        case phase(Phase)
        /// The show has ended: a new one begins in that phase.
        case newShow(Phase)
        case take(Incident)
        case done(LiveState.OpenStep)
        case skip(LiveState.OpenStep)
        case say(LocalizedText)
    }

    /// What waits for `y`.
    private(set) var asked: Deed?

    /// - Parameters:
    ///   - shown: the state that was on the screen: a key means what the person saw.
    /// - Returns: what is to be done; `nil` while a question stands or the key means nothing.
    mutating func press(_ key: Character, _ shown: LiveState) -> Deed? {
        if key == "q" { return .quit }
        if let waiting = asked {
            asked = nil
            return key == "y" || key == "Y"
                ? waiting : .say(LocalizedText(en: "Nothing was changed.", zh: "未作更改。"))
        }
        switch key {
        case "r": return change(to: .rehearse, shown)
        case "l": return change(to: .live, shown)
        case "b": return change(to: .break, shown)
        case "s": return change(to: .slate, shown)
        case "e": return change(to: .end, shown)
        case "d": return shown.nextStep.map { .done($0) }
        case "x":
            asked = shown.nextStep.map { .skip($0) }
            return nil
        default:
            guard let row = key.wholeNumberValue, row > 0, row <= 9, shown.incidents.indices.contains(row - 1)
            else { return nil }
            return .take(shown.incidents[row - 1])
        }
    }

    /// One key must not end or lower the judging of a show that viewers watch.
    private mutating func change(to phase: Phase, _ shown: LiveState) -> Deed? {
        let now = shown.phase.show
        if now == phase { return nil }
        if now == .end {
            if phase == .live || phase == .rehearse { return .newShow(phase) }
            return .say(LocalizedText(en: "The show has ended; l opens a new one.", zh: "本场已结束；按 l 开始新的一场。"))
        }
        guard phase == .end || (now.isOnAir && phase != .live) else { return .phase(phase) }
        asked = .phase(phase)
        return nil
    }

    /// The question that stands, for the line above the keys.
    var question: LocalizedText? {
        switch asked {
        case .phase(.end): LocalizedText(en: "End the show? y / n", zh: "确定结束场次？y / n")
        case .phase(.rehearse):
            LocalizedText(
                en: "Leave the air for rehearsal? What viewers get is then not judged. y / n",
                zh: "退出直播转为彩排？此后不再按播出判断。y / n")
        case .phase(.slate): LocalizedText(en: "Go to slate? y / n", zh: "切到垫片？y / n")
        case .phase(let phase):
            LocalizedText(en: "Go to \(phase.title.en)? y / n", zh: "转为\(phase.title.zh)？y / n")
        case .skip(let next):
            LocalizedText(
                en: "Skip step \(next.incident.number).\(next.number), \(next.step.text.en)? y / n",
                zh: "跳过步骤 \(next.incident.number).\(next.number)（\(next.step.text.zh)）？y / n")
        default: nil
        }
    }
}
