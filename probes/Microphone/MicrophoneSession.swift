import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls

/// The watching of one microphone.
struct MicrophoneSession: ProbeSession {
    private let configuration: SubjectConfiguration
    private let roots: Roots

    init(_ configuration: SubjectConfiguration, roots: Roots) {
        self.configuration = configuration
        self.roots = roots
    }

    func run(_ outlet: Outlet) {
        do throws(MicrophoneMatch.Mistake) {
            let match = try MicrophoneMatch(configuration.match)
            if match.system == .alsa {
                var reader = CardReader(match, roots, outlet)
                reader.run()
            } else {
                var reader = SourceReader(match, roots, outlet)
                reader.run()
            }
        } catch {
            let mistake = Outcome.failed("the profile's match of \(configuration.subject): \(error)")
            let all = MicrophoneMetrics.all.map { ($0.name, mistake) }
            outlet.send(Dictionary(all, uniquingKeysWith: { first, _ in first }))
            // A mistake stays one until the desk configures anew, which ends this session.
            while outlet.purpose == .watch, outlet.wait(seconds: 60) {}
        }
    }
}
