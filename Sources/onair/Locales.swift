import SystemCalls

/// The language the person's environment asks for.
enum Locales {
    /// LC_ALL, LC_MESSAGES, LANG: the first that says something.
    static var current: String {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            if let value = EnvironmentVariable.value(name), !value.isEmpty { return value }
        }
        return "C"
    }
}
