import StudioModel

/// A microphone's place among the channels of its source, for as long as it is listened to.
final class ChannelPlace {
    var meter: WirelessMeter
    private let neighbours: Neighbours
    private let number: Int?

    init(
        _ wireless: Wireless, _ subject: Subject, source: String, rate: Int, channels: Int, channel: Int?
    ) {
        neighbours = wireless.neighbours
        number = channel.map { wireless.neighbours.enter(subject, source: source, channel: $0) }
        meter = WirelessMeter(
            wireless, subject, source: source, rate: rate, channels: channels, channel: channel)
    }

    deinit {
        if let number { neighbours.leave(number) }
    }
}
