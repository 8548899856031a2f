import ProbeKit
import ProbeProtocol
import SystemCalls

/// Reads microphones: through the sound server, beside whoever else records, or straight from a card.
struct MicrophoneProbe: Probe {
    static let description = ProbeDescription(
        family: "microphone", isolation: .family, metrics: MicrophoneMetrics.all,
        matchKeys: MicrophoneMatch.keys, expectKeys: MicrophoneExpectation.keys + WirelessExpectation.keys,
        secretKeys: [],
        permissions: [
            "a sound server of the same user (PULSE_SERVER or the match key \"server\" names another)",
            "for a card without a sound server: membership of group audio",
        ], captures: ["audio/wav"])

    private let roots: Roots
    private let neighbours = Neighbours()

    init() {
        self.init(roots: .system)
    }

    init(roots: Roots) {
        self.roots = roots
    }

    func discover() -> [DiscoveredDevice] {
        Discovery(roots: roots).devices()
    }

    func makeSession(_ subject: SubjectConfiguration) -> any ProbeSession {
        MicrophoneSession(subject, roots: roots, neighbours: neighbours)
    }
}
