import ALSA
import PulseAudio
import StudioModel

/// Where the sound of a microphone is cut off, from the device to the program that sends it on.
struct MuteLayers: Hashable {
    /// Before the sound reaches whoever records, us included: `source`, `capture switch`.
    let above: [String]
    /// For the programs that are to record it, and for them alone.
    let programs: [String]

    static let none = MuteLayers(above: [], programs: [])

    private init(above: [String], programs: [String]) {
        self.above = above
        self.programs = programs
    }

    /// The layer nearest to the person who can undo it comes first. Where the server mutes by the card's own
    /// switch, both are one.
    init(
        _ source: PulseSource, _ mixer: CaptureMixer.State?, _ recorders: [Recorder],
        _ expectation: MicrophoneExpectation
    ) {
        var above = source.isMuted ? ["source"] : []
        let isOne = source.isMuted && source.flags.contains(.hardwareMute)
        if mixer?.isMuted == true, !isOne { above.append("capture switch") }
        self.above = above
        programs = recorders.filter { $0.isMuted && expectation.isExpected($0) }.map(\.name)
    }

    init(_ mixer: CaptureMixer.State) {
        self.init(above: mixer.isMuted == true ? ["capture switch"] : [], programs: [])
    }

    var isMuted: Bool { !above.isEmpty || !programs.isEmpty }

    /// `source, ffmpeg (pid 12 of uid 1000)`, or none.
    var sentence: String { isMuted ? (above + programs).joined(separator: ", ") : "none" }

    /// Whether somebody speaks into a muted microphone. Below a mute there is nothing to hear: that can be told
    /// only where sound arrives all the same, or where nothing is muted before it reaches us.
    func talking(voice: Bool) -> Outcome {
        if isMuted, voice { return .flag(true) }
        if above.isEmpty { return .flag(false) }
        return .unsupported("muted before it can be heard: \(above.joined(separator: ", "))")
    }
}
