import StudioModel

/// Turns transitions into incidents: a root alarm opens one, the alarms it explains join it, its end ends it.
///
/// A value without clock and without I/O. It holds what is open; every change comes out as events, and only
/// events that the journal has taken are applied.
package struct IncidentDesk: Sendable {
    let studio: Studio
    let show: String
    private var incidents: [String: Incident]
    private var lastNumber: Int
    /// The root alarms that stand.
    private(set) var standing: StandingAlarms

    /// The number the next incident of the show gets.
    var nextNumber: Int { lastNumber + 1 }
    private let rules: [String: Rule]
    private let playbooks: [String: Playbook]

    /// - Parameters:
    ///   - incidents: all of the show so far; those still open go on after a restart.
    ///   - standing: the root alarms that stand, as the journal says it.
    package init(
        studio: Studio, show: String, incidents: [Incident], standing: StandingAlarms = StandingAlarms()
    ) {
        self.standing = standing
        self.studio = studio
        self.show = show
        self.incidents = Dictionary(incidents.map { ($0.id, $0) }, uniquingKeysWith: { _, newest in newest })
        lastNumber = incidents.map(\.number).max() ?? 0
        rules = Dictionary(studio.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        playbooks = Dictionary(studio.playbooks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every incident of the show, oldest first.
    package var all: [Incident] { incidents.values.sorted { ($0.number, $0.id) < ($1.number, $1.id) } }

    /// Those not resolved: first what nobody has taken, last what is restored; of each the worst first, then oldest.
    package var open: [Incident] {
        all.filter(\.isOpen).sorted {
            (IncidentDesk.place($0.state), $1.severity, $0.number)
                < (IncidentDesk.place($1.state), $0.severity, $1.number)
        }
    }

    private static func place(_ state: Incident.State) -> Int {
        switch state {
        case .open: 0
        case .acknowledged: 1
        case .mitigated: 2
        case .resolved: 3
        }
    }

    /// Applies an event that the journal holds, from whichever process.
    package mutating func apply(_ entry: JournalEntry) {
        standing.apply(entry.event)
        if case .incidentOpened(let incident) = entry.event {
            incidents[incident.id] = incident
            lastNumber = max(lastNumber, incident.number)
        } else if let id = entry.event.incident {
            incidents[id]?.apply(entry.event, at: entry.at)
        }
    }

    /// What one transition means for the incidents.
    ///
    /// - Parameters:
    ///   - wall: the wall time of the transition.
    ///   - since: the wall time at which the fault began.
    package func events(for transition: Transition, at wall: WallTime, since: WallTime) -> [StudioEvent] {
        switch transition.event {
        case .raised, .noData, .flapping: raised(transition, at: wall, since: since)
        case .inhibited: explained(transition)
        case .rerooted: rerooted(transition)
        case .cleared: cleared(transition)
        // A silence that ends over a standing fault: an incident that was closed meanwhile is not lost with it.
        case .silenced where transition.isFault: raised(transition, at: wall, since: since)
        case .changed, .silenced: []
        }
    }

    private func raised(_ transition: Transition, at wall: WallTime, since: WallTime) -> [StudioEvent] {
        if let held = incident(holding: transition.key) {
            // It was restored and waits for a person to close it: the same fault is the same incident.
            return held.state == .mitigated ? [.reopened(incident: held.id)] : []
        }
        guard let rule = rules[transition.rule] else { return [] }
        let opening = Opening(
            studio: studio, show: show, number: nextNumber, rule: rule,
            playbook: rule.playbook.flatMap { playbooks[$0] })
        return [.incidentOpened(opening.incident(transition, at: wall, since: since))]
    }

    private func explained(_ transition: Transition) -> [StudioEvent] {
        guard let incident = transition.because.lazy.compactMap({ holder(of: $0) }).first,
            incident.root != transition.key, !incident.explained.contains(transition.key)
        else { return [] }
        return [.alarmJoined(incident: incident.id, alarm: transition.key)]
    }

    /// A root came late. The incident that its consequence opened goes over to it; where the root has opened one of
    /// its own already, the consequence joins that and the first is closed as explained.
    private func rerooted(_ transition: Transition) -> [StudioEvent] {
        guard let root = transition.because.last, let mistaken = holder(of: transition.key) else {
            return explained(transition)
        }
        guard mistaken.root == transition.key else { return [] }
        if let right = holder(of: root), right.id != mistaken.id {
            return [
                .alarmJoined(incident: right.id, alarm: transition.key),
                .resolved(incident: mistaken.id, by: "onair"),
            ]
        }
        guard let rule = rules[root.rule] else { return [] }
        let name = Opening.name(of: root.subject, in: studio)
        return [
            .rerooted(
                incident: mistaken.id, root: root, title: Opening.title(rule.title, name), advice: rule.advice
            ),
            .alarmJoined(incident: mistaken.id, alarm: transition.key),
        ]
    }

    /// An alarm that stops because its phase is over has not been seen to end: its incident stays open, and says so.
    private func cleared(_ transition: Transition) -> [StudioEvent] {
        guard IncidentDesk.leftItsPhase(transition), let reason = transition.reason else {
            return over(transition.key)
        }
        return all.filter { $0.isOpen && $0.root == transition.key && $0.state != .mitigated }
            .map { .noted(incident: $0.id, by: "onair", text: reason) }
    }

    /// Whether an alarm was cleared only because its rule is not judged in the phase that began.
    package static func leftItsPhase(_ transition: Transition) -> Bool {
        transition.event == .cleared && transition.reason?.hasPrefix("not judged in phase") == true
    }

    /// The root is over: air is restored. Where a person has taken the incident, that person closes it.
    private func over(_ key: AlarmKey) -> [StudioEvent] {
        all.filter { $0.isOpen && $0.root == key }.flatMap { incident -> [StudioEvent] in
            let restored: [StudioEvent] =
                incident.mitigatedAt == nil ? [.mitigated(incident: incident.id)] : []
            let closed: [StudioEvent] =
                incident.acknowledgedAt == nil ? [.resolved(incident: incident.id, by: "onair")] : []
            return restored + closed
        }
    }

    /// Incidents left open by an earlier run whose root alarm is well again, as far as is known now.
    /// - Parameter isWell: whether the alarm has been measured and is inside its limits.
    package func eventsAfterRestart(isWell: (AlarmKey) -> Bool) -> [StudioEvent] {
        open.compactMap(\.root).filter(isWell).flatMap(over)
    }

    /// The open incident that this alarm is the root of, or has joined.
    private func holder(of key: AlarmKey) -> Incident? {
        incidents.values.filter { $0.isOpen && ($0.root == key || $0.explained.contains(key)) }
            .max { ($0.state == .mitigated ? 0 : 1, $0.number) < ($1.state == .mitigated ? 0 : 1, $1.number) }
    }

    /// The open incident of this root, rather one that is not restored.
    private func incident(holding key: AlarmKey) -> Incident? {
        incidents.values.filter { $0.isOpen && $0.root == key }
            .max { ($0.state == .mitigated ? 0 : 1, $0.number) < ($1.state == .mitigated ? 0 : 1, $1.number) }
    }
}
