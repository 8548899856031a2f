/// Whether somebody speaks: loud moments among the last two seconds. A word has pauses, a cough is short.
struct VoiceWatch {
    /// dBFS of 50 ms: quieter is the room (EBU QC 0078B calls −40 dBFS silence).
    static let leastLevel = -40.0
    /// Windows of 50 ms that are looked back on, and how many of them must be loud (proposed default).
    private static let span = 40
    private static let least = 10

    private var loud: [Bool] = []

    mutating func add(rms: Double) {
        loud.append(rms > Self.leastLevel)
        if loud.count > Self.span { loud.removeFirst() }
    }

    var isVoice: Bool { loud.count { $0 } >= Self.least }
}
