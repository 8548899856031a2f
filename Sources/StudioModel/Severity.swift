/// What a fault does to the broadcast, worst first.
package enum Severity: String, Codable, CaseIterable, Sendable {
    /// Viewers get nothing usable (S1).
    case offAir = "off-air"
    /// Viewers get something worse than planned (S2).
    case degraded
    /// Viewers notice nothing, but a spare is gone (S3).
    case redundancy
    /// Worth knowing (S4).
    case notice

    /// `S1` … `S4`, as incident records are labelled.
    package var label: String {
        switch self {
        case .offAir: "S1"
        case .degraded: "S2"
        case .redundancy: "S3"
        case .notice: "S4"
        }
    }

    /// The severity's name for people.
    package var title: LocalizedText {
        switch self {
        case .offAir: LocalizedText(en: "off air", zh: "停播")
        case .degraded: LocalizedText(en: "degraded", zh: "播出受损")
        case .redundancy: LocalizedText(en: "spare lost", zh: "备份缺失")
        case .notice: LocalizedText(en: "notice", zh: "提示")
        }
    }
}

extension Severity: Comparable {
    /// Worse is greater.
    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .notice: 0
        case .redundancy: 1
        case .degraded: 2
        case .offAir: 3
        }
    }
}
