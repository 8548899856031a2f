import ALSA
import PulseAudio

/// The hardware's own switches behind a source, when it is a card of this machine: a mute there is invisible
/// to a server that mutes in software.
final class SourceMixer {
    private let mixer: CaptureMixer
    private let channel: Int
    private let descriptors: [Int32]
    /// The switches as last seen.
    private(set) var state: CaptureMixer.State

    /// nil without a card, without switches, or without the right to see them.
    init?(_ source: PulseSource, _ connection: borrowing PulseConnection, _ channel: Int?) {
        guard connection.isLocal, let card = source.cardIndex, let mixer = try? CaptureMixer("hw:\(card)")
        else { return nil }
        self.mixer = mixer
        self.channel = channel ?? 0
        state = self.mixer.state(channel: self.channel)
        descriptors = self.mixer.descriptors
        for descriptor in descriptors { connection.watch(descriptor) }
    }

    /// Whether a switch has moved since the last call.
    func takeNews(_ connection: borrowing PulseConnection) -> Bool {
        let ready = descriptors.filter { connection.takeReady($0) }
        guard !ready.isEmpty else { return false }
        guard (try? mixer.update()) != nil else {
            // The card is gone; its source goes too, and its descriptor would wake us for ever.
            unwatch(connection)
            return false
        }
        let previous = state
        state = mixer.state(channel: channel)
        return state != previous
    }

    func unwatch(_ connection: borrowing PulseConnection) {
        for descriptor in descriptors { connection.unwatch(descriptor) }
    }
}
