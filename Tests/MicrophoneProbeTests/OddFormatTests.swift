import Loudness
import ProbeProtocol
import StudioModel
import Testing

@testable import PulseAudio
@testable import onair_probe_microphone

/// Formats that no microphone has, and some device will offer.
@Suite struct OddFormatTests {
    @Test func `sixty-four channels at 384 kHz are measured`() throws {
        var meter = try SoundMeter(rate: 384_000, channels: 64, channel: 63)
        let block = (0..<(64 * 19_200)).map { $0 % 64 == 63 ? Float(0.5) : 0 }
        var peaks: [Outcome] = []
        meter.add(block.span, at: .seconds(1)) { peaks += [$0["microphone.level.peak"]].compactMap { $0 } }
        #expect(peaks == [.number(-6.02)])
    }

    @Test(arguments: [(0, 48_000), (65, 48_000), (2, 0), (2, 5_000_000), (-1, 48_000)])
    func `what cannot be measured is refused with the numbers`(channels: Int, rate: Int) {
        #expect(throws: LoudnessError.self) {
            _ = try SoundMeter(rate: rate, channels: channels, channel: nil).seconds
        }
    }

    @Test func `a source without channels is refused before it is opened`() {
        #expect(RecordStream.refusal(of: .sample("usb-1")) == nil)
        var empty = PulseSource.sample("usb-1")
        empty.channels = []
        #expect(
            RecordStream.refusal(of: empty)?.description
                == "the sound server refused to record from usb-1: it has no channels or no rate")
        var still = PulseSource.sample("usb-1")
        still.rate = 0
        #expect(RecordStream.refusal(of: still) != nil)
    }
}
