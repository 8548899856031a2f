/// How quickly an incident was dealt with. Times count from detection, except detection's own.
extension Incident {
    /// From the estimated start (the first bad sample) to the alarm.
    package var secondsToDetect: Double { max(0, detectedAt.seconds(since: startedAt)) }

    /// Until a person took it.
    package var secondsToAcknowledge: Double? { acknowledgedAt.map { $0.seconds(since: detectedAt) } }

    /// When air was restored: said by a person or the alarm, at the latest when the cause was removed.
    package var airRestoredAt: WallTime? { mitigatedAt ?? resolvedAt }

    package var secondsToMitigate: Double? { airRestoredAt.map { $0.seconds(since: detectedAt) } }

    package var secondsToResolve: Double? { resolvedAt.map { $0.seconds(since: detectedAt) } }

    /// The stretch in which viewers may have noticed it; without an end, until `now`.
    package func airSpan(until now: WallTime) -> WallSpan? {
        WallSpan(from: startedAt, to: airRestoredAt ?? now)
    }

    /// The same without the lulls in which air was restored.
    package func airSpans(until now: WallTime) -> SpanSet {
        SpanSet([airSpan(until: now)].compactMap { $0 }).subtracting(SpanSet(lulls ?? []))
    }

    /// How the playbook was followed.
    package var adherence: Adherence {
        var count = Adherence()
        for step in steps {
            if let done = step.doneAt {
                if done <= step.dueAt { count.onTime += 1 } else { count.late += 1 }
            } else if step.skipped != nil {
                count.skipped += 1
            } else if let resolvedAt, resolvedAt < step.dueAt {
                // The incident was over before the step was due: nobody was late.
                count.unneeded += 1
            } else {
                count.open += 1
            }
        }
        return count
    }
}

/// Steps of playbooks by what became of them.
package struct Adherence: Hashable, Codable, Sendable {
    package var onTime = 0
    package var late = 0
    package var skipped = 0
    package var open = 0
    /// Not due yet when the incident was over; not counted in the total.
    package var unneeded = 0

    package init() {}

    package var total: Int { onTime + late + skipped + open }

    package static func + (left: Adherence, right: Adherence) -> Adherence {
        var sum = left
        sum.onTime += right.onTime
        sum.late += right.late
        sum.skipped += right.skipped
        sum.open += right.open
        sum.unneeded += right.unneeded
        return sum
    }
}
