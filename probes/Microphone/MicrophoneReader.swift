import ProbeKit
import SystemCalls

/// What is to be watched, with what the profile says of it, and where what is seen goes.
struct MicrophoneWatch {
    let match: MicrophoneMatch
    let expectation: MicrophoneExpectation
    let roots: Roots
    let outlet: Outlet
    let shelf: SoundShelf?
    let wireless: Wireless
}

/// One way to a microphone: through the sound server, or straight from the card.
protocol MicrophoneReader {
    var watch: MicrophoneWatch { get }
    var standing: Standing { get }

    /// Until stopped, or until an inspection is complete.
    mutating func run()
}

extension MicrophoneReader {
    var match: MicrophoneMatch { watch.match }
    var expectation: MicrophoneExpectation { watch.expectation }
    var roots: Roots { watch.roots }
    var outlet: Outlet { watch.outlet }
    var shelf: SoundShelf? { watch.shelf }
    var wireless: Wireless { watch.wireless }
}
