import StudioModel

/// What viewers were given while the show was on air, second by second.
///
/// Off air, slate, degraded, not measured and clean share out the time on air: each second is in one of them, the
/// worst that is true of it. A slate that people put on counts as slate, not as off air, as long as something
/// reaches viewers: a fault of link, uplink or output stays off air behind any slate. Black, frozen and silent lie
/// across that: they are counted at the source or the output, from the first bad sample until the alarm cleared.
package struct Impact: Hashable, Encodable, Sendable {
    package var onAirSeconds: Double
    package var offAirSeconds: Double
    package var slateSeconds: Double
    package var degradedSeconds: Double
    package var notMeasuredSeconds: Double
    package var cleanSeconds: Double
    package var silentSeconds: Double
    package var blackSeconds: Double
    package var frozenSeconds: Double

    package init(_ input: ReviewInput) {
        let record = input.record
        let end = record.endedAt ?? input.now
        let spans = AirSpans(input)
        let alarms = AlarmSpans(record, until: end)
        onAirSeconds = spans.onAir.seconds
        offAirSeconds = spans.offAir.seconds
        slateSeconds = spans.slate.seconds
        degradedSeconds = spans.degraded.seconds
        notMeasuredSeconds = spans.notMeasured.seconds
        cleanSeconds = spans.clean.seconds
        // At the output, where viewers are; at the microphones only where no output's sound was measured.
        let heard =
            input.series.contains { $0.metric == "output.audio.level.peak" } ? ["output"] : ["microphone"]
        silentSeconds = alarms.seconds(
            endings: ["silent", "muted", "dead"], families: heard, within: spans.onAir)
        // A stream that was not there was neither black nor frozen.
        let shown = spans.onAir.subtracting(AirSpans.gone(record, alarms, until: end))
        blackSeconds = alarms.seconds(endings: ["black"], families: ["camera", "output"], within: shown)
        frozenSeconds = alarms.seconds(
            endings: ["frozen", "stalled"], families: ["camera", "output"], within: shown)
    }
}

/// The time on air, shared out.
struct AirSpans {
    let onAir: SpanSet
    let offAir: SpanSet
    let slate: SpanSet
    let degraded: SpanSet
    let notMeasured: SpanSet
    let clean: SpanSet

    init(_ input: ReviewInput) {
        let record = input.record
        let end = record.endedAt ?? input.now
        let onAir = record.onAir(until: end)
        let slated = record.outputs.reduce(record.spans(of: { $0 == .slate }, until: end)) {
            $0.union(record.spans(of: { $0 == .slate }, output: $1, until: end))
        }
        let alarms = AlarmSpans(record, until: end)
        func spans(_ wanted: (Incident) -> Bool) -> SpanSet {
            record.incidents.filter(wanted).reduce(SpanSet()) { spans, incident in
                spans.union(AirSpans.touched(by: incident, alarms, until: end))
            }.intersection(onAir)
        }
        let cut = spans { $0.severity == .offAir && AirSpans.isDownstream($0) }
        let dark = spans { $0.severity == .offAir && !AirSpans.isDownstream($0) }
        self.onAir = onAir
        offAir = cut.union(dark.subtracting(slated))
        slate = slated.intersection(onAir).subtracting(offAir)
        degraded = spans { $0.severity == .degraded }.subtracting(offAir).subtracting(slate)
        let faulty = offAir.union(slate).union(degraded)
        notMeasured = onAir.subtracting(AirSpans.measured(input, until: end)).subtracting(faulty)
        clean = onAir.subtracting(faulty).subtracting(notMeasured)
    }

    /// When viewers may have noticed an incident: from the first bad sample until air was restored, and in any case as
    /// long as its root alarm stood, whatever people had said.
    static func touched(by incident: Incident, _ alarms: AlarmSpans, until end: WallTime) -> SpanSet {
        let said = incident.airSpans(until: end)
        guard let root = incident.root, let whole = WallSpan(from: incident.startedAt, to: end) else {
            return said
        }
        return said.union(alarms[root].intersection(SpanSet([whole])))
    }

    /// When nothing at all reached viewers, by faults other than a standing picture.
    static func gone(_ record: ShowRecord, _ alarms: AlarmSpans, until end: WallTime) -> SpanSet {
        record.incidents.filter { incident in
            guard incident.severity == .offAir, isDownstream(incident) else { return false }
            let rule = incident.root?.rule ?? ""
            return ![".black", ".frozen", ".stalled"].contains { rule.hasSuffix($0) }
        }.reduce(SpanSet()) { $0.union(touched(by: $1, alarms, until: end)) }
    }

    /// Whether the fault lies behind the point where a slate is put on.
    private static func isDownstream(_ incident: Incident) -> Bool {
        incident.root.map { ["link", "uplink", "output"].contains($0.subject.family) }
            ?? (incident.category == "network")
    }

    /// When anything was measured: the readings say it best; without them, the runs of `watch`.
    private static func measured(_ input: ReviewInput, until end: WallTime) -> SpanSet {
        if input.series.isEmpty { return input.record.watched(until: end) }
        return SpanSet(input.series.flatMap(stretches))
    }

    /// The stretches of one series, joined while they are found: a show has millions of points.
    private static func stretches(_ series: ReviewSeries) -> [WallSpan] {
        var spans: [WallSpan] = []
        for point in series.points where point.outcome.value != nil {
            // A steady metric is sent every 5 s; twice that without any is a gap.
            let end = point.at.advanced(by: 10)
            if let last = spans.indices.last, point.at <= spans[last].to {
                spans[last].to = max(spans[last].to, end)
            } else {
                spans += [WallSpan(from: point.at, to: end)].compactMap { $0 }
            }
        }
        return spans
    }
}

/// When each alarm stood, the explained ones included.
struct AlarmSpans {
    private var spans: [AlarmKey: [WallSpan]] = [:]

    init(_ record: ShowRecord, until end: WallTime) {
        var since: [AlarmKey: WallTime] = [:]
        var watches = record.watches[...]
        func close(_ key: AlarmKey, at time: WallTime) {
            guard let start = since.removeValue(forKey: key) else { return }
            spans[key, default: []] += [WallSpan(from: start, to: time)].compactMap { $0 }
        }
        for line in record.transitions {
            // Of what stood when a watch was cut off, nothing is known until the next one has seen it again.
            while let next = watches.dropFirst().first, next.startedAt <= line.at,
                let cut = watches.popFirst()
            {
                for key in Array(since.keys) { close(key, at: cut.lastSeenAt) }
            }
            let key = line.transition.key
            switch line.transition.event {
            case .raised, .inhibited: since[key] = since[key] ?? line.since
            case .cleared: close(key, at: line.at)
            default: continue
            }
        }
        let last = record.watches.last?.stoppedAt ?? end
        for key in Array(since.keys) { close(key, at: min(end, last)) }
    }

    /// When one alarm stood.
    subscript(key: AlarmKey) -> SpanSet { SpanSet(spans[key] ?? []) }

    func seconds(endings: [String], families: [String], within air: SpanSet) -> Double {
        SpanSet(
            spans.filter { key, _ in
                families.contains(key.subject.family)
                    && endings.contains { key.rule.hasSuffix(".\($0)") }
            }.values.joined()
        ).intersection(air).seconds
    }
}
