import FFmpeg
import StudioModel

/// What a failed connection means for the readings.
struct Verdict: Hashable, Sendable {
    /// `output.published`.
    var published: Outcome
    /// Every other metric.
    var others: Outcome

    /// Nothing is published, for the reason given.
    static func nothing(_ reason: String) -> Verdict {
        Verdict(published: .flag(false), others: .absent(reason))
    }

    /// The same for every metric: it could not be looked at, which is not the same as not there.
    static func all(_ outcome: Outcome) -> Verdict { Verdict(published: outcome, others: outcome) }

    init(published: Outcome, others: Outcome) {
        self.published = published
        self.others = others
    }

    init(_ error: FFmpegError) {
        let reason = LibraryLog.redact(error.description)
        self =
            switch error.kind {
            case .refused, .notFound, .ended, .closed, .deadline, .stopped: .nothing(reason)
            case .notMedia: Verdict(published: .flag(false), others: .failed(reason))
            case .denied: .all(.denied(reason))
            case .unsupported: .all(.unsupported(reason))
            case .unreachable, .unresolved, .other: .all(.failed(reason))
            }
    }
}
