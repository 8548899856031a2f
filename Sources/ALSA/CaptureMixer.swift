internal import CALSA
internal import Glibc

/// A card's capture controls: the switch that mutes the hardware, and its gain. For one thread.
package struct CaptureMixer: ~Copyable {
    /// What the controls say; nil where the card has no such control.
    package struct State: Hashable, Sendable {
        /// No switch lets sound through.
        package var isMuted: Bool?
        /// The name of the control that mutes, as mixer programs show it.
        package var control: String?
        /// dB.
        package var gain: Double?

        package init(isMuted: Bool? = nil, control: String? = nil, gain: Double? = nil) {
            self.isMuted = isMuted
            self.control = control
            self.gain = gain
        }
    }

    private let mixer: OpaquePointer
    private let card: String

    /// `card` is alsa-lib's name of the card's controls, such as `hw:CARD=L100`.
    package init(_ card: String) throws(ALSAError) {
        QuietALSA.ensure()
        var opened: OpaquePointer?
        guard snd_mixer_open(&opened, 0) >= 0, let opened else {
            throw .failed(device: card, reason: "out of memory")
        }
        // Our own handle on the controls, because alsa-lib's default one blocks when there is no news.
        var controls: OpaquePointer?
        let code = snd_hctl_open(&controls, card, Int32(SND_CTL_NONBLOCK))
        guard code >= 0, let controls else {
            snd_mixer_close(opened)
            throw ALSAError(code, device: card)
        }
        for step in [
            // From here on the mixer owns the handle, even when attaching fails.
            { snd_mixer_attach_hctl(opened, controls) }, { snd_mixer_selem_register(opened, nil, nil) },
            { snd_mixer_load(opened) },
        ] {
            let code = step()
            if code < 0 {
                snd_mixer_close(opened)
                throw ALSAError(code, device: card)
            }
        }
        mixer = opened
        self.card = card
    }

    deinit {
        snd_mixer_close(mixer)
    }

    /// Readable when a control has changed; then `update` takes the news.
    package var descriptors: [Int32] {
        let count = snd_mixer_poll_descriptors_count(mixer)
        guard count > 0 else { return [] }
        var polls = Array(repeating: pollfd(), count: Int(count))
        let filled = snd_mixer_poll_descriptors(mixer, &polls, UInt32(count))
        return polls.prefix(max(0, Int(filled))).map(\.fd)
    }

    /// Takes what has changed since the last call.
    package func update() throws(ALSAError) {
        let code = snd_mixer_handle_events(mixer)
        if code < 0 { throw ALSAError(code, device: card) }
    }

    /// The controls as they are. A control called "Capture" has the last word, as on built-in sound; without
    /// one, a card is muted when every capture switch is off. `channel` picks a side where they differ.
    package func state(channel: Int = 0) -> State {
        var found: [State] = []
        var element = snd_mixer_first_elem(mixer)
        while let current = element {
            let state = Self.state(current, channel)
            if state.control == "Capture", state.isMuted != nil { return state }
            if state.isMuted != nil || state.gain != nil { found.append(state) }
            element = snd_mixer_elem_next(current)
        }
        let switches = found.filter { $0.isMuted != nil }
        let open = switches.first { $0.isMuted == false }
        guard var chosen = open ?? switches.first ?? found.first else { return State() }
        chosen.gain = chosen.gain ?? found.lazy.compactMap(\.gain).first
        return chosen
    }

    private static func state(_ element: OpaquePointer, _ channel: Int) -> State {
        var state = State(control: snd_mixer_selem_get_name(element).map { String(cString: $0) })
        let wanted = snd_mixer_selem_channel_id_t(rawValue: Int32(clamping: channel))
        let side =
            snd_mixer_selem_has_capture_channel(element, wanted) != 0 ? wanted : SND_MIXER_SCHN_MONO
        if snd_mixer_selem_has_capture_switch(element) != 0 {
            var open: Int32 = 0
            if snd_mixer_selem_get_capture_switch(element, side, &open) >= 0 { state.isMuted = open == 0 }
        }
        if snd_mixer_selem_has_capture_volume(element) != 0 {
            var hundredths = 0
            if snd_mixer_selem_get_capture_dB(element, side, &hundredths) >= 0 {
                state.gain = max(Double(hundredths) / 100, -144)
            }
        }
        return state
    }
}
