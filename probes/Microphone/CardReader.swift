import ALSA
import Loudness
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// Watches a microphone straight at its card, for studios without a sound server. Recording takes the card
/// from everybody else, so this happens only where the profile says `system: alsa`.
struct CardReader: MicrophoneReader {
    let watch: MicrophoneWatch
    var standing: Standing

    /// Until stopped, or until an inspection is complete; a card that is pulled out is waited for.
    mutating func run() {
        while !outlet.isStopping {
            switch CardView.find(match, roots) {
            case .one(let view):
                do throws(ALSAError) {
                    if try follow(view) { return }
                } catch {
                    if error == .stopped { return }
                    refused(error, view)
                }
            case .none:
                let cards = ALSACard.all(roots).map(\.name)
                let there = cards.isEmpty ? "no card" : cards.joined(separator: ", ")
                standing.absent("no \(match.sentence) that records; this machine has \(there)")
            case .several(let count):
                standing.absent(
                    "\(count) cards are the \(match.sentence): a match by bus-path tells them apart")
            }
            if outlet.purpose == .inspect || !outlet.wait(seconds: MicrophoneMetrics.levelPeriod) { return }
        }
    }

    private mutating func refused(_ error: ALSAError, _ view: CardView) {
        var error = error
        if case .absent = error {
            // alsa-lib says "no such card" of one it may not open, too.
            if view.device.isDenied(roots) { error = .denied(device: view.name) }
        }
        // The card vanished under our hands: in a watch the next look says so.
        if case .absent = error {
            if outlet.purpose == .inspect { standing.absent("\(error)") }
            return
        }
        var use = CardView.Use(expectation: expectation)
        if case .busy = error { use.isKeptFromOthers = true }
        standing.tell((CardView(match, roots) ?? view).told(channel: match.channel, use))
        switch error {
        case .denied: standing.notHeard(.denied("\(error)"))
        case .unsupported: standing.notHeard(.unsupported("\(error)"))
        default: standing.notHeard(.failed("\(error)"))
        }
    }

    /// Watches one card until it goes (false) or there is nothing more to do (true).
    private mutating func follow(_ view: CardView) throws(ALSAError) -> Bool {
        guard outlet.mode == .active else {
            standing.tell(view.told(channel: match.channel, CardView.Use(expectation: expectation)))
            standing.notHeard(
                .unsupported("not measured in passive mode: recording takes the card from others"))
            return outlet.purpose == .inspect
        }
        var pcm = try CapturePCM(view.name) { view.device.holders(roots).names }
        let mixer = CardMixer(view, match.channel)
        var meter = try meter(pcm.rate, pcm.channels, view)
        let place = ChannelPlace(
            wireless, outlet.subject, source: view.name, rate: pcm.rate, channels: pcm.channels,
            channel: match.channel)
        let started = Instant.now
        var tellDue = started
        var overruns = 0
        var talk = TalkReport()
        var lastSound = started
        while !outlet.isStopping {
            let now = Instant.now
            if mixer.takeNews() || now >= tellDue {
                tellDue = now.advanced(by: 1)
                standing.tell(view.told(mixer.state, opened: pcm.setup))
            }
            let outlet = outlet
            let layers = mixer.state.map { MuteLayers($0) } ?? .none
            let frames = try pcm.read(stop: outlet.stopDescriptor, seconds: MicrophoneMetrics.levelPeriod) {
                meter.add($0, at: now) { outlet.send(talk.added(to: $0, layers, at: now), at: now) }
                place.meter.add($0) { outlet.send($0, at: now) }
            }
            if frames > 0 { lastSound = now }
            if let recorded = pcm.recorded() { meter.delivered(recorded.frames, at: recorded.seconds) }
            meter.addHoles(pcm.overruns - overruns, at: now)
            if frames == 0, pcm.overruns == overruns {
                standing.notHeard(
                    .absent("\(view.name) delivers nothing"), soundAge: now.seconds(since: lastSound))
            }
            overruns = pcm.overruns
            outlet.progress()
            if outlet.inspectionIsOver { return true }
        }
        return true
    }

    private func meter(_ rate: Int, _ channels: Int, _ view: CardView) throws(ALSAError) -> SoundMeter {
        if let channel = match.channel, channel >= channels {
            throw .failed(
                device: view.name, reason: "no channel \(channel): it has \(channels), counted from 0")
        }
        do throws(LoudnessError) {
            return try SoundMeter(rate: rate, channels: channels, channel: match.channel, shelf: shelf)
        } catch {
            throw .unsupported(device: view.name, reason: "\(error)")
        }
    }
}
