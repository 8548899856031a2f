import AlarmEngine
import Desk
import StudioModel

/// What people decided, and what waits for them.
extension LiveJudge {
    /// After a restart, what was silenced is silent until its end.
    mutating func restoreSilences() {
        let now = clock.wall()
        for silencing in record.silences.values.sorted(by: { $0.alarm < $1.alarm })
        where silencing.until > now {
            silence(silencing.alarm, until: silencing.until)
        }
    }

    /// Silences an alarm until then; without a time, ends its silence.
    mutating func silence(_ alarm: AlarmKey, until: WallTime?) {
        let instant = until.map { clock.now().advanced(by: $0.seconds(since: clock.wall())) }
        engine.silence(alarm, until: instant)
        told.append(
            Judging(at: engine.judgedTo ?? started, input: .silence(alarm: alarm, until: instant)))
    }

    /// Puts into the journal what the engine was told, in that order.
    mutating func noteWhatWasTold() {
        guard !told.isEmpty else { return }
        let judgings = told
        told = []
        note(judgings.map { .judging($0) })
    }

    /// Names the next person for every step that nobody has done in time.
    mutating func escalate() { note(desk.escalations(at: clock.wall())) }

    /// An incident left open by an earlier run, whose alarm has been measured and is in order, is over.
    mutating func closeInherited() {
        guard !inherited.isEmpty, clock.now().seconds(since: started) > 6 else { return }
        let engine = engine
        let roots = Set(desk.open.filter { inherited.contains($0.id) }.compactMap(\.root))
        let events = desk.eventsAfterRestart { key in
            guard roots.contains(key), let status = engine.status(of: key) else { return false }
            return status.state == .ok && status.reason == nil && status.isJudged
        }
        note(events)
    }
}
