import Checklist
import StudioModel

/// Asks for the transmitters of wireless microphones to be switched on and off, and takes the noise of each state.
struct LearntNoises {
    let errand: NoiseErrand
    let interview: Interview

    /// - Returns: a sentence for each microphone whose noises were not taken.
    func learn(into studio: inout Studio) async throws -> [LocalizedText] {
        var left: [LocalizedText] = []
        for place in studio.subjects.indices where studio.subjects[place].expect["wireless"] == true {
            var taken = false
            if !interview.isSilent { taken = try await learn(&studio.subjects[place]) }
            if !taken { left.append(Self.later(studio.subjects[place].subject)) }
        }
        return left
    }

    static func later(_ subject: Subject) -> LocalizedText {
        LocalizedText(
            en:
                "\(subject): its noise with the transmitter on and off was not taken, so a dead one is not told; `onair learn --noise \(subject)=on` takes it",
            zh: "\(subject)：未学习发射器开启和关闭时的底噪，没电时无法发现；可用 `onair learn --noise \(subject)=on` 学习")
    }

    /// - Returns: whether both were taken.
    private func learn(_ microphone: inout WatchedSubject) async throws -> Bool {
        for state in NoiseErrand.State.allCases {
            while true {
                guard interview.ask(Self.question(state, microphone), default: Self.yes) != "-" else {
                    return false
                }
                // Whoever ended the input answers no more.
                if interview.isOver { return false }
                let answer = try await errand.take(state, of: microphone)
                if let noise = answer.noise {
                    microphone.expect[state.key] = .text(noise)
                    break
                }
                interview.say(ProbeWords.text(answer.refusal ?? ""))
            }
        }
        return true
    }

    private static let yes = "ok"

    private static func question(_ state: NoiseErrand.State, _ microphone: WatchedSubject) -> LocalizedText {
        let name = microphone.title ?? LocalizedText("\(microphone.subject)", "\(microphone.subject)")
        return switch state {
        case .on:
            LocalizedText(
                en: "Switch the transmitter of “\(name.en)” on, nobody speaks, then press return (- skips)",
                zh: "请打开“\(name.zh)”的发射器，现场保持安静，然后回车（- 表示跳过）")
        case .off:
            LocalizedText(
                en:
                    "Now switch the transmitter of “\(name.en)” off, leave the receiver on, then press return (- skips)",
                zh: "请关闭“\(name.zh)”的发射器，接收器保持开启，然后回车（- 表示跳过）")
        }
    }
}
