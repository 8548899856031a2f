import StudioModel

/// What the profile says of a microphone that this probe reads itself; rules read the rest.
struct MicrophoneExpectation: Hashable {
    static let keys = ["recording", "recorders"]

    /// Whether sound may be kept.
    let recording: Bool
    /// The programs that are to record from it, by file name: the encoder.
    let recorders: Set<String>

    init(_ expect: [String: Value] = [:]) {
        recording = expect["recording"] == true
        let words = (expect["recorders"]?.text ?? "").split { $0 == " " || $0 == "," }
        recorders = Set(words.map(String.init))
    }

    func isExpected(_ recorder: Recorder) -> Bool { recorders.contains(recorder.program) }

    /// Who records without being expected to.
    func unexpected(_ all: [Recorder]) -> Outcome {
        guard !recorders.isEmpty else {
            return .unsupported("the profile does not say who records it (expect: recorders)")
        }
        return .text(all.filter { !isExpected($0) }.names)
    }
}
