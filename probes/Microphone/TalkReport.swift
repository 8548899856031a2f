import StudioModel

/// Adds to what is heard whether somebody speaks into a muted microphone, and that sound comes at all.
struct TalkReport {
    private var voice = VoiceWatch()
    private var layers = MuteLayers.none
    private var said: Outcome?
    private var due = Instant(nanoseconds: 0)

    /// At once when it changes, else at a steady pace.
    mutating func added(
        to readings: [Metric: Outcome], _ layers: MuteLayers, at now: Instant
    ) -> [Metric: Outcome] {
        // What was said before the mute was not said into it.
        if layers != self.layers { voice = VoiceWatch() }
        self.layers = layers
        if let rms = readings[MicrophoneMetrics.rms]?.value?.number { voice.add(rms: rms) }
        let talking = layers.talking(voice: voice.isVoice)
        guard talking != said || now >= due else { return readings }
        said = talking
        due = now.advanced(by: MicrophoneMetrics.levelPeriod)
        let news = [MicrophoneMetrics.talking: talking, MicrophoneMetrics.soundAge: .number(0)]
        return readings.merging(news) { first, _ in first }
    }
}
