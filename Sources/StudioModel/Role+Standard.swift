extension Role {
    /// The end of every escalation: 项目总负责人.
    package static let lead = "lead"
    /// Who takes the steps of a role that nobody holds: 技术支持.
    package static let technician = "technician"

    /// The duties that the shipped playbooks and checklists name. A profile may rename them and add its own.
    package static let standard: [Role] = [
        Role(id: lead, title: LocalizedText(en: "project lead", zh: "项目总负责人")),
        Role(id: technician, title: LocalizedText(en: "technician", zh: "技术支持")),
        Role(id: "director", title: LocalizedText(en: "vision director", zh: "导播")),
        Role(id: "audio", title: LocalizedText(en: "audio engineer", zh: "音频")),
        Role(id: "lighting", title: LocalizedText(en: "lighting", zh: "灯光")),
        Role(id: "host", title: LocalizedText(en: "host", zh: "主播")),
        Role(id: "co-host", title: LocalizedText(en: "co-host", zh: "副播")),
        Role(id: "assistant", title: LocalizedText(en: "assistant", zh: "助理")),
        Role(id: "floor", title: LocalizedText(en: "floor crew", zh: "场务")),
        Role(id: "room-control", title: LocalizedText(en: "live-room controller", zh: "场控")),
        Role(id: "control-desk", title: LocalizedText(en: "control desk", zh: "中控")),
        Role(id: "operations", title: LocalizedText(en: "operations", zh: "运营")),
        Role(id: "service", title: LocalizedText(en: "customer service", zh: "客服")),
        Role(id: "merchandise", title: LocalizedText(en: "merchandise", zh: "商品")),
        Role(id: "warehouse", title: LocalizedText(en: "warehouse and shipping", zh: "仓储")),
        Role(id: "content", title: LocalizedText(en: "content", zh: "内容")),
    ]
}
