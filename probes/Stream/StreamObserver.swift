import FFmpeg
import ProbeKit
import SoundMeasures
import StreamMeasures
import StudioModel
import Synchronization

/// Everything known of the stream now, and the one who says it. The library's interrupt callback drives
/// `tick` while a read blocks, so readings go on and the silence of a stopped encoder is noticed with no
/// second thread.
final class StreamObserver: Sendable {
    /// Nanoseconds between readings: sound, and everything else.
    private static let soundPeriod: UInt64 = 100_000_000
    private static let figuresPeriod: UInt64 = 500_000_000
    /// Nanoseconds between answers to the library's interrupt callback.
    private static let answerPeriod: UInt64 = 10_000_000
    /// Sound counts as gone after so many seconds without a packet of it (reference: noAudioStream, 3 s).
    private static let soundLimit = 3.0
    /// Nanoseconds from a key frame to the next, for all that is broadcast (reference: platforms ask for 2 to 4 s).
    private static let longestGroup: UInt64 = 10_000_000_000
    /// Seconds of silence after which a live stream counts as gone, and those a read goes on after that.
    private static let liveLimit = 1.5

    private struct State: Sendable {
        var meter: StreamMeter?
        var format = StreamFormat()
        var level = AudioLevel()
        var loudness: [Metric: Outcome] = [:]
        /// The last levels sent: those of an HLS segment hold until the next.
        var saidLevels: [Metric: Outcome] = [:]
        var seen = SeenPackets()
        var waitingSince: UInt64 = 0
        /// Of any connection: a short reconnect of ours is no outage.
        var newest: UInt64?
        var silenceLimit = StreamObserver.liveLimit
        var connectedAt: UInt64 = 0
        /// Seconds since the last packet of sound, or since the connection.
        var soundAge = 0.0
        var isPublished = false
        var verdict: Verdict?
        var said: Verdict?
        var saidStates: [Metric: Outcome] = [:]
        var nextSound: UInt64 = 0, nextFigures: UInt64 = 0, nextAnswer: UInt64 = 0
        var hasEverything = false
    }

    private let outlet: Outlet
    private let place: String
    private let state = Mutex(State())

    init(outlet: Outlet, place: String) {
        self.outlet = outlet
        self.place = place
    }

    /// A connection is attempted.
    func connecting() {
        state.withLock { state in
            state.meter = nil
            state.waitingSince = Instant.now.nanoseconds
            state.seen.connect()
        }
    }

    /// The streams of the connection are known.
    func connected(_ format: StreamFormat, pacing: StreamMeter.Pacing) {
        state.withLock { state in
            state.format = format
            state.meter = StreamMeter(pacing: pacing)
            // Until a segment's length is seen, 6 s (Apple's advice for segments) is assumed; an earlier
            // connection's limit goes on.
            if pacing == .segmented, state.silenceLimit == Self.liveLimit { state.silenceLimit = 18 }
            state.level = AudioLevel()
            state.loudness = [:]
            state.saidLevels = [:]
            // Until its first packet is late, sound counts as there.
            state.connectedAt = Instant.now.nanoseconds
            state.soundAge = 0
        }
    }

    /// More is known of the streams.
    func changed(_ format: StreamFormat) { state.withLock { $0.format = format } }

    /// A packet came. False when it had come before: a stale playlist, to be read no further into the
    /// measures.
    func packet(_ packet: StreamPacket) -> Bool {
        let isNew = state.withLock { state in
            if state.meter?.pacing == .segmented, state.seen.isStale(packet) { return false }
            state.meter?.add(packet)
            state.newest = packet.arrival
            state.verdict = nil
            if let limit = state.meter?.silenceLimit { state.silenceLimit = limit }
            return true
        }
        tick()
        return isNew
    }

    /// Samples of one channel of the sound.
    func sound(_ samples: Span<Float>) { state.withLock { $0.level.add(samples) } }

    /// The loudness up to now.
    func heard(_ loudness: [Metric: Outcome]) { state.withLock { $0.loudness = loudness } }

    /// The connection failed. What it means shows once the last packet is old enough.
    func failed(_ error: FFmpegError) {
        // Our own deadline says no more than the silence itself, which `judge` words.
        if error.kind != .deadline { state.withLock { $0.verdict = Verdict(error) } }
        tick()
    }

    /// Seconds a read may last before the connection is given up and made anew.
    /// What serves stale packets is given up sooner: the player in the library holds on to an old playlist.
    var patience: Double { state.withLock { ($0.isPublished ? $0.silenceLimit : Self.liveLimit) } + 1.5 }

    /// Whether the inspection has nothing left to wait for.
    var hasEverything: Bool { state.withLock(\.hasEverything) }

    /// Whether packets reach us.
    var isPublished: Bool { state.withLock(\.isPublished) }

