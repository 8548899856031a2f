import ALSA

/// The switches of a card that is recorded from directly.
final class CardMixer {
    private let mixer: CaptureMixer?
    private let channel: Int
    /// The switches as last seen; nil when they cannot be seen.
    private(set) var state: CaptureMixer.State?

    init(_ view: CardView, _ channel: Int?) {
        mixer = try? CaptureMixer("hw:\(view.card.index)")
        self.channel = channel ?? 0
        state = mixer?.state(channel: self.channel)
    }

    /// Whether a switch has moved since the last call.
    func takeNews() -> Bool {
        let previous = state
        // A card that is gone fails at its sound too, which is where that is said.
        guard (try? mixer?.update()) != nil else { return false }
        state = mixer?.state(channel: channel)
        return state != previous
    }
}
