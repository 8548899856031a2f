internal import CPulse

/// A recording of one source as float samples, in its own rate and channels: the server neither resamples nor
/// mixes for us, so what is measured is what the device gave.
package struct RecordStream: ~Copyable {
    private let loop: PulseLoop
    private let stream: OpaquePointer
    private let source: String
    package let channels: Int
    package let rate: Int

    /// `fragment` is the length of one delivery: 50 ms is one level window, at half the wake-ups of 25. It stays on its
    /// source: when that vanishes it ends, instead of silently measuring another microphone.
    package init(
        _ connection: borrowing PulseConnection, source: PulseSource, fragment seconds: Double = 0.05
    ) throws(PulseError) {
        let loop = connection.loop
        let channels = source.channels.count
        if let refusal = Self.refusal(of: source) { throw refusal }
        let format = pa_sample_spec(
            format: PA_SAMPLE_FLOAT32LE, rate: UInt32(source.rate), channels: UInt8(clamping: channels))
        let stream = try Self.make(loop, format)
        do throws(PulseError) {
            try Self.connect(stream, loop, to: source.name, fragmentBytes: Self.bytes(seconds, format))
        } catch {
            pa_stream_disconnect(stream)
            pa_stream_unref(stream)
            throw error
        }
        self.loop = loop
        self.stream = stream
        self.source = source.name
        self.channels = channels
        rate = source.rate
    }

    /// Why there is nothing to record from a source, whoever asks.
    static func refusal(of source: PulseSource) -> PulseError? {
        guard source.channels.isEmpty || source.rate <= 0 else { return nil }
        return .refused(what: "record from \(source.name)", reason: "it has no channels or no rate")
    }

    deinit {
        pa_stream_disconnect(stream)
        pa_stream_unref(stream)
    }

    /// Suspended by a person or another program: no sound will come until that ends.
    package var isSuspended: Bool { pa_stream_is_suspended(stream) == 1 }

    /// Hands over everything that has arrived, and counts the holes: stretches the server lost.
    package func drain(_ body: (Span<Float>) -> Void) throws(PulseError) -> Int {
        var holes = 0
        while true {
            guard pa_stream_get_state(stream) == PA_STREAM_READY else { throw ended }
            guard pa_stream_readable_size(stream) > 0 else { return holes }
            var data: UnsafeRawPointer?
            var count = 0
            guard pa_stream_peek(stream, &data, &count) >= 0 else { throw ended }
            // Nothing there (no data, no length) must not be dropped; a hole (no data, but a length) must.
            if count == 0 { return holes }
            if let data {
                let samples = count / MemoryLayout<Float>.stride
                body(
                    UnsafeBufferPointer(start: data.assumingMemoryBound(to: Float.self), count: samples).span)
            } else {
                holes += 1
            }
            guard pa_stream_drop(stream) >= 0 else { throw ended }
        }
    }

    private var ended: PulseError { .streamEnded(source: source, reason: loop.reason) }

    private static func make(_ loop: PulseLoop, _ format: pa_sample_spec) throws(PulseError) -> OpaquePointer
    {
        var format = format
        var map = pa_channel_map()
        pa_channel_map_init_extend(&map, UInt32(format.channels), PA_CHANNEL_MAP_DEFAULT)
        guard let stream = pa_stream_new(loop.context, "level measurement", &format, &map) else {
            throw .refused(what: "record", reason: loop.reason)
        }
        return stream
    }

    private static func bytes(_ seconds: Double, _ format: pa_sample_spec) -> UInt32 {
        var format = format
        return UInt32(clamping: pa_usec_to_bytes(pa_usec_t(seconds * 1_000_000), &format))
    }

    private static func connect(
        _ stream: OpaquePointer, _ loop: PulseLoop, to source: String, fragmentBytes: UInt32
    ) throws(PulseError) {
        var buffer = pa_buffer_attr(
            maxlength: .max, tlength: .max, prebuf: .max, minreq: .max, fragsize: fragmentBytes)
        // By index and not by name, so that channel 2 of an eight-channel interface stays channel 2.
        let flags = pa_stream_flags_t(
            PA_STREAM_DONT_MOVE.rawValue | PA_STREAM_ADJUST_LATENCY.rawValue
                | PA_STREAM_NO_REMAP_CHANNELS.rawValue)
        guard pa_stream_connect_record(stream, source, &buffer, flags) >= 0 else {
            throw .refused(what: "record from \(source)", reason: loop.reason)
        }
        let ready = try loop.turn(atMost: 1.5) { () throws(PulseError) in
            let state = pa_stream_get_state(stream)
            if state == PA_STREAM_FAILED || state == PA_STREAM_TERMINATED {
                throw .refused(what: "record from \(source)", reason: loop.reason)
            }
            return state == PA_STREAM_READY
        }
        guard ready else { throw .noAnswer(to: "recording from \(source)") }
    }
}
