import StudioModel

extension Checklist {
    /// How long before its due time an item is called up, in seconds: an hour for items of the show's clock,
    /// a day for items of a day.
    static let callUp = (clock: 3600.0, day: 86_400.0)

    /// The attested items that are due now or overdue, in the order of the profile.
    func readiness(_ signatures: [Signature], now: WallTime, phase: Phase, offset: Int) -> [Finding] {
        let newest = Dictionary(
            signatures.map { ($0.item, $0) }, uniquingKeysWith: { $0.at >= $1.at ? $0 : $1 })
        // Before a show that nobody dated, no item can be called up: how many wait is said once.
        let isUndated = studio.show.onAir == nil && !phase.isOnAir && phase != .end
        let called = studio.attested.filter { !isUndated || newest[$0.id] != nil || !$0.due.isBeforeShow }
        let findings = called.compactMap { item in
            finding(item, newest[item.id], timing(item.due, now: now, phase: phase, offset: offset))
        }
        let waiting = studio.attested.count - called.count
        return waiting == 0 ? findings : findings + [Self.undated(waiting)]
    }

    /// The address of the one finding for items of a show without a date.
    package static let undatedID = "show.undated"

    private static func undated(_ count: Int) -> Finding {
        var finding = Finding(
            id: undatedID, subject: nil, group: .readiness, verdict: .warn,
            title: LocalizedText(en: "\(count) items are not signed", zh: "\(count) 项未签字"),
            reason: LocalizedText(
                en: "nobody said when the show goes on air, so it is not known which are due",
                zh: "未设定开播时间，无法判断哪些已到期"))
        finding.advice = LocalizedText(
            en:
                "Set show.on-air in the profile, or check with --on-air 20:00, to see what is due; `onair sign` lists all.",
            zh: "在配置中设置 show.on-air，或用 --on-air 20:00 检查，即可看到已到期的项目；`onair sign` 可列出全部。")
        return finding
    }

    /// Where an item stands in time.
    enum Timing: Hashable {
        case later
        case over
        /// Due now, though nobody said when the show is.
        case undated
        case due(WallTime)
        case overdue(WallTime?)
    }

    /// An item before the show is due until the show is over, one after it from its end on. When nobody said
    /// when the show goes on air, every item before it is due now, and overdue once it is on air.
    func timing(_ due: DueTime, now: WallTime, phase: Phase, offset: Int) -> Timing {
        if due.isBeforeShow, phase == .end { return .over }
        guard let moment = due.moment(studio.show, offset: offset) else {
            if due.isBeforeShow { return phase.isOnAir ? .overdue(nil) : .undated }
            if due.isOfEnd { return phase == .end ? .undated : .later }
            return phase.isOnAir ? .undated : .later
        }
        if due.isOfEnd, phase != .end, now < moment { return .later }
        if now >= moment { return .overdue(moment) }
        if due.isBeforeShow, phase.isOnAir { return .overdue(moment) }
        let lead = due.isOfDay ? Self.callUp.day : Self.callUp.clock
        return now >= moment.advanced(by: -lead) ? .due(moment) : .later
    }

    private func finding(_ item: AttestedItem, _ signature: Signature?, _ timing: Timing) -> Finding? {
        var finding = Finding(
            id: item.id, subject: nil, group: .readiness, verdict: .pass, title: item.title,
            reason: LocalizedText(en: "", zh: ""))
        if let signature {
            guard timing != .later, timing != .over else { return nil }
            let role = signature.role.map { studio.title(of: $0) }
            finding.reason = LocalizedText(
                en: "signed by \(signature.by)\(role.map { " (\($0.en))" } ?? "") at \(signature.at)",
                zh: "\(signature.by)\(role.map { "（\($0.zh)）" } ?? "") 已于 \(signature.at) 签字")
            return finding
        }
        let owner =
            studio.roles.first { $0.id == item.owner }?.title ?? LocalizedText(en: item.owner, zh: item.owner)
        switch timing {
        case .later, .over: return nil
        case .undated:
            finding.verdict = .warn
            finding.reason = LocalizedText(en: "not signed yet", zh: "尚未签字")
        case .due(let moment):
            finding.verdict = .warn
            finding.reason = LocalizedText(en: "not signed yet, due \(moment)", zh: "尚未签字，应于 \(moment) 前完成")
        case .overdue(let moment):
            finding.verdict = .fail
            finding.reason =
                moment.map { LocalizedText(en: "not signed, was due \($0)", zh: "未签字，应于 \($0) 前完成") }
                ?? LocalizedText(en: "not signed, and the show is on air", zh: "未签字，直播已开始")
        }
        finding.advice = LocalizedText(
            en: "\(owner.en): do it, then sign with: onair sign \(item.id)",
            zh: "\(owner.zh)：完成后签字 onair sign \(item.id)")
        return finding
    }
}

extension DueTime {
    /// Whether it must be done before the show goes on air.
    var isBeforeShow: Bool {
        switch self {
        case .onAir(let minutes): minutes <= 0
        case .end: false
        case .day(let offset, _): offset <= 0
        }
    }

    /// Whether it follows the show's end.
    var isOfEnd: Bool {
        switch self {
        case .onAir: false
        case .end: true
        case .day(let offset, _): offset > 0
        }
    }

    var isOfDay: Bool { if case .day = self { true } else { false } }

    /// When it is due; `nil` when nobody said when the show goes on air. `offset` is the local clock's, in
    /// seconds.
    func moment(_ show: ShowPlan, offset: Int) -> WallTime? {
        guard let onAir = show.onAir else { return nil }
        switch self {
        case .onAir(let minutes): return onAir.advanced(by: Double(minutes) * 60)
        case .end(let minutes): return onAir.advanced(by: show.hours * 3600 + Double(minutes) * 60)
        case .day(let days, let minute):
            let local = onAir.milliseconds + Int64(offset) * 1000
            let day = Int64((Double(local) / 86_400_000).rounded(.down)) + Int64(days)
            // A day without a time ends when it ends, and not later than the show begins.
            let end = WallTime(
                milliseconds: day * 86_400_000 + Int64(minute ?? 1440) * 60_000 - Int64(offset) * 1000)
            return days == 0 && minute == nil ? min(end, onAir) : end
        }
    }
}
