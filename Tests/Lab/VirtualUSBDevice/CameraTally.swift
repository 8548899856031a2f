/// What the camera did, counted by itself: the truth that a probe's counts are held against.
package struct CameraTally: Equatable, Sendable {
    /// Streams begun.
    package var streams = 0
    /// Pictures of the sensor, and those of them that went out, whole or not.
    package var pictures = 0
    package var sent = 0
    /// Pictures that nobody fetched in time.
    package var missed = 0
    /// Of those sent: flagged with the error bit, cut short, broken inside, the same as the one before.
    package var flagged = 0
    package var short = 0
    package var broken = 0
    package var repeated = 0

    package init() {}

    /// One line of JSON.
    package var line: String {
        let numbers: [(String, Int)] = [
            ("streams", streams), ("pictures", pictures), ("sent", sent), ("missed", missed),
            ("flagged", flagged), ("short", short), ("broken", broken), ("repeated", repeated),
        ]
        return "{" + numbers.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}\n"
    }
}
