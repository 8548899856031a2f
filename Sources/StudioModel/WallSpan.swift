/// A stretch of wall time, its end not included.
package struct WallSpan: Hashable, Codable, Sendable {
    package var from: WallTime
    package var to: WallTime

    /// `nil` when the end is not after the start.
    package init?(from: WallTime, to: WallTime) {
        guard to > from else { return nil }
        self.from = from
        self.to = to
    }

    package var seconds: Double { to.seconds(since: from) }

    package func contains(_ time: WallTime) -> Bool { time >= from && time < to }

    /// The part both have.
    package func intersection(_ other: WallSpan) -> WallSpan? {
        WallSpan(from: max(from, other.from), to: min(to, other.to))
    }
}

/// Stretches of wall time that neither touch nor overlap, in order: for adding up seconds without counting any twice.
package struct SpanSet: Hashable, Sendable {
    package private(set) var spans: [WallSpan]

    package init(_ spans: some Sequence<WallSpan> = []) {
        self.spans = []
        for span in spans.sorted(by: { $0.from < $1.from }) {
            if let last = self.spans.last, span.from <= last.to {
                self.spans[self.spans.count - 1].to = max(last.to, span.to)
            } else {
                self.spans.append(span)
            }
        }
    }

    package var seconds: Double { spans.reduce(0) { $0 + $1.seconds } }

    package var isEmpty: Bool { spans.isEmpty }

    package func union(_ other: SpanSet) -> SpanSet { SpanSet(spans + other.spans) }

    package func intersection(_ other: SpanSet) -> SpanSet {
        SpanSet(spans.flatMap { span in other.spans.compactMap { span.intersection($0) } })
    }

    /// What is left when the other's stretches are taken out.
    package func subtracting(_ other: SpanSet) -> SpanSet {
        SpanSet(
            other.spans.reduce(spans) { rest, hole in
                rest.flatMap { span in
                    [
                        WallSpan(from: span.from, to: min(span.to, hole.from)),
                        WallSpan(from: max(span.from, hole.to), to: span.to),
                    ].compactMap { $0 }
                }
            })
    }
}
