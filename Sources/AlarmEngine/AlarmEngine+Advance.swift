import StudioModel

extension AlarmEngine {
    /// Lets time pass until `to` and judges `readings`, in whatever order they come.
    ///
    /// A reading belongs to the first step that is not before its instant; one whose step is over joins the
    /// next. One from the future waits.
    package mutating func advance(to: Instant, with readings: [Reading]) -> [Transition] {
        begin(to: to, readings)
        guard var step = now else { return [] }
        queue(readings, newest: step)
        var transitions: [Transition] = []
        var taken = 0
        while step.nanoseconds + EngineTimes.step <= to.nanoseconds {
            step.nanoseconds += EngineTimes.step
            now = step
            take(until: step, from: &taken)
            settle(at: step, into: &transitions)
        }
        waiting.removeFirst(taken)
        return transitions
    }

    /// Judging begins at the first instant that is seen, unless it was said when.
    private mutating func begin(to: Instant, _ readings: [Reading]) {
        guard started == nil else { return }
        let first = readings.map(\.at).min().map { min($0, to) } ?? to
        // The step before, so that a reading on the grid is taken at its own instant.
        let before = first.onGrid
        started =
            before.nanoseconds >= EngineTimes.step && before == first
            ? Instant(nanoseconds: before.nanoseconds - EngineTimes.step) : before
        now = started
    }

    private mutating func queue(_ readings: [Reading], newest: Instant) {
        guard !readings.isEmpty else { return }
        waiting.reserveCapacity(waiting.count + readings.count)
        for reading in readings {
            if newest.seconds(since: reading.at) > EngineTimes.late { lateReadings += 1 }
            guard let place = places[SeriesKey(subject: reading.subject, metric: reading.metric)] else {
                continue
            }
            waiting.append(Waiting(at: reading.at, series: place, outcome: reading.outcome))
        }
        waiting.sort()
    }

    /// Takes the readings of one step, and judges the conditions at each of their instants.
    private mutating func take(until step: Instant, from taken: inout Int) {
        while taken < waiting.count, waiting[taken].at <= step {
            let instant = waiting[taken].at
            while taken < waiting.count, waiting[taken].at == instant {
                take(waiting[taken])
                taken += 1
            }
            for alarm in dirty {
                isDirty[alarm] = false
                alarms[alarm].judge(at: instant, series: series, windows: windows)
            }
            dirty.removeAll(keepingCapacity: true)
        }
    }

    private mutating func take(_ reading: Waiting) {
        let place = reading.series
        let outcome = series[place].understood(reading.outcome)
        series[place].take(outcome, at: reading.at)
        for window in series[place].windows {
            if let value = outcome.value {
                windows[window].take(Sample(at: reading.at, value: value))
            } else {
                windows[window].reset()
            }
        }
        for alarm in series[place].alarms {
            if alarms[alarm].activeSince != nil, let amount = outcome.value?.amount {
                alarms[alarm].drift?.take(amount, at: reading.at)
            }
            guard !isDirty[alarm] else { continue }
            isDirty[alarm] = true
            dirty.append(alarm)
        }
    }
}

extension AlarmEngine.Waiting: Comparable {
    /// By instant, subject and metric. Two readings of one metric at one instant contradict each other; which
    /// is taken last must not depend on their arrival either.
    static func < (left: Self, right: Self) -> Bool {
        if left.at != right.at { return left.at < right.at }
        if left.series != right.series { return left.series < right.series }
        return left.outcome != right.outcome && left.outcome.description < right.outcome.description
    }

    static func == (left: Self, right: Self) -> Bool {
        left.at == right.at && left.series == right.series && left.outcome == right.outcome
    }
}
