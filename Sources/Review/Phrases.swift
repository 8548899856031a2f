import StudioModel

/// The fixed words of the pages.
enum Phrases {
    static let title = LocalizedText(en: "Show review", zh: "直播复盘")
    static let overview = LocalizedText(en: "Overview", zh: "概览")
    static let happened = LocalizedText(en: "What happened", zh: "发生了什么")
    static let factors = LocalizedText(en: "Contributing factors", zh: "问题归因")
    static let resolution = LocalizedText(en: "Resolution", zh: "如何解决")
    static let impact = LocalizedText(en: "Impact", zh: "影响")
    static let responders = LocalizedText(en: "Responders", zh: "参与处置")
    static let timeline = LocalizedText(en: "Timeline", zh: "时间线")
    static let well = LocalizedText(en: "What went well", zh: "做得好")
    static let wrong = LocalizedText(en: "What did not go well", zh: "有问题")
    static let actions = LocalizedText(en: "What changes next show", zh: "下一场怎么改")
    static let messaging = LocalizedText(en: "Message to those who ask", zh: "对外说明")
    static let quality = LocalizedText(en: "Technical quality", zh: "技术质量诊断")
    static let response = LocalizedText(en: "Response", zh: "响应")
    static let notMeasured = LocalizedText(en: "Not measured", zh: "未测量")
    static let trend = LocalizedText(en: "Against earlier shows", zh: "与往期对比")

    static let onAir = LocalizedText(en: "On air", zh: "播出")
    static let offAir = LocalizedText(en: "Off air", zh: "停播")
    static let slate = LocalizedText(en: "Slate", zh: "垫片")
    static let degraded = LocalizedText(en: "Degraded", zh: "受损")
    static let clean = LocalizedText(en: "Clean", zh: "正常")
    static let silent = LocalizedText(en: "Silent", zh: "无声")
    static let black = LocalizedText(en: "Black picture", zh: "黑场")
    static let frozen = LocalizedText(en: "Frozen picture", zh: "画面冻结")
    static let unmeasured = LocalizedText(en: "Not measured", zh: "未测量")
    static let incidents = LocalizedText(en: "Incidents", zh: "事件")

    static let detect = LocalizedText(en: "Detected (MTTD)", zh: "发现（MTTD）")
    static let acknowledge = LocalizedText(en: "Taken (MTTA)", zh: "接手（MTTA）")
    static let mitigate = LocalizedText(en: "Air restored (MTTM)", zh: "恢复（MTTM）")
    static let resolve = LocalizedText(en: "Resolved (MTTR)", zh: "解决（MTTR）")
    static let adherence = LocalizedText(en: "Playbook steps in time", zh: "预案步骤按时")

    static let nothing = LocalizedText(en: "Nothing to say here.", zh: "无。")
    static let none = LocalizedText(en: "No incident.", zh: "无事件。")
    static let draft = LocalizedText(
        en: "A draft from the journal's facts; correct it before it is passed on.",
        zh: "根据日志事实自动生成的草稿，分发前请核对。")
    static let accounting = LocalizedText(
        en:
            "Off air, slate, degraded and not measured share out the time on air: each second counts once, as the worst "
            + "that was true of it. Silent, black and frozen are counted across that, from the first bad sample until "
            + "the alarm cleared. A slate is not shown as normal broadcasting; no regulatory level is claimed.",
        zh: "停播、垫片、受损、未测量对播出时长作不重叠划分：每一秒只计一次，取最严重者。无声、黑场、冻结另行统计，从首个异常样本计至告警解除。"
            + "垫片不计为正常播出；本报告不判定监管等级。")
    static let times = LocalizedText(
        en: "Times count from detection; detection counts from the first bad sample.",
        zh: "各时间自发现起算；发现时间自首个异常样本起算。")
    static let correlation = LocalizedText(
        en:
            "Bands mark incidents (first bad sample to air restored). That two things fall together does not make one the "
            + "cause of the other. Where the line breaks, nothing was measured.",
        zh: "色带为事件区间（首个异常样本至恢复）。同时出现不等于因果。曲线断开处没有测量。")
    static let explained = LocalizedText(en: "Explained by it, kept as evidence", zh: "由其引起，留作证据")
    static let evidence = LocalizedText(en: "Evidence", zh: "证据")
    static let anchor = LocalizedText(
        en: "Journal anchor (keep it: `onair journal verify` compares against it)",
        zh: "日志锚点（请保存，`onair journal verify` 可据此核对）")
    static let byHand = LocalizedText(en: "raised by hand", zh: "人工上报")

    static func headers(_ words: (String, String)...) -> [LocalizedText] {
        words.map { LocalizedText(en: $0.0, zh: $0.1) }
    }
}
