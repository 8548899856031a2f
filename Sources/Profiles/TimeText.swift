/// Seconds as a profile writes them, in the largest unit that needs no point: `300ms`, `2s`, `5min`.
enum TimeText {
    static func of(_ seconds: Double) -> String {
        for (unit, length) in [("h", 3600.0), ("min", 60.0), ("s", 1.0)]
        where seconds > 0 && seconds.truncatingRemainder(dividingBy: length) == 0 {
            return YAMLText.number(seconds / length) + unit
        }
        // Only where it is read back as the very same number.
        let milliseconds = (seconds * 1000).rounded()
        if seconds > 0, milliseconds / 1000 == seconds { return YAMLText.number(milliseconds) + "ms" }
        return YAMLText.number(seconds) + "s"
    }
}
