import StudioModel

/// The command line's own words in both languages.
enum Phrase {
    /// A family's name for people, plural.
    static func family(_ family: String, _ language: Language) -> String {
        (families[family] ?? LocalizedText(en: family, zh: family))[language]
    }

    private static let families: [String: LocalizedText] = [
        "camera": LocalizedText(en: "Cameras", zh: "摄像头"),
        "light": LocalizedText(en: "Light", zh: "灯光"),
        "microphone": LocalizedText(en: "Microphones", zh: "麦克风"),
        "link": LocalizedText(en: "Network links", zh: "网络链路"),
        "uplink": LocalizedText(en: "Uplink", zh: "上行"),
        "output": LocalizedText(en: "Outputs", zh: "播出"),
        "stream": LocalizedText(en: "Streams", zh: "直播流"),
        "network": LocalizedText(en: "Network", zh: "网络"),
        "host": LocalizedText(en: "Computer", zh: "电脑"),
        "probe": LocalizedText(en: "Probes", zh: "探测程序"),
        "desk": LocalizedText(en: "OnAir itself", zh: "OnAir 自身"),
        "people": LocalizedText(en: "Readiness", zh: "就位"),
    ]

    /// Seconds as people say them: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        if seconds < 10 { return "\(Value.plain((seconds * 10).rounded() / 10)) s" }
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60 < 10 ? "0" : "")\(whole % 60) s" }
        return "\(whole / 3600) h \(whole / 60 % 60) min"
    }
}
