import ProbeKit
import PulseAudio
import StudioModel

/// The listening to one source, opened anew when it ends before its source does.
struct Ears {
    private let source: PulseSource
    private let channel: Int?
    private let shelf: SoundShelf?
    private let wireless: Wireless
    private let subject: Subject
    /// Which source of which server: its channels are neighbours.
    private let place: String
    private var listening: Listening?
    private var refusal: Outcome?
    private var openDue = Instant(nanoseconds: 0)

    init(
        _ source: PulseSource, _ match: MicrophoneMatch, _ shelf: SoundShelf?, _ wireless: Wireless,
        _ subject: Subject
    ) {
        self.source = source
        channel = match.channel
        self.shelf = shelf
        self.wireless = wireless
        self.subject = subject
        place = "\(source.name) @ \(match.server ?? "")"
    }

    /// How much was heard, seconds.
    var seconds: Double { listening?.seconds ?? 0 }

    /// Since when nothing arrives though it should; nil where that is no question.
    func soundAge(at now: Instant) -> Double? {
        refusal == nil ? listening?.overdue(at: now) : nil
    }

    /// Measures what has arrived; returns why nothing can be heard.
    mutating func hear(
        _ connection: borrowing PulseConnection, _ outlet: Outlet, _ layers: MuteLayers, at now: Instant
    ) throws(PulseError) -> Outcome? {
        if let channel, channel >= source.channels.count {
            return .failed(
                "channel \(channel) of \(source.description): it has \(source.channels.count), counted from 0"
            )
        }
        do throws(PulseError) {
            if listening == nil, now >= openDue {
                openDue = now.advanced(by: 1)
                listening = try Listening(connection, source, channel: channel, shelf: shelf) {
                    ChannelPlace(wireless, subject, source: place, rate: $0, channels: $1, channel: channel)
                }
                refusal = nil
            }
            try listening?.hear(outlet, layers)
        } catch {
            listening = nil
            switch error {
            case .refused, .streamEnded: refusal = .failed("\(error)")
            default: throw error
            }
        }
        return refusal ?? listening?.silenceReason(at: now)
    }
}
