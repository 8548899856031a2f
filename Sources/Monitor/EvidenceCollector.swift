import Journal
import Logging
import ProbeProtocol
import StudioModel

/// Gets the evidence of an incident when it opens: what its device shows now, the last minute of its readings, and
/// how its probe ended, where that is what happened.
struct EvidenceCollector: Sendable {
    /// Seconds of readings before the alarm.
    private static let readingsBefore = 60.0
    /// Seconds a probe may take to answer.
    private static let patience = 5.0

    let plan: ProbePlan
    let journal: Journal
    let stores: LiveMonitor.Stores
    let show: String
    let clock: LiveClock
    let hub: CommandHub
    let logger: Logger

    /// Collects, and puts into the journal what was had. Trouble is said and never more than that.
    func collect(for incident: Incident) async {
        guard let root = incident.root else { return }
        var items: [EvidenceItem] = []
        do {
            if let words = hub.lastWords(of: root.subject) {
                items.append(
                    try stores.evidence.keep(
                        Array(words.text.utf8), name: "last-words.txt", of: incident.id,
                        subject: root.subject, kind: "text/plain", note: words.reason))
            }
            for kind in plan.captures(of: root.subject) {
                items.append(try await capture(kind, of: root.subject, incident))
            }
            if let readings = try readings(of: root.subject, incident) { items.append(readings) }
            try journal.append(
                items.map { .evidence(incident: incident.id, item: $0) }, show: show)
        } catch {
            logger.warning("evidence of incident \(incident.number): \(error)")
        }
        stores.evidence.prune(now: clock.wall())
    }

    private func capture(_ kind: String, of subject: Subject, _ incident: Incident) async throws
        -> EvidenceItem
    {
        let name = subject.rawValue.replacing("/", with: "-") + Self.ending(of: kind)
        let place = try stores.evidence.place(for: name, of: incident.id)
        switch await hub.capture(kind, of: subject, to: place, seconds: Self.patience) {
        case .done:
            return try stores.evidence.take(name, of: incident.id, subject: subject, kind: Self.bare(kind))
        case .refused(let reason):
            return EvidenceItem(subject: subject, kind: Self.bare(kind), file: nil, note: reason)
        }
    }

    /// A media type without its parameters.
    private static func bare(_ kind: String) -> String { String(kind.prefix { $0 != ";" }) }

    /// `.jpg`; of `image/jpeg;frame=bad` `-bad.jpg`.
    private static func ending(of kind: String) -> String {
        let word = kind.split(separator: ";").dropFirst().first?.split(separator: "=").last.map { "-\($0)" }
        return (word ?? "") + (["image/jpeg": ".jpg", "audio/wav": ".wav"][bare(kind)] ?? ".bin")
    }

    /// The subject's last minute, as its probe said it: one record a line.
    private func readings(of subject: Subject, _ incident: Incident) throws -> EvidenceItem? {
        try stores.readings.flush()
        let now = clock.now()
        let found = try stores.readings.archive.stretch(
            of: subject, boot: journal.clock.boot, from: now.advanced(by: -Self.readingsBefore), to: now
        ).readings.map(\.reading)
        guard !found.isEmpty else { return nil }
        var bytes: [UInt8] = []
        for (instant, readings) in Dictionary(grouping: found, by: \.at).sorted(by: { $0.key < $1.key }) {
            let all = Dictionary(readings.map { ($0.metric, $0.outcome) }, uniquingKeysWith: { $1 })
            bytes += try Line.encode(
                ProbeRecord.readings(ReadingsRecord(t: instant, subject: subject, all: all)))
        }
        return try stores.evidence.keep(
            bytes, name: "readings.jsonl", of: incident.id, subject: subject, kind: "application/jsonl",
            note: "\(found.count) readings of the last \(Int(Self.readingsBefore)) s")
    }
}
