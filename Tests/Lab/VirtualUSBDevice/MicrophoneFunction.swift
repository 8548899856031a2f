import Glibc

/// A USB microphone that hears a 1 kHz tone, with the mute and volume a real one keeps in its feature unit.
package final class MicrophoneFunction: Function {
    /// Peak of the tone at full volume: 12000 of 32768 is −8.7 dBFS.
    package static let peak = 12_000.0
    package static let toneHz = 1000.0
    /// The volume control's range, in 1/256 dB (UAC 1.0 section 5.2.2.4.3.2).
    package static let lowest = -40 * 256
    package static let highest = 0

    package let speed: Speed
    private let faults: Faults
    private var muted = false
    private var volume = highest
    /// One millisecond of sound: the tone's period divides it, so every packet is the same.
    private var packet: [UInt8] = []
    private var packets = 0
    /// When the last answered transfer's sound ended.
    private var heardUntil: UInt64?

    package init(speed: Speed, faults: Faults) {
        self.speed = speed
        self.faults = faults
        tune()
    }

    package var classCode: UInt8 { 0 }
    package var interfaces: (count: Int, bytes: [UInt8]) {
        (2, MicrophoneDescriptors.interfaces(speed: speed))
    }

    package func reset() { heardUntil = nil }

    package func read(_ setup: SetupPacket) -> [UInt8]? {
        guard setup.entity == MicrophoneDescriptors.featureUnit else { return nil }
        switch (setup.selector, setup.request) {
        case (1, ClassRequest.getCurrent): return [muted ? 1 : 0]
        case (2, ClassRequest.getCurrent): return number(volume)
        case (2, ClassRequest.getMinimum): return number(Self.lowest)
        case (2, ClassRequest.getMaximum): return number(Self.highest)
        case (2, ClassRequest.getResolution): return number(256)
        default: return nil
        }
    }

    package func write(_ setup: SetupPacket, _ data: [UInt8]) -> Bool {
        guard setup.entity == MicrophoneDescriptors.featureUnit, setup.request == ClassRequest.setCurrent
        else {
            return false
        }
        switch setup.selector {
        case 1: muted = data.first == 1
        case 2:
            volume = min(Self.highest, max(Self.lowest, Int(Int16(truncatingIfNeeded: data.little16(at: 0)))))
        default: return false
        }
        tune()
        return true
    }

    private func number(_ value: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendLittle(value, 2)
        return bytes
    }

    package func service(_ waiting: inout [Transfer], now: UInt64, send: (Reply) -> Void) -> UInt64? {
        while let transfer = waiting.first {
            if faults.stallAfter > 0, packets > faults.stallAfter { return nil }
            // Sound takes its time: a transfer of n packets is answered n milliseconds after the one before.
            // A pause of a second means a new recording, not a debt to catch up.
            var start = heardUntil ?? now
            if now > start + 1_000_000_000 { start = now }
            let due = start + UInt64(transfer.isoLengths.count) * 1_000_000
            if due > now {
                heardUntil = start
                return due
            }
            heardUntil = due
            waiting.removeFirst()
            packets += transfer.isoLengths.count
            send(transfer.isoReply(transfer.isoLengths.map { $0 < packet.count ? [] : packet }))
        }
        return nil
    }

    /// Makes the packet anew after a change of mute or volume: signed 16 bit, little-endian.
    private func tune() {
        let gain = muted ? 0 : Self.peak * pow(10, Double(volume) / 256 / 20)
        packet = []
        for sample in 0..<MicrophoneDescriptors.samplesPerPacket {
            let phase = 2 * Double.pi * Self.toneHz * Double(sample) / Double(MicrophoneDescriptors.rate)
            packet.appendLittle(Int((gain * sin(phase)).rounded()), 2)
        }
    }
}
