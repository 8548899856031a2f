import SoundMeasures
import StudioModel

/// Tells a dead transmitter from a host who pauses, and two microphones from one mix, from blocks of their source.
///
/// Costs nothing for a microphone with a cable that is alone on its source.
struct WirelessMeter {
    private let subject: Subject
    private let wireless: Wireless
    private let source: String
    private let rate: Int
    private let channels: Int
    private let channel: Int?
    private var others: [Neighbours.Neighbour] = []
    private var noise: NoiseMeter?
    private var bleeds: [BleedMeter] = []
    private var steps = 0
    private var frames = 0
    private var isOn = false
    /// Whose sound this one's is, as long as a quiet moment does not tell.
    private var mixed = false

    /// Steps between readings, of 50 ms each.
    private static let period = 10

    /// - Parameter source: the same for all microphones that are channels of it.
    init(
        _ wireless: Wireless, _ subject: Subject, source: String, rate: Int, channels: Int, channel: Int?
    ) {
        self.wireless = wireless
        self.subject = subject
        self.source = source
        self.rate = rate
        self.channels = channels
        self.channel = channel
        meetNeighbours()
    }

    /// Takes in whole interleaved frames; `send` gets readings twice a second.
    mutating func add(_ block: Span<Float>, send: ([Metric: Outcome]) -> Void) {
        guard noise != nil else {
            frames += block.count / max(channels, 1)
            guard frames * 2 >= rate else { return }
            frames = 0
            send(readings())
            meetNeighbours()
            return
        }
        steps += noise?.add(block) ?? 0
        guard steps >= Self.period else { return }
        send(readings(steps))
        steps = 0
        meetNeighbours()
    }

    /// Listens to whoever is on the source now. Nobody new, nothing lost.
    private mutating func meetNeighbours() {
        let all = channel == nil ? [] : wireless.neighbours.others(than: subject, source: source)
        let now = all.filter { (0..<channels).contains($0.channel) && $0.channel != channel }
        let wanted = wireless.expectation.isWireless || !now.isEmpty
        guard now != others || wanted != (noise != nil) else { return }
        others = now
        bleeds = now.map { _ in BleedMeter() }
        mixed = false
        noise =
            wanted
            ? NoiseMeter(rate: rate, channels: channels, channel: channel ?? 0, others: now.map(\.channel))
            : nil
    }

    private mutating func readings(_ new: Int = 0) -> [Metric: Outcome] {
        let separate = separation()
        let heard = whoIsHeard()
        let found = noise?.fingerprint
        wireless.slate.write(found)
        var readings: [Metric: Outcome] = [MicrophoneMetrics.separate: separate]
        readings[MicrophoneMetrics.bleed] = bleed(heard)
        readings[MicrophoneMetrics.transmitter] = transmitter(found, heard)
        // Only a living microphone teaches how loud its wearer is elsewhere.
        if isOn, !mixed, let own = noise?.voices(at: 0) {
            for place in bleeds.indices {
                bleeds[place].learn(own: own, other: noise?.voices(at: place + 1) ?? [], count: new)
            }
        }
        return readings
    }

    private func whoIsHeard() -> [BleedMeter.Voice] {
        bleeds.indices.map { bleeds[$0].voice(noise?.voices(at: $0 + 1) ?? []) }
    }

    private mutating func separation() -> Outcome {
        if channel == nil { return .unsupported("the microphone is all channels of its source") }
        guard !others.isEmpty else {
            return .unsupported("no other microphone of the profile is on another channel of its source")
        }
        let verdicts = others.indices.map { noise?.likeness(at: $0 + 1)?.verdict ?? .silent }
        if verdicts.contains(.same) {
            mixed = true
        } else if verdicts.allSatisfy({ $0 == .different }) {
            mixed = false
        } else if !mixed, verdicts.contains(.silent) {
            return .absent("too quiet to tell it from its neighbours")
        }
        return .flag(!mixed)
    }

    private func bleed(_ heard: [BleedMeter.Voice]) -> Outcome {
        if others.isEmpty {
            return .unsupported("no other microphone of the profile is on another channel of its source")
        }
        if mixed { return .unsupported(Self.mixedReason) }
        return .text(place(of: .wearer, in: heard).map { others[$0].subject.name } ?? "none")
    }

    private static let mixedReason =
        "both channels carry the same sound: two microphones mixed to mono cannot be told apart"

    private mutating func transmitter(_ now: NoiseFingerprint?, _ heard: [BleedMeter.Voice]) -> Outcome? {
        switch wireless.expectation {
        case .wired:
            return .unsupported("the profile does not say that it is wireless (expect: { wireless: true })")
        case .unlearnt(let reason): return .unsupported(reason)
        case .mistake(let sentence): return .failed(sentence)
        case .learnt(let judge):
            if mixed { return .unsupported(Self.mixedReason) }
            guard noise != nil else { return .unsupported("its sample rate of \(rate) Hz is too low") }
            // Two seconds are needed first.
            guard let now else { return nil }
            guard now.bands.count == judge.on.bands.count else {
                return .failed(
                    "its noise was learnt at another sample rate: \(judge.on.bands.count) bands, now \(now.bands.count)"
                )
            }
            return said(judge.state(now, deaf: isDeaf), heard)
        }
    }

    private mutating func said(_ state: NoiseJudge.State, _ heard: [BleedMeter.Voice]) -> Outcome {
        isOn = state == .on
        switch state {
        case .on: return .text("on")
        case .unsure: return .absent("its noise is neither that of the transmitter on nor off")
        case .off:
            if let place = place(of: .wearer, in: heard) {
                return .text("off: its wearer is still heard on \(others[place].subject.name)")
            }
            let somebody = place(of: .somebody, in: heard).map {
                "off: a voice is still heard on \(others[$0].subject.name)"
            }
            return .text(somebody ?? "off")
        }
    }

    /// Whether a neighbour hears a voice that this one would have to hear.
    private var isDeaf: Bool {
        guard let own = noise?.voices(at: 0), !own.isEmpty else { return false }
        return others.indices.contains {
            BleedMeter.mustBeHeard(noise?.voices(at: $0 + 1) ?? [], beside: own)
        }
    }

    private func place(of voice: BleedMeter.Voice, in heard: [BleedMeter.Voice]) -> Int? {
        heard.firstIndex(of: voice)
    }
}
