import StudioModel

extension ReviewReport.Overview {
    init(_ input: ReviewInput, impact: Impact, names: Names) {
        let record = input.record
        let air = record.onAir(until: record.endedAt ?? input.now).spans
        show = record.show ?? ""
        studio = input.studio?.title ?? LocalizedText(en: record.studio, zh: record.studio)
        startedAt = record.startedAt
        endedAt = record.endedAt
        onAirFrom = air.first?.from
        onAirTo = air.last?.to
        lastCheck =
            record.checks.last { check in air.first.map { check.at <= $0.from } ?? true }?.summary.verdict
        anchor = input.anchor
        sentence = Self.sentence(record, impact)
    }

    private static func sentence(_ record: ShowRecord, _ impact: Impact) -> LocalizedText {
        guard impact.onAirSeconds > 0 else {
            return LocalizedText(en: "The show did not go on air.", zh: "本场未开播。")
        }
        let air = Wording.duration(impact.onAirSeconds)
        let count = Wording.incidents(record.incidents.count)
        var parts: [LocalizedText] = []
        if impact.offAirSeconds > 0 {
            let time = Wording.duration(impact.offAirSeconds)
            parts.append(LocalizedText(en: "\(time.en) off air", zh: "停播 \(time.zh)"))
        }
        if impact.slateSeconds > 0 {
            let time = Wording.duration(impact.slateSeconds)
            parts.append(LocalizedText(en: "\(time.en) of slate", zh: "垫片 \(time.zh)"))
        }
        if impact.degradedSeconds > 0 {
            let time = Wording.duration(impact.degradedSeconds)
            parts.append(LocalizedText(en: "\(time.en) degraded", zh: "受损 \(time.zh)"))
        }
        if impact.notMeasuredSeconds >= 1 {
            let time = Wording.duration(impact.notMeasuredSeconds)
            parts.append(LocalizedText(en: "\(time.en) not measured", zh: "未测量 \(time.zh)"))
        }
        if parts.isEmpty { parts = [LocalizedText(en: "nothing lost", zh: "播出无损")] }
        return LocalizedText(
            en: "\(air.en) on air, \(record.incidents.isEmpty ? "no incident" : count.en): "
                + parts.map(\.en).joined(separator: ", ") + ".",
            zh: "播出 \(air.zh)，\(record.incidents.isEmpty ? "无事件" : count.zh)："
                + parts.map(\.zh).joined(separator: "、")
                + "。")
    }
}
