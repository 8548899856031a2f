import Loudness
import ProbeKit
import PulseAudio
import StudioModel

/// An open recording with its meter; for the session's thread only.
final class Listening {
    private let stream: RecordStream
    private var meter: SoundMeter
    private let place: ChannelPlace
    private let opened = Instant.now
    private var lastSound: Instant?
    private var talk = TalkReport()

    /// Seconds a source may take until its first sound: Bluetooth headsets need two.
    private static let startPatience = 3.0
    /// Seconds without sound that are worth saying; deliveries come every 50 ms.
    private static let gap = 1.0

    /// - Parameter place: where it is among the channels of its source, given their rate and number.
    init(
        _ connection: borrowing PulseConnection, _ source: PulseSource, channel: Int?, shelf: SoundShelf?,
        place: (Int, Int) -> ChannelPlace
    ) throws(PulseError) {
        let stream = try RecordStream(connection, source: source)
        do throws(LoudnessError) {
            meter = try SoundMeter(
                rate: stream.rate, channels: stream.channels, channel: channel, shelf: shelf)
        } catch {
            throw .refused(what: "be measured", reason: "\(error)")
        }
        self.place = place(stream.rate, stream.channels)
        self.stream = stream
    }

    /// How much was heard, seconds.
    var seconds: Double { meter.seconds }

    /// Measures everything that has arrived.
    func hear(_ outlet: Outlet, _ layers: MuteLayers) throws(PulseError) {
        let now = Instant.now
        let holes = try stream.drain { block in
            lastSound = now
            meter.add(block, at: now) { readings in
                outlet.send(talk.added(to: readings, layers, at: now), at: now)
            }
            place.meter.add(block) { outlet.send($0, at: now) }
        }
        if lastSound == now { meter.delivered(meter.frames, at: Double(now.nanoseconds) / 1e9) }
        meter.addHoles(holes, at: now)
    }

    /// Why nothing is heard; nil while sound comes.
    func silenceReason(at now: Instant) -> Outcome? {
        if stream.isSuspended, now.seconds(since: lastSound ?? opened) > 0.2 {
            return .absent("the source is suspended")
        }
        return overdue(at: now).map { .absent("no sound has arrived for \(Int($0)) s") }
    }

    /// Seconds without sound from a source that runs; nil while it comes in time.
    func overdue(at now: Instant) -> Double? {
        let silent = now.seconds(since: lastSound ?? opened)
        let isOverdue = silent > (lastSound == nil ? Self.startPatience : Self.gap)
        return isOverdue && !stream.isSuspended ? silent : nil
    }
}
