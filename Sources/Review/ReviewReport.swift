import StudioModel

/// The report on a show: figures and sentences, in both languages, before any page is made of them.
///
/// It covers the eleven sections of a post-mortem and the three questions of a 复盘: what went well, what did not,
/// what changes next show. What was not measured is said, never taken for good.
package struct ReviewReport: Hashable, Encodable, Sendable {
    package static let schema = "onair.review/1"

    package var schema = ReviewReport.schema
    package var writtenAt: WallTime
    package var overview: Overview
    package var impact: Impact
    package var incidents: [ReviewedIncident]
    package var contributingFactors: [LocalizedText]
    package var resolution: [LocalizedText]
    package var response: Response
    package var responders: [Responder]
    package var timeline: [TimelineLine]
    package var wentWell: [LocalizedText]
    package var wentWrong: [LocalizedText]
    package var actionItems: [ActionItem]
    package var messaging: LocalizedText
    package var quality: [SubjectQuality]
    package var notMeasured: [LocalizedText]
    package var trend: [ShowFigures]

    package struct Overview: Hashable, Encodable, Sendable {
        package var show: String
        package var studio: LocalizedText
        package var startedAt: WallTime?
        package var endedAt: WallTime?
        package var onAirFrom: WallTime?
        package var onAirTo: WallTime?
        /// The show in one sentence.
        package var sentence: LocalizedText
        package var lastCheck: Verdict?
        package var anchor: String?
    }

    package struct ReviewedIncident: Hashable, Encodable, Sendable {
        package var incident: Incident
        package var subject: LocalizedText?
        package var detectSeconds: Double
        package var acknowledgeSeconds: Double?
        package var mitigateSeconds: Double?
        package var resolveSeconds: Double?
        /// From the estimated start to air restored, as far as it was on air.
        package var onAirSeconds: Double
        package var adherence: Adherence
        package var evidence: [ReviewEvidence]
    }

    package struct TimelineLine: Hashable, Encodable, Sendable {
        package enum Kind: String, Encodable, Sendable {
            case phase, watch, check, signature, alarm, incident, step, note
        }

        package var at: WallTime
        package var kind: Kind
        package var text: LocalizedText
        package var incident: Int?
        package var severity: Severity?
    }

    package struct Responder: Hashable, Encodable, Sendable {
        package var name: String
        package var acknowledged = 0
        package var steps = 0
        package var notes = 0
        package var signatures = 0
    }

    package struct ActionItem: Hashable, Encodable, Sendable {
        package var text: LocalizedText
        package var owner: String
        package var status = "open"
        package var incident: Int?
    }

    /// One show as a row of the trend.
    package struct ShowFigures: Hashable, Encodable, Sendable {
        package var show: String
        package var startedAt: WallTime?
        package var incidents: Int
        package var offAirSeconds: Double
        package var degradedSeconds: Double
        package var acknowledgeSeconds: Double?
        package var resolveSeconds: Double?
    }
}

extension ReviewReport {
    /// Writes the report; the same input always gives the same report.
    package init(_ input: ReviewInput) {
        let names = Names(input.studio)
        let impact = Impact(input)
        let response = Response(input.record.incidents)
        let quality = SubjectQuality.all(input, names)
        writtenAt = input.now
        overview = Overview(input, impact: impact, names: names)
        self.impact = impact
        incidents = input.record.incidents.map { ReviewedIncident($0, input: input, names: names) }
        contributingFactors = Narrative.factors(input, names)
        resolution = Narrative.resolution(input, names)
        self.response = response
        responders = Responder.all(input.record)
        timeline = Timeline.lines(input.record, names, input.localClock)
        wentWell = Narrative.wentWell(input, impact, response, quality)
        wentWrong = Narrative.wentWrong(input, impact, response, names)
        actionItems = Narrative.actions(input, impact, names)
        messaging = Narrative.messaging(input, impact)
        self.quality = quality
        notMeasured = Narrative.notMeasured(input, impact, quality, names)
        trend = ([input.record] + input.earlier).map { ShowFigures($0, now: input.now) }
    }
}

extension ReviewReport.ReviewedIncident {
    init(_ incident: Incident, input: ReviewInput, names: Names) {
        self.incident = incident
        subject = incident.root.map { names.title(of: $0.subject) }
        detectSeconds = incident.secondsToDetect
        acknowledgeSeconds = incident.secondsToAcknowledge
        mitigateSeconds = incident.secondsToMitigate
        resolveSeconds = incident.secondsToResolve
        let end = input.record.endedAt ?? input.now
        let span = AirSpans.touched(by: incident, AlarmSpans(input.record, until: end), until: end)
        onAirSeconds = span.intersection(input.record.onAir(until: end)).seconds
        adherence = incident.adherence
        evidence = input.evidence[incident.id] ?? []
    }
}

extension ReviewReport.Responder {
    static func all(_ record: ShowRecord) -> [ReviewReport.Responder] {
        var found: [String: ReviewReport.Responder] = [:]
        func count(_ name: String?, _ field: WritableKeyPath<ReviewReport.Responder, Int>) {
            guard let name, !name.isEmpty else { return }
            found[name, default: ReviewReport.Responder(name: name)][keyPath: field] += 1
        }
        for incident in record.incidents {
            count(incident.acknowledgedBy, \.acknowledged)
            for step in incident.steps where step.doneAt != nil { count(step.doneBy, \.steps) }
            for note in incident.notes { count(note.by, \.notes) }
        }
        for signature in record.signatures { count(signature.by, \.signatures) }
        return found.values.sorted {
            ($1.acknowledged + $1.steps, $0.name) < ($0.acknowledged + $0.steps, $1.name)
        }
    }
}

extension ReviewReport.ShowFigures {
    init(_ record: ShowRecord, now: WallTime) {
        let impact = Impact(ReviewInput(record: record, now: record.endedAt ?? now))
        let response = Response(record.incidents)
        show = record.show ?? ""
        startedAt = record.startedAt
        incidents = record.incidents.count
        offAirSeconds = impact.offAirSeconds
        degradedSeconds = impact.degradedSeconds
        acknowledgeSeconds = response.acknowledge?.mean
        resolveSeconds = response.resolve?.mean
    }
}
