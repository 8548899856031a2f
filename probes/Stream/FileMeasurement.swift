import FFmpeg
import ProbeKit
import SoundMeasures
import StreamMeasures
import StudioModel

/// Measures a file from end to end at full speed. The arrival clock is made of the media clock: a packet
/// "arrives" at the start of the inspection plus its place on the timeline, and readings carry that time.
struct FileMeasurement {
    let address: StreamAddress
    let outlet: Outlet

    /// Seconds of media between two readings.
    private static let period = 0.5
    /// Seconds any one call on the file may take.
    private static let callSeconds = 5.0
    /// Readings sent before the writer gets a moment: past 256 in its queue they would coalesce.
    private static let batch = 64

    func run() {
        do throws(FFmpegError) {
            try measure()
        } catch {
            let verdict = Verdict(error)
            var outcomes = Dictionary(
                uniqueKeysWithValues: StreamMetrics.measured.map { ($0, verdict.others) })
            outcomes[StreamMetrics.published] = .absent("a file is not published")
            outlet.send(outcomes)
        }
    }

    private func sayUndecoded(_ error: FFmpegError) {
        let metrics = StreamMetrics.ofRecordings + [StreamMetrics.audioPeak, StreamMetrics.audioRMS]
        let reason = Verdict(error).others
        outlet.send(Dictionary(metrics.map { ($0, reason) }, uniquingKeysWith: { first, _ in first }))
    }

    private func measure() throws(FFmpegError) {
        var input = try InputFormat(opening: address, isLive: false, seconds: Self.callSeconds) { [outlet] in
            outlet.progress()
            return outlet.isStopping
        }
        try input.findStreams(seconds: Self.callSeconds)
        let selection = StreamSelection(&input)
        var decoder: AudioDecoder?
        do throws(FFmpegError) {
            decoder = try selection.decoder(of: input)
        } catch {
            // Sound that nobody can decode, such as none of its channels; a picture can still be measured.
            guard selection.format.video != nil else { throw error }
            sayUndecoded(error)
        }
        var packet = try MediaPacket()
        var pass = FilePass(format: selection.format, start: Instant.now)
        var sound = RecordedSound()
        var sent = 0
        outlet.send(selection.format.outcomes(hasSound: selection.format.audio != nil), at: pass.start)
        outlet.send([StreamMetrics.published: .absent("a file is not published")], at: pass.start)
        while !outlet.isStopping {
            do throws(FFmpegError) {
                try input.read(into: &packet, seconds: Self.callSeconds)
            } catch  where error.kind == .ended {
                break
            }
            guard let measured = selection.measured(packet) else { continue }
            for (outcomes, instant) in pass.add(measured, period: Self.period) {
                outlet.send(outcomes.merging(sound.take()) { $1 }, at: instant)
                sent += 1
                if sent % Self.batch == 0 { _ = outlet.wait(seconds: 0.02) }
            }
            if measured.kind == .audio {
                _ = decoder?.decode(packet) { samples, channel, rate in
                    sound.add(samples, channel: channel, rate: rate)
                }
            }
        }
        let (outcomes, instant) = pass.last()
        outlet.send(outcomes.merging(sound.takeLast()) { $1 }, at: instant)
    }
}

/// The figures of one pass over a file, on the media clock.
struct FilePass {
    let format: StreamFormat
    let start: Instant
    private var meter = StreamMeter(pacing: .file)
    private var timelines: [Int: MediaTimeline] = [:]
    private var first: Double?
    /// Seconds since the first packet, never back.
    private var position = 0.0
    private var next = 0.0

    init(format: StreamFormat, start: Instant) {
        self.format = format
        self.start = start
    }

    /// Takes a packet; readings that fall due before it come back.
    mutating func add(_ packet: StreamPacket, period: Double) -> [([Metric: Outcome], Instant)] {
        var packet = packet
        if let seconds = timelines[packet.stream, default: MediaTimeline()].step(packet)?.seconds {
            let first = first ?? seconds
            self.first = first
            position = max(position, seconds - first)
        }
        packet.arrival = start.advanced(by: position).nanoseconds
        var due: [([Metric: Outcome], Instant)] = []
        // A timeline that jumps by hours gives one reading, not thousands of empty ones.
        if position >= next {
            if next > 0 { due.append(reading(at: start.advanced(by: min(position, next)))) }
            next = max(next + period, (position / period).rounded(.down) * period)
        }
        meter.add(packet)
        return due
    }

    /// The figures at the end of the file.
    mutating func last() -> ([Metric: Outcome], Instant) { reading(at: start.advanced(by: position)) }

    private mutating func reading(at instant: Instant) -> ([Metric: Outcome], Instant) {
        var outcomes = format.outcomes(meter.figures(at: instant.nanoseconds), pacing: .file)
        outcomes[StreamMetrics.packetAge] = .unsupported("a file is not waited for")
        return (outcomes, instant)
    }
}
