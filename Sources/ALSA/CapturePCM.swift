internal import CALSA
internal import Glibc

/// A capture device opened directly, for one thread. Nothing else can record from it meanwhile, so it is for
/// setups without a sound server.
package struct CapturePCM: ~Copyable {
    private let pcm: OpaquePointer
    private let device: String
    private let format: SampleFormat
    package let rate: Int
    package let channels: Int
    /// What it was opened with.
    package var setup: CaptureSetup { CaptureSetup(rate: rate, channels: channels, format: format.name) }
    private let periodFrames: Int
    private var raw: UnsafeMutableRawBufferPointer
    private var floats: [Float]
    private var descriptors: [pollfd]
    private var status: OpaquePointer?
    private var frames = 0
    /// How often sound was lost because it was not fetched in time, since opening.
    package private(set) var overruns = 0

    /// `name` is alsa-lib's, such as `hw:CARD=L100,DEV=0`; `holders` tells who has it when it is busy.
    package init(_ name: String, holders: () -> [String] = { [] }) throws(ALSAError) {
        QuietALSA.ensure()
        var opened: OpaquePointer?
        let code = snd_pcm_open(&opened, name, SND_PCM_STREAM_CAPTURE, Int32(SND_PCM_NONBLOCK))
        guard code >= 0, let opened else { throw ALSAError(code, device: name, holders: holders) }
        let setup: HardwareSetup
        let descriptors: [pollfd]
        do throws(ALSAError) {
            setup = try HardwareSetup(opened, device: name)
            try Self.stampTimes(opened, device: name)
            descriptors = try Self.start(opened, device: name)
        } catch {
            snd_pcm_close(opened)
            throw error
        }
        pcm = opened
        device = name
        format = setup.format
        rate = setup.rate
        channels = setup.channels
        periodFrames = setup.periodFrames
        raw = .allocate(
            byteCount: setup.periodFrames * setup.channels * setup.format.bytes, alignment: 16)
        floats = Array(repeating: 0, count: setup.periodFrames * setup.channels)
        // `snd_pcm_status_alloca` is a macro on the stack, which Swift does not import.
        snd_pcm_status_malloc(&status)
        // The last place is the stop descriptor's, filled in by each read.
        self.descriptors = descriptors + [pollfd(fd: -1, events: Int16(POLLIN), revents: 0)]
    }

    deinit {
        snd_pcm_close(pcm)
        snd_pcm_status_free(status)
        raw.deallocate()
    }

    /// How many frames the device had recorded in all at a time that it took itself, seconds of CLOCK_MONOTONIC_RAW;
    /// nil where it takes none. After an overrun the frames are counted on, and those that were lost are missing.
    package func recorded() -> (frames: Int, seconds: Double)? {
        guard let status, snd_pcm_status(pcm, status) >= 0 else { return nil }
        var stamp = snd_htimestamp_t()
        snd_pcm_status_get_htstamp(status, &stamp)
        guard stamp.tv_sec > 0 || stamp.tv_nsec > 0 else { return nil }
        let waiting = Int(snd_pcm_status_get_avail(status))
        return (frames + waiting, Double(stamp.tv_sec) + Double(stamp.tv_nsec) / 1e9)
    }

    /// Asks for the time of each position, by a clock that nobody sets. A device that knows none still records.
    private static func stampTimes(_ pcm: OpaquePointer, device: String) throws(ALSAError) {
        var parameters: OpaquePointer?
        guard snd_pcm_sw_params_malloc(&parameters) == 0, let parameters else {
            throw .failed(device: device, reason: "out of memory")
        }
        defer { snd_pcm_sw_params_free(parameters) }
        guard snd_pcm_sw_params_current(pcm, parameters) >= 0 else { return }
        _ = snd_pcm_sw_params_set_tstamp_mode(pcm, parameters, SND_PCM_TSTAMP_ENABLE)
        _ = snd_pcm_sw_params_set_tstamp_type(pcm, parameters, SND_PCM_TSTAMP_TYPE_MONOTONIC_RAW)
        _ = snd_pcm_sw_params(pcm, parameters)
    }

    private static func start(_ pcm: OpaquePointer, device: String) throws(ALSAError) -> [pollfd] {
        let started = snd_pcm_start(pcm)
        guard started >= 0 else { throw ALSAError(started, device: device) }
        let count = snd_pcm_poll_descriptors_count(pcm)
        guard count > 0 else { throw .unsupported(device: device, reason: "it cannot be waited for") }
        var descriptors = Array(repeating: pollfd(), count: Int(count))
        let filled = snd_pcm_poll_descriptors(pcm, &descriptors, UInt32(count))
        guard filled == count else { throw ALSAError(filled, device: device) }
        return descriptors
    }

    /// Waits at most `seconds` for the next delivery and hands it over.
    /// - Returns: the frames handed over; 0 when nothing came.
    package mutating func read(
        stop: Int32 = -1, seconds: Double, _ body: (Span<Float>) -> Void
    ) throws(ALSAError) -> Int {
        descriptors[descriptors.count - 1].fd = stop
        let ready = poll(&descriptors, nfds_t(descriptors.count), Int32(seconds * 1000))
        if descriptors[descriptors.count - 1].revents != 0 { throw .stopped }
        guard ready > 0 else { return 0 }
        var events: UInt16 = 0
        let own = UInt32(descriptors.count - 1)
        let code = snd_pcm_poll_descriptors_revents(pcm, &descriptors, own, &events)
        guard code >= 0 else { throw ALSAError(code, device: device) }
        let frames = snd_pcm_readi(pcm, raw.baseAddress, snd_pcm_uframes_t(periodFrames))
        guard frames >= 0 else {
            try recover(Int32(frames))
            return 0
        }
        self.frames += Int(frames)
        let samples = Int(frames) * channels
        format.convert(UnsafeRawBufferPointer(raw), samples: samples, into: &floats)
        body(floats.span.extracting(first: samples))
        return Int(frames)
    }

    /// Overruns are counted before alsa-lib mends them, or they would leave no trace.
    private mutating func recover(_ code: Int32) throws(ALSAError) {
        switch -code {
        case EAGAIN, EINTR: return
        case EPIPE: overruns += 1
        case ESTRPIPE: break
        default: throw ALSAError(code, device: device)
        }
        let recovered = snd_pcm_recover(pcm, code, 1)
        guard recovered >= 0 else { throw ALSAError(recovered, device: device) }
        let started = snd_pcm_start(pcm)
        guard started >= 0 else { throw ALSAError(started, device: device) }
    }
}
