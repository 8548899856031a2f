import FFmpeg
import ProbeKit
import ProbeProtocol
import StreamMeasures
import StudioModel

/// The watch over one published stream: connects, reads, and connects again.
struct StreamSession: ProbeSession {
    private let address: StreamAddress?
    private let evidence = StreamEvidence()

    /// Seconds an attempt to connect may take. nginx-rtmp lets a player wait for a publisher in silence, so a
    /// longer wait sees the stream's first packet, while a shorter one would have to come back for it.
    private static let openSeconds = 10.0
    /// Seconds to learn codecs and sizes: the first readings come within 2 s.
    private static let findSeconds = 1.5
    /// Seconds an inspection waits for the first packet.
    private static let inspectSeconds = 4.0

    init(_ subject: SubjectConfiguration) {
        let text = subject.secrets["url"] ?? subject.match["url"]?.text
        LibraryLog.hide(Array(subject.secrets.values))
        address = text.flatMap { $0.isEmpty ? nil : StreamAddress($0) }
    }

    func run(_ outlet: Outlet) {
        guard let address else {
            report(.all(.failed("the profile names no url for this output: add match: {url: …}")), to: outlet)
            return idle(outlet)
        }
        switch (address.transport, outlet.purpose) {
        case (.file, .inspect): FileMeasurement(address: address, outlet: outlet).run()
        case (.file, .watch):
            report(.all(.unsupported("a file is measured with onair measure, not watched")), to: outlet)
            idle(outlet)
        default:
            let observer = StreamObserver(outlet: outlet, place: address.place)
            if outlet.purpose == .inspect {
                inspect(address, observer, outlet)
            } else {
                watch(address, observer, outlet)
            }
        }
    }

    /// Connects again and again: at once after a stream that was there, later and later while there is none.
    private func watch(_ address: StreamAddress, _ observer: StreamObserver, _ outlet: Outlet) {
        var backOff = BackOff()
        var loudness = LiveLoudness()
        while !outlet.isStopping {
            do throws(FFmpegError) {
                try pull(address, observer, outlet, openSeconds: Self.openSeconds, &loudness) { false }
            } catch {
                observer.failed(error)
                // A server that kept us waiting was there: only a quick failure is worth a longer pause.
                if observer.isPublished || error.kind == .deadline { backOff = BackOff() }
            }
            guard rest(seconds: backOff.next(), observer, outlet) else { return }
        }
    }

    /// One attempt, until every figure is there or time is up.
    private func inspect(_ address: StreamAddress, _ observer: StreamObserver, _ outlet: Outlet) {
        var loudness = LiveLoudness()
        do throws(FFmpegError) {
            try pull(address, observer, outlet, openSeconds: Self.inspectSeconds, &loudness) {
                observer.hasEverything && outlet.inspectionIsOver
            }
        } catch  where error.kind != .stopped {
            observer.failed(error)
            // The verdict shows once the last packet is old enough.
            _ = rest(seconds: observer.isPublished ? observer.patience : 0, observer, outlet)
        } catch {
            observer.tick()
        }
    }

    /// One connection, until it fails or `isDone`.
    private func pull(
        _ address: StreamAddress, _ observer: StreamObserver, _ outlet: Outlet, openSeconds: Double,
        _ loudness: inout LiveLoudness, until isDone: () -> Bool
    ) throws(FFmpegError) {
        observer.connecting()
        var input = try InputFormat(opening: address, isLive: true, seconds: openSeconds) {
            observer.tickSometimes()
            return outlet.isStopping
        }
        try input.findStreams(seconds: Self.findSeconds)
        var selection = StreamSelection(&input)
        observer.connected(selection.format, pacing: input.container.hasPrefix("hls") ? .segmented : .live)
        var decoder = try? selection.decoder(of: input)
        var packet = try MediaPacket()
        while !outlet.isStopping, !isDone() {
            try input.read(into: &packet, seconds: observer.patience)
            if input.streamCount != selection.count {
                selection = StreamSelection(&input)
                observer.changed(selection.format)
                decoder = try? selection.decoder(of: input)
            }
            guard let measured = selection.measured(packet), observer.packet(measured) else { continue }
            if measured.kind == .video, let frame = input.keyFrame(packet) {
                if selection.learnSize(frame) { observer.changed(selection.format) }
                if outlet.purpose == .watch { evidence.keep(frame) }
            }
            if measured.kind == .audio {
                _ = decoder?.decode(packet) { samples, channel, rate in
                    observer.sound(samples)
                    loudness.add(samples, channel: channel, rate: rate)
                }
                loudness.note(isOnAir: outlet.phase.phase(of: outlet.subject).isOnAir)
                if let readings = loudness.readings() { observer.heard(readings) }
            }
        }
    }

    func capture(_ request: CaptureRequest) throws { try evidence.write(request) }

    private func rest(seconds: Double, _ observer: StreamObserver, _ outlet: Outlet) -> Bool {
        let end = Instant.now.advanced(by: seconds)
        while Instant.now < end {
            observer.tick()
            guard outlet.wait(seconds: 0.1) else { return false }
        }
        return !outlet.isStopping
    }

    private func report(_ verdict: Verdict, to outlet: Outlet) {
        var outcomes = Dictionary(uniqueKeysWithValues: StreamMetrics.measured.map { ($0, verdict.others) })
        outcomes[StreamMetrics.published] = verdict.published
        outlet.send(outcomes)
    }

    /// There is nothing to do until the configuration changes.
    private func idle(_ outlet: Outlet) {
        guard outlet.purpose == .watch else { return }
        while outlet.wait(seconds: 1) {}
    }
}

/// Half a second, doubling to two.
struct BackOff: Sendable {
    private var seconds = 0.5

    mutating func next() -> Double {
        defer { seconds = min(seconds * 2, 2) }
        return seconds
    }
}
