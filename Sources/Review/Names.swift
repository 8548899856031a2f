import StudioModel

/// What people call things: from the profile where it says, else the plain words.
struct Names {
    private var subjects: [Subject: LocalizedText] = [:]
    private var roles: [String: LocalizedText] = [:]
    private var rules: [String: LocalizedText] = [:]
    private var items: [String: LocalizedText] = [:]

    init(_ studio: Studio?) {
        for watched in studio?.subjects ?? [] { subjects[watched.subject] = watched.title }
        for role in studio?.roles ?? [] { roles[role.id] = role.title }
        for rule in studio?.rules ?? [] { rules[rule.id] = rule.title }
        for item in studio?.attested ?? [] { items[item.id] = item.title }
    }

    func title(of subject: Subject) -> LocalizedText {
        subjects[subject] ?? LocalizedText(en: subject.rawValue, zh: subject.rawValue)
    }

    func title(ofRole role: String) -> LocalizedText { roles[role] ?? LocalizedText(en: role, zh: role) }

    func title(ofRule rule: String) -> LocalizedText { rules[rule] ?? LocalizedText(en: rule, zh: rule) }

    func title(ofItem item: String) -> LocalizedText { items[item] ?? LocalizedText(en: item, zh: item) }

    func title(of alarm: AlarmKey) -> LocalizedText {
        let (rule, subject) = (title(ofRule: alarm.rule), title(of: alarm.subject))
        return LocalizedText(en: "\(rule.en) (\(subject.en))", zh: "\(rule.zh)（\(subject.zh)）")
    }

    static func title(ofCategory category: String) -> LocalizedText {
        let chinese = [
            "picture": "画面", "sound": "声音", "light": "灯光", "network": "网络", "encoder": "编码器", "power": "供电",
            "platform": "平台", "people": "人员", "content": "内容",
        ]
        return LocalizedText(en: category, zh: chinese[category] ?? category)
    }
}
