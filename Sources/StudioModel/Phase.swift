/// Where a show, or one of its outputs, stands. People set it; OnAir never ends a show by itself.
package enum Phase: String, Codable, CaseIterable, Sendable {
    case setup
    case rehearse
    case live
    /// On air, with the programme deliberately interrupted.
    case `break`
    /// On air, with a filler clip or card.
    case slate
    case end

    /// Whether viewers are being served: nothing that disturbs the broadcast may be done.
    package var isOnAir: Bool { self == .live || self == .break || self == .slate }

    /// The phase's name for people.
    package var title: LocalizedText {
        switch self {
        case .setup: LocalizedText(en: "setup", zh: "准备")
        case .rehearse: LocalizedText(en: "rehearsal", zh: "彩排")
        case .live: LocalizedText(en: "live", zh: "直播中")
        case .break: LocalizedText(en: "break", zh: "休息")
        case .slate: LocalizedText(en: "slate", zh: "垫片")
        case .end: LocalizedText(en: "ended", zh: "已结束")
        }
    }
}

/// The phase of the show and of each output that has its own.
package struct PhaseReport: Hashable, Codable, Sendable {
    package var show: Phase
    package var outputs: [Subject: Phase]

    package init(show: Phase = .setup, outputs: [Subject: Phase] = [:]) {
        self.show = show
        self.outputs = outputs
    }

    /// Whether the show or any output is on air.
    package var isOnAir: Bool { show.isOnAir || outputs.values.contains(where: \.isOnAir) }

    /// The phase that counts for a subject: its own where it has one, else the show's.
    package func phase(of subject: Subject) -> Phase { outputs[subject] ?? show }
}
