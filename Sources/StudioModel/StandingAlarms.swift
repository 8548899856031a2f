/// The root alarms that stand, as the journal says it: an incident is not over while its own does.
package struct StandingAlarms: Hashable, Sendable {
    private var keys: Set<AlarmKey> = []

    package init() {}

    /// Whether the alarm fires, or has no data, and nothing else explains it.
    package func contains(_ key: AlarmKey) -> Bool { keys.contains(key) }

    /// Takes in what happened. Where a watch begins or ends, what stood is no longer known.
    package mutating func apply(_ event: StudioEvent) {
        switch event {
        case .transition(let transition): apply(transition)
        case .watchStarted, .watchStopped, .phaseChanged(phase: .end, output: nil, by: _): keys = []
        default: break
        }
    }

    private mutating func apply(_ transition: Transition) {
        switch transition.event {
        case .raised, .noData, .flapping: keys.insert(transition.key)
        // Another alarm explains it: that one's incident is the one to see to.
        case .inhibited, .rerooted, .cleared: keys.remove(transition.key)
        case .silenced where transition.state == .silenced: keys.remove(transition.key)
        case .silenced where transition.isFault: keys.insert(transition.key)
        case .changed, .silenced: break
        }
    }
}

extension Transition {
    /// Whether the alarm stands after it, said and unexplained.
    package var isFault: Bool { [.firing, .flapping, .noData].contains(state) }
}
