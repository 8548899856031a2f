import AlarmEngine
import StudioModel

/// Everything a view shows, as of one step.
package struct LiveState: Sendable {
    package var at: Instant
    package var wall: WallTime
    package var show: String
    package var phase: PhaseReport
    package var alarms: [AlarmStatus]
    /// Open incidents, worst first.
    package var incidents: [Incident]
    /// The newest outcome of every metric.
    package var latest: [Subject: [Metric: Reading]]
    /// Why the journal cannot be written at the moment; events wait in memory meanwhile.
    package var journalTrouble: LocalizedText?
    /// Readings that were cut off in a flood, and that came too late.
    package var lostReadings: Int
    package var lateReadings: Int

    package init(at: Instant, wall: WallTime, show: String) {
        self.at = at
        self.wall = wall
        self.show = show
        phase = PhaseReport()
        alarms = []
        incidents = []
        latest = [:]
        lostReadings = 0
        lateReadings = 0
    }

    /// With levels that are newer than the step.
    package func with(levels: [Subject: [Metric: Reading]]) -> LiveState {
        var state = self
        for (subject, newest) in levels {
            for (metric, reading) in newest where reading.at > state.latest[subject]?[metric]?.at ?? at {
                state.latest[subject]?[metric] = reading
            }
        }
        return state
    }

    /// Readings that nobody judged.
    package struct Losses: Hashable, Sendable {
        /// Cut off in a flood.
        package var lost: Int
        /// Over half a second late: counted, not judged.
        package var late: Int

        package var isNone: Bool { lost == 0 && late == 0 }
    }

    package var losses: Losses { Losses(lost: lostReadings, late: lateReadings) }

    /// How a subject's tile is coloured: never well when something about it is not known.
    package enum Health: Sendable, Comparable {
        /// No rule judges it in this phase.
        case idle
        case well
        case unknown
        case warn
        case fail
    }

    /// The worst of the subject's alarms that are judged now.
    package func health(of subject: Subject) -> Health {
        let judged = alarms.filter { $0.key.subject == subject && $0.isJudged }
        guard !judged.isEmpty else { return .idle }
        // A rule that the device cannot answer, or that has not been watched for its whole window yet, says nothing
        // either way; a subject of which no rule says anything is unknown.
        let speaking = judged.filter { !LiveState.isSilent($0) }
        return speaking.map(LiveState.health).max() ?? .unknown
    }

    /// What about the subject is not known, where that is what its tile shows.
    package func unknown(about subject: Subject) -> AlarmStatus? {
        guard health(of: subject) == .unknown else { return nil }
        let judged = alarms.filter { $0.key.subject == subject && $0.isJudged }
        return judged.first { !LiveState.isSilent($0) && LiveState.health($0) == .unknown } ?? judged.first
    }

    /// The alarm that gives the subject's tile its colour: the worst that stands, rather one that nothing explains.
    package func fault(of subject: Subject) -> AlarmStatus? {
        alarms.filter { $0.key.subject == subject && $0.isJudged && LiveState.health($0) >= .warn }
            .max { LiveState.weight($0) < LiveState.weight($1) }
    }

    private static func weight(_ alarm: AlarmStatus) -> (Health, Int) {
        (health(alarm), alarm.state == .inhibited ? 0 : 1)
    }

    private static func isSilent(_ alarm: AlarmStatus) -> Bool {
        guard [.ok, .pending, .noData].contains(alarm.state), let reason = alarm.reason else { return false }
        // What is not there, not yet there or too little to count is a statement about the studio, not a gap in the watch.
        return ["absent: ", "unsupported: ", "less than ", "learns its baseline"].contains {
            reason.hasPrefix($0)
        }
    }

    private static func health(_ alarm: AlarmStatus) -> Health {
        switch alarm.state {
        case .firing, .flapping, .clearing, .inhibited: alarm.level == .fail ? .fail : .warn
        case .noData: .unknown
        case .silenced: .warn
        case .ok, .pending: alarm.reason == nil ? .well : .unknown
        }
    }
}
