import ArgumentParser
import Desk
import Journal
import StudioModel

/// `onair incidents silence`: an alarm that is known and says nothing more for a while.
struct SilenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: "Silence the alarm of an incident for a stated time and reason.",
        discussion:
            "It is judged on and shown; when it still stands at the end of the silence, it is raised anew.")

    @OptionGroup var global: GlobalOptions
    @OptionGroup var person: PersonOption
    @Argument(help: "The incident's number, or its id.") var incident: String
    @Option(help: "Until when: 2026-03-08T20:00:00Z, or a time from now as in 30s, 10min, 1h.") var until:
        String?
    @Option(help: "Why.") var because: String?
    @Flag(help: "End the silence.") var end = false

    func validate() throws {
        if end == (until != nil) { throw ValidationError("give either --until or --end") }
        if !end && because == nil { throw ValidationError("a silence needs a reason: --because") }
    }

    func run() throws {
        let room = try IncidentRoom(global)
        let now = room.journal.clock.wall()
        var time: WallTime?
        if let until {
            guard let given = WallTime(until: until, from: now), given > now,
                given <= now.advanced(by: WallTime.longestWaiver)
            else {
                throw ValidationError(
                    "“\(until)” is no time to come within a year; write 2026-03-08T20:00:00Z, 30s or 10min")
            }
            time = given
        }
        let person = person.person
        try room.record(incident) { desk in
            try desk.silence(incident, until: time, by: person, reason: because ?? "")
        }
    }
}

extension WallTime {
    /// A year, in seconds: what holds for longer is no exception any more.
    static let longestWaiver = 366 * 86_400.0

    /// A moment, or a stretch of time from now: `30s`, `90min`, `4h`, `2d`.
    init?(until text: String, from now: WallTime) {
        if let time = WallTime(text) {
            self = time
            return
        }
        let units = [("min", 60.0), ("s", 1), ("h", 3600), ("d", 86_400)]
        guard let (unit, seconds) = units.first(where: { text.hasSuffix($0.0) }),
            let count = Double(text.dropLast(unit.count)), count > 0, count < 1e6
        else { return nil }
        self = now.advanced(by: count * seconds)
    }
}
