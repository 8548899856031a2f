import StudioModel

/// What a recorder must know so that the same readings can be judged again in the same steps.
extension AlarmEngine {
    /// The newest step that was judged.
    package var judgedTo: Instant? { now }

    /// The step that judges a reading of this instant when it is handed over now.
    package func step(seeing instant: Instant) -> Instant {
        let own = Self.step(of: instant)
        guard let now, own <= now else { return own }
        return Instant(nanoseconds: now.nanoseconds + EngineTimes.step)
    }

    /// The step of a reading that is in time: the first that is not before it.
    package static func step(of instant: Instant) -> Instant {
        let grid = instant.onGrid
        return grid == instant ? grid : Instant(nanoseconds: grid.nanoseconds + EngineTimes.step)
    }

    /// How many steps later than its own a reading is judged that is handed over now; 0 for one that is in time.
    package func stepsLate(_ instant: Instant) -> Int {
        Int((step(seeing: instant).nanoseconds - Self.step(of: instant).nanoseconds) / EngineTimes.step)
    }

    /// The step that judged a reading which was so many steps late.
    package static func step(of instant: Instant, late steps: Int) -> Instant {
        Instant(nanoseconds: step(of: instant).nanoseconds + UInt64(max(0, steps)) * EngineTimes.step)
    }
}
