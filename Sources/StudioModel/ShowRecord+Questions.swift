/// What is asked of a show's record.
extension ShowRecord {
    package var isOpen: Bool { show != nil && endedAt == nil }

    package var openIncidents: [Incident] { incidents.filter(\.isOpen) }

    package var nextIncidentNumber: Int { (incidents.map(\.number).max() ?? 0) + 1 }

    /// The incident people mean: its number in the show, or its id.
    package func incident(named text: String) -> Incident? {
        incidents.first { $0.id == text }
            ?? Int(text).flatMap { number in incidents.first { $0.number == number } }
    }

    /// The open incident that an alarm belongs to, as its root or among those it explains.
    package func openIncident(of alarm: AlarmKey) -> Incident? {
        openIncidents.first { $0.root == alarm } ?? openIncidents.first { $0.explained.contains(alarm) }
    }

    /// Who signed an item last.
    package func signature(of item: String) -> Signature? { signatures.last { $0.item == item } }

    package var lastCheck: RecordedCheck? { checks.last }

    /// The stretches of one phase; of the show without an output. What goes on, goes on until `now`.
    package func spans(of wanted: (Phase) -> Bool, output: Subject? = nil, until now: WallTime) -> SpanSet {
        var spans: [WallSpan] = []
        var since: WallTime?
        for change in phases where change.output == output || (change.output == nil && change.phase == .end) {
            if let start = since { spans += [WallSpan(from: start, to: change.at)].compactMap { $0 } }
            since = wanted(change.phase) ? change.at : nil
        }
        if let start = since { spans += [WallSpan(from: start, to: now)].compactMap { $0 } }
        return SpanSet(spans)
    }

    /// When viewers were served: by the show, or by any output of its own.
    package func onAir(until now: WallTime) -> SpanSet {
        outputs.reduce(spans(of: \.isOnAir, until: now)) {
            $0.union(spans(of: \.isOnAir, output: $1, until: now))
        }
    }

    /// Outputs that were ever given a phase of their own.
    package var outputs: [Subject] { Set(phases.compactMap(\.output)).sorted() }

    /// When some `watch` was looking. One that was killed counts until the last thing it is known to have done.
    package func watched(until now: WallTime) -> SpanSet {
        SpanSet(
            watches.enumerated().compactMap { index, watch in
                let isLast = index == watches.count - 1
                let end = watch.stoppedAt ?? (isLast && isOpen ? now : watch.lastSeenAt)
                return WallSpan(from: watch.startedAt, to: end)
            })
    }
}
