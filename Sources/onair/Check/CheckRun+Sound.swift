import Checklist
import Logging
import Monitor
import ProbeProtocol
import StudioModel
import SystemCalls

extension CheckRun {
    /// What is settled of each microphone before anything else is measured.
    typealias Settled = [Subject: [Metric: Outcome]]

    /// The microphones that the sound test is about.
    var microphones: [WatchedSubject] { studio.subjects.filter { $0.subject.family == "microphone" } }

    /// The quiet-and-talk test: ten seconds of a quiet room for all microphones, then ten seconds of talk for each.
    /// Whatever is skipped is measured as it comes.
    func soundTest(_ dialogue: SoundDialogue) async throws -> Settled {
        let plan = ProbePlan(
            studio, programs: survey.programs, mode: mode, seconds: SoundTest.seconds,
            secrets: secrets.bySubject)
        let seconds = Int(SoundTest.seconds)
        dialogue.say(
            .init(
                "Sound test: \(seconds) s of quiet, then each microphone for \(seconds) s (--unattended leaves it out).",
                "声音测试：先安静 \(seconds) 秒，再逐个麦克风讲话 \(seconds) 秒（--unattended 可省略）。"))
        let quietOffer = LocalizedText(
            "  Quiet: nobody speaks for \(seconds) s. Enter begins, s skips the test: ",
            "  安静：\(seconds) 秒内无人讲话。回车开始，s 跳过测试：")
        guard case .begin = try await dialogue.ask(quietOffer) else { return [:] }
        let quiet = await listen(to: Set(microphones.map(\.subject)), plan, dialogue)
        var settled: Settled = [:]
        for microphone in microphones {
            let name = microphone.title ?? .init(microphone.subject.name, microphone.subject.name)
            let offer = LocalizedText(
                "  \(name.en): talk as in the show for \(seconds) s. Enter begins, s skips it: ",
                "  \(name.zh)：按直播时的音量讲话 \(seconds) 秒。回车开始，s 跳过：")
            var talk: [Reading]?
            if case .begin = try await dialogue.ask(offer) {
                talk = await listen(to: [microphone.subject], plan, dialogue)
            }
            let outcomes = SoundTest.outcomes(
                quiet: quiet.filter { $0.subject == microphone.subject }, talk: talk,
                target: target(of: microphone))
            settled[microphone.subject] = outcomes
            dialogue.say(Self.said(outcomes))
        }
        return settled
    }

    /// What is known of the gain without the test, by what was heard in the check itself.
    func settleGain(
        _ assignment: ProbePlan.Assignment, _ result: ProbeInspection.Result, in known: inout Measurements
    ) {
        for subject in assignment.configuration.subjects.map(\.subject) where subject.family == "microphone" {
            let heard = result.readings.filter { $0.subject == subject }
            guard let newest = heard.map(\.at).max(), soundTested[subject] == nil,
                let watched = studio.watched(subject)
            else { continue }
            let gain = SoundTest.unattended(heard, target: target(of: watched))
            known.settle(Reading(at: newest, subject: subject, metric: SoundTest.gain, outcome: gain))
        }
    }

    private func target(of microphone: WatchedSubject) -> Double? { microphone.expect["loudness"]?.number }

    private func listen(to subjects: Set<Subject>, _ plan: ProbePlan, _ dialogue: SoundDialogue) async
        -> [Reading]
    {
        let began = Instant(nanoseconds: Clocks.monotonicNanoseconds)
        var readings: [Reading] = []
        for assignment in plan.assignments {
            var configuration = assignment.configuration
            configuration.subjects.removeAll { !subjects.contains($0.subject) }
            if configuration.subjects.isEmpty { continue }
            configuration.devices = false
            // An inspection ends half a second before its deadline.
            configuration.seconds = SoundTest.seconds + 0.5
            let inspection = ProbeInspection(
                program: assignment.program, configuration: configuration, logger: logger)
            let result = await inspection.run { dialogue.hear($0, since: began) }
            if let failure = result.failure { logger.warning("\(assignment.probe): \(failure)") }
            readings += result.readings
        }
        return readings.sorted()
    }

    private static func said(_ outcomes: [Metric: Outcome]) -> LocalizedText {
        func text(_ metric: Metric) -> String? {
            outcomes[metric]?.value?.number.map { String(Value.plain($0)) }
        }
        var parts: [LocalizedText] = []
        if let noise = text(SoundTest.noise) { parts.append(.init("room \(noise) dBFS", "底噪 \(noise) dBFS")) }
        if let ratio = text(SoundTest.ratio) {
            parts.append(.init("voice \(ratio) dB above it", "人声高出 \(ratio) dB"))
        }
        if let gain = text(SoundTest.gain) {
            parts.append(.init("gain to add \(gain) dB", "需增加的增益 \(gain) dB"))
        }
        if parts.isEmpty { return .init("    nothing was heard", "    没有听到声音") }
        return .init(
            "    " + parts.map(\.en).joined(separator: ", "), "    " + parts.map(\.zh).joined(separator: "，"))
    }
}
