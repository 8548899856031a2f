/// Descriptors of a UAC 1.0 microphone: terminal 1 → feature unit 2 → USB terminal 3; 48 kHz, mono, 16 bit.
package enum MicrophoneDescriptors {
    package static let featureUnit = 2
    package static let rate = 48_000
    /// One isochronous packet carries one millisecond.
    package static let samplesPerPacket = rate / 1000

    package static func interfaces(speed: Speed) -> [UInt8] {
        var bytes: [UInt8] = [9, 4, 0, 0, 0, 1, 1, 0, 0] + controlEntities
        bytes += [9, 4, 1, 0, 0, 1, 2, 0, 0]
        bytes += [9, 4, 1, 1, 1, 1, 2, 0, 0]
        // The stream comes from terminal 3, delay 1 frame, PCM; then type I: one channel of 2 bytes, 16 bits.
        bytes += [7, 0x24, 1, 3, 1, 1, 0]
        bytes += [11, 0x24, 2, 1, 1, 2, 16, 1]
        bytes.appendLittle(rate, 3)
        // Isochronous, asynchronous; room for one sample more than a packet has, as real devices give.
        bytes += [9, 5, 0x81, 5]
        bytes.appendLittle((samplesPerPacket + 1) * 2, 2)
        // Full speed counts frames of 1 ms, faster buses 2^(n−1) microframes of 125 µs: both mean 1 ms.
        bytes += [speed == .full ? 1 : 4, 0, 0]
        if speed == .super {
            bytes += [6, 0x30, 0, 0]
            bytes.appendLittle((samplesPerPacket + 1) * 2, 2)
        }
        return bytes + [7, 0x25, 1, 0, 0, 0, 0]
    }

    private static var controlEntities: [UInt8] {
        let microphone: [UInt8] = [12, 0x24, 2, 1, 0x01, 0x02, 0, 1, 0, 0, 0, 0]
        // Mute and volume on the master channel, nothing on channel 1.
        let feature: [UInt8] = [9, 0x24, 6, UInt8(featureUnit), 1, 1, 0x03, 0, 0]
        let output: [UInt8] = [9, 0x24, 3, 3, 0x01, 0x01, 0, UInt8(featureUnit), 0]
        let entities = microphone + feature + output
        var header: [UInt8] = [9, 0x24, 1, 0x00, 0x01]
        header.appendLittle(9 + entities.count, 2)
        return header + [1, 1] + entities
    }
}