    /// As `tick`, for the library's interrupt callback, which asks several times a packet: a hundred answers a
    /// second are more than anything here needs.
    func tickSometimes() {
        let now = Instant.now.nanoseconds
        let isDue = state.withLock { state in
            guard now >= state.nextAnswer else { return false }
            state.nextAnswer = now + Self.answerPeriod
            return true
        }
        if isDue { tick() }
    }

    /// Says what is due. Called with every packet and, while nothing comes, about every 100 ms.
    func tick() {
        let now = Instant.now
        let (outcomes, event) = state.withLock { state in
            let event = Self.judge(&state, place: place, at: now.nanoseconds)
            return (Self.due(&state, at: now.nanoseconds), event)
        }
        if outcomes.isEmpty { outlet.progress() } else { outlet.send(outcomes, at: now) }
        if let event { outlet.event(event, at: now) }
    }

    /// Decides whether the stream is published; returns the edge.
    private static func judge(_ state: inout State, place: String, at now: UInt64) -> String? {
        let last = state.newest ?? 0
        let silence = Double(now - min(now, max(last, state.newest == nil ? state.waitingSince : 0))) / 1e9
        let was = state.isPublished
        state.isPublished = state.newest != nil && silence < state.silenceLimit
        if state.isPublished { return was ? nil : "output.published" }
        if state.verdict == nil, silence >= state.silenceLimit {
            state.verdict = .nothing(
                "no packet from \(place): nobody publishes, the stream's name is wrong, or its server is mute"
            )
        }
        return was ? "output.lost" : nil
    }

    private static func due(_ state: inout State, at now: UInt64) -> [Metric: Outcome] {
        guard state.isPublished, state.meter != nil else { return unpublished(&state, at: now) }
        var outcomes: [Metric: Outcome] = [:]
        state.said = nil
        let mayGrow = now - min(now, state.connectedAt) < longestGroup
        if now >= state.nextFigures, let pacing = state.meter?.pacing,
            let figures = state.meter?.figures(at: now)
        {
            state.nextFigures = now + figuresPeriod
            outcomes = state.format.outcomes(figures, pacing: pacing, mayGrow: mayGrow)
            state.soundAge = figures.audioAge ?? Double(now - min(now, state.connectedAt)) / 1e9
            state.hasEverything = figures.isComplete(for: state.format, pacing: pacing)
        }
        let hasSound = state.soundAge < max(soundLimit, state.silenceLimit)
        var states = state.format.outcomes(hasSound: hasSound, mayGrow: mayGrow)
        states[StreamMetrics.published] = .flag(true)
        for (metric, outcome) in states where state.saidStates[metric] != outcome {
            outcomes[metric] = outcome
        }
        state.saidStates = states
        if now >= state.nextSound {
            state.nextSound = now + soundPeriod
            outcomes.merge(levels(&state, hasSound: hasSound)) { $1 }
        }
        return outcomes
    }

    private static func levels(_ state: inout State, hasSound: Bool) -> [Metric: Outcome] {
        defer { state.level = AudioLevel() }
        if !state.level.isEmpty {
            state.saidLevels = [
                StreamMetrics.audioPeak: .number(state.level.peakDecibels),
                StreamMetrics.audioRMS: .number(state.level.rmsDecibels),
            ].merging(state.loudness) { $1 }
            return state.saidLevels
        }
        guard !hasSound else { return state.meter?.pacing == .segmented ? state.saidLevels : [:] }
        let reason = Outcome.absent(
            state.format.audio == nil
                ? "the stream has no sound" : "no packet of sound for \(Int(soundLimit)) s")
        let metrics = [StreamMetrics.audioPeak, StreamMetrics.audioRMS] + LiveLoudness.metrics
        return Dictionary(metrics.map { ($0, reason) }, uniquingKeysWith: { one, _ in one })
    }

    /// While nothing is published: the reason once, and the age of the last packet as it grows.
    private static func unpublished(_ state: inout State, at now: UInt64) -> [Metric: Outcome] {
        guard !state.isPublished, let verdict = state.verdict else { return [:] }
        var outcomes: [Metric: Outcome] = [:]
        if state.said != verdict {
            state.said = verdict
            for metric in StreamMetrics.measured { outcomes[metric] = verdict.others }
            outcomes[StreamMetrics.published] = verdict.published
            state.saidStates = [:]
        }
        guard let newest = state.newest, now >= state.nextFigures || !outcomes.isEmpty else {
            return outcomes
        }
        state.nextFigures = now + figuresPeriod
        outcomes[StreamMetrics.packetAge] = .number(Double(now - min(now, newest)) / 1e9)
        return outcomes
    }
}

extension StreamFigures {
    /// Whether every figure the streams can have has a value.
    fileprivate func isComplete(for format: StreamFormat, pacing: StreamMeter.Pacing) -> Bool {
        bitsPerSecond != nil && (clockRatio != nil || pacing != .live)
            && (format.video == nil || (framesPerSecond != nil && groupSeconds != nil))
    }
}
