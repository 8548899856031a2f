import FoundationEssentials
import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// The watching of one microphone.
struct MicrophoneSession: ProbeSession {
    private let configuration: SubjectConfiguration
    private let expectation: MicrophoneExpectation
    private let roots: Roots
    /// Sound is kept, for seconds and in memory, only where the profile allows it.
    private let shelf: SoundShelf?
    private let wireless: Wireless

    init(_ configuration: SubjectConfiguration, roots: Roots, neighbours: Neighbours = Neighbours()) {
        self.configuration = configuration
        self.roots = roots
        expectation = MicrophoneExpectation(configuration.expect)
        shelf = expectation.recording ? SoundShelf() : nil
        wireless = Wireless(
            expectation: WirelessExpectation(configuration.expect), neighbours: neighbours,
            learnt: configuration.expect)
    }

    func run(_ outlet: Outlet) {
        do throws(MicrophoneMatch.Mistake) {
            let match = try MicrophoneMatch(configuration.match)
            let watch = MicrophoneWatch(
                match: match, expectation: expectation, roots: roots, outlet: outlet, shelf: shelf,
                wireless: wireless)
            let standing = Standing(outlet)
            var reader: any MicrophoneReader =
                match.system == .alsa
                ? CardReader(watch: watch, standing: standing)
                : SourceReader(watch: watch, standing: standing)
            reader.run()
        } catch {
            let mistake = Outcome.failed("the profile's match of \(configuration.subject): \(error)")
            let all = MicrophoneMetrics.all.map { ($0.name, mistake) }
            outlet.send(Dictionary(all, uniquingKeysWith: { first, _ in first }))
            // A mistake stays one until the desk configures anew, which ends this session.
            while outlet.purpose == .watch, outlet.wait(seconds: 60) {}
        }
    }

    func capture(_ request: CaptureRequest) throws {
        if request.kind.hasPrefix(NoiseSlate.kind) { return try wireless.writeNoise(request) }
        guard request.kind == "audio/wav" else {
            throw Refusal("a microphone keeps audio/wav only, not \(request.kind)")
        }
        guard let shelf else {
            throw Refusal(
                "the profile does not allow sound of \(request.subject) to be kept (expect: { recording: true })"
            )
        }
        guard let wave = shelf.wave else { throw Refusal("nothing of \(request.subject) was heard yet") }
        do {
            try Data(wave).write(to: URL(filePath: request.file), options: .atomic)
        } catch {
            throw Refusal("could not write \(request.file): \(error)")
        }
    }
}
