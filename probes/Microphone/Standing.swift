import ProbeKit
import StudioModel

/// What was last said of a microphone, so that states go out when they change, reasons at a steady pace, and
/// coming and going become events.
struct Standing {
    let outlet: Outlet
    private var said: [Metric: Outcome] = [:]
    private var wasPresent: Bool?
    private var reasonsDue = Instant(nanoseconds: 0)

    init(_ outlet: Outlet) {
        self.outlet = outlet
    }

    /// What the server or the card tells of a microphone that is there. The volume is a level: it is said
    /// every time.
    mutating func tell(_ outcomes: [Metric: Outcome]) {
        notePresence(true)
        let news = outcomes.filter { $0.key == MicrophoneMetrics.volume || said[$0.key] != $0.value }
        said.merge(news) { _, new in new }
        outlet.send(news)
    }

    /// The levels cannot be read, and why; `soundAge` where sound should come and does not, seconds.
    mutating func notHeard(_ reason: Outcome, soundAge: Double? = nil) {
        let now = Instant.now
        guard now >= reasonsDue else { return }
        reasonsDue = now.advanced(by: MicrophoneMetrics.levelPeriod)
        var all = Dictionary(uniqueKeysWithValues: MicrophoneMetrics.heard.map { ($0, reason) })
        if let soundAge { all[MicrophoneMetrics.soundAge] = .number((soundAge * 10).rounded() / 10) }
        outlet.send(all, at: now)
    }

    /// The microphone is not there: an answer, not a failure to ask.
    mutating func absent(_ reason: String) {
        notePresence(false)
        say(nothing: .absent(reason), present: .flag(false))
    }

    /// Whether it is there cannot be told.
    mutating func unknown(_ outcome: Outcome) {
        say(nothing: outcome, present: outcome)
    }

    private mutating func say(nothing outcome: Outcome, present: Outcome) {
        var all: [Metric: Outcome] = [MicrophoneMetrics.present: present]
        for metric in MicrophoneMetrics.told { all[metric] = outcome }
        let news = all.filter { said[$0.key] != $0.value }
        said.merge(news) { _, new in new }
        outlet.send(news)
        notHeard(outcome)
    }

    /// The first look is no event: nothing was plugged in or pulled out before our eyes.
    private mutating func notePresence(_ isPresent: Bool) {
        defer { wasPresent = isPresent }
        guard let wasPresent, wasPresent != isPresent else { return }
        reasonsDue = Instant(nanoseconds: 0)
        outlet.event(isPresent ? "device.added" : "device.removed")
    }
}
