import Checklist
import Glibc
import Profiles
import StudioModel
import SystemCalls

/// `onair learn --noise lavalier-1=on`: takes noises for a profile that exists, and writes nothing else into it.
struct NoiseOrders {
    struct Order: Equatable {
        let subject: Subject
        let state: NoiseErrand.State
    }

    let orders: [Order]

    /// `lavalier-1=on` or `microphone/lavalier-1=off`.
    init(_ words: [String]) throws {
        orders = try words.map { word in
            let parts = word.split(separator: "=", omittingEmptySubsequences: false)
            let name = parts.first.map(String.init) ?? ""
            guard parts.count == 2, let state = NoiseErrand.State(rawValue: String(parts[1])),
                let subject = Subject(rawValue: name.contains("/") ? name : "microphone/\(name)"),
                subject.family == "microphone"
            else {
                throw Failure.Sentence.usage(
                    .init("“\(word)” is no microphone and state", "“\(word)”不是“麦克风=状态”"),
                    .init(
                        "Write --noise lavalier-1=on with the transmitter on, then --noise lavalier-1=off.",
                        "发射器开启时写 --noise lavalier-1=on，关闭后写 --noise lavalier-1=off。"))
            }
            return Order(subject: subject, state: state)
        }
    }

    /// Takes each and writes it into the profile at once.
    func carryOut(in file: String, loader: ProfileLoader, errand: NoiseErrand, language: Language)
        async throws
    {
        for order in orders {
            let studio = try loader.studio(at: file)
            guard var microphone = studio.watched(order.subject) else {
                throw Failure.Sentence(
                    .init("\(file) has no \(order.subject)", "\(file) 中没有 \(order.subject)"),
                    advice: .init("Add it under subjects: first.", "请先在 subjects: 下添加。"), code: EX_DATAERR)
            }
            microphone.expect["wireless"] = true
            let answer = try await errand.take(order.state, of: microphone)
            guard let noise = answer.noise else {
                let why = ProbeWords.text(answer.refusal ?? "")
                throw Failure.Sentence(
                    .init(
                        "no noise of \(order.subject) was taken: \(why.en)",
                        "未取得 \(order.subject) 的底噪：\(why.zh)"),
                    advice: .init(
                        "Keep quiet, see that the receiver is on and plugged in, and try again.",
                        "请保持安静，确认接收器已开启并接入，然后重试。"), code: EX_TEMPFAIL)
            }
            microphone.expect[order.state.key] = .text(noise)
            try write(microphone, order, noise, file, studio, loader)
            Terminal.standardOutput(
                language == .chinese
                    ? "已写入 \(file)：\(order.subject) 的 \(order.state.key)"
                    : "\(file): \(order.state.key) of \(order.subject) written")
        }
    }

    /// The change must be the only one, or nothing is written and the person is told what to write.
    private func write(
        _ microphone: WatchedSubject, _ order: Order, _ noise: String, _ file: String, _ studio: Studio,
        _ loader: ProfileLoader
    ) throws {
        var wanted = studio
        for place in wanted.subjects.indices where wanted.subjects[place].subject == order.subject {
            wanted.subjects[place] = microphone
        }
        let old = try loader.text(at: file)
        let isSaid = studio.watched(order.subject)?.expect["wireless"] == true
        let named = isSaid ? old : ProfileEdit.expecting("wireless", true, of: order.subject, in: old)
        let changed = named.flatMap {
            ProfileEdit.expecting(order.state.key, .text(noise), of: order.subject, in: $0)
        }
        guard let changed, let library = try? loader.library(),
            (try? loader.studio(text: changed, file: file, library: library)) == wanted
        else {
            throw Failure.Sentence(
                .init(
                    "\(file) is written in a way that is not changed by itself",
                    "\(file) 的写法无法自动修改"),
                advice: .init(
                    "Write under expect: of \(order.subject): wireless: true, \(order.state.key): \"\(noise)\"",
                    "请在 \(order.subject) 的 expect: 下写入：wireless: true, \(order.state.key): \"\(noise)\""),
                code: EX_DATAERR)
        }
        try OutputFile.write(changed, to: file)
    }
}
