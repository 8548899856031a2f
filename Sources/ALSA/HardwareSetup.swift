internal import CALSA

/// The hardware parameters of a capture: asked for in order of what matters, settled with what the device has.
struct HardwareSetup {
    let format: SampleFormat
    let rate: Int
    let channels: Int
    let periodFrames: Int

    /// 48 kHz and two channels when the device offers a choice; deliveries of 25 ms, half a second of buffer.
    init(_ pcm: OpaquePointer, device: String) throws(ALSAError) {
        var parameters: OpaquePointer?
        // `snd_pcm_hw_params_alloca` is a macro on the stack, which Swift does not import.
        guard snd_pcm_hw_params_malloc(&parameters) == 0, let parameters else {
            throw .failed(device: device, reason: "out of memory")
        }
        defer { snd_pcm_hw_params_free(parameters) }
        func check(_ code: Int32) throws(ALSAError) {
            if code < 0 { throw ALSAError(code, device: device) }
        }
        try check(snd_pcm_hw_params_any(pcm, parameters))
        try check(snd_pcm_hw_params_set_access(pcm, parameters, SND_PCM_ACCESS_RW_INTERLEAVED))
        let usable = SampleFormat.allCases.first {
            snd_pcm_hw_params_test_format(pcm, parameters, $0.alsa) == 0
        }
        guard let usable else {
            throw .unsupported(device: device, reason: "none of its sample formats is 16, 24 or 32 bit")
        }
        try check(snd_pcm_hw_params_set_format(pcm, parameters, usable.alsa))
        var channels: UInt32 = 2
        try check(snd_pcm_hw_params_set_channels_near(pcm, parameters, &channels))
        var rate: UInt32 = 48_000
        try check(snd_pcm_hw_params_set_rate_near(pcm, parameters, &rate, nil))
        var period = snd_pcm_uframes_t(rate / 40)
        try check(snd_pcm_hw_params_set_period_size_near(pcm, parameters, &period, nil))
        var buffer = snd_pcm_uframes_t(rate / 2)
        try check(snd_pcm_hw_params_set_buffer_size_near(pcm, parameters, &buffer))
        try check(snd_pcm_hw_params(pcm, parameters))
        format = usable
        self.rate = Int(rate)
        self.channels = Int(channels)
        periodFrames = max(1, Int(period))
    }
}
