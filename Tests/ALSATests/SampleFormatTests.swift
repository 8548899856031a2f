import Testing

@testable import ALSA

@Suite struct SampleFormatTests {
    private func convert(_ format: SampleFormat, _ bytes: [UInt8], samples: Int) -> [Float] {
        var floats = [Float](repeating: .nan, count: samples)
        bytes.withUnsafeBytes { format.convert($0, samples: samples, into: &floats) }
        return floats
    }

    @Test func `sixteen bits span minus one to just under one`() {
        // −32768, 32767, 0, 16384, little endian.
        let bytes: [UInt8] = [0x00, 0x80, 0xFF, 0x7F, 0x00, 0x00, 0x00, 0x40]
        #expect(convert(.signed16, bytes, samples: 4) == [-1, 32767.0 / 32768, 0, 0.5])
    }

    @Test func `packed twenty-four bits keep their sign`() {
        // −8388608, −1, 4194304.
        let bytes: [UInt8] = [0x00, 0x00, 0x80, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x40]
        #expect(convert(.signed24Packed, bytes, samples: 3) == [-1, -1.0 / 8_388_608, 0.5])
    }

    @Test func `thirty-two bits and floats are read as they lie`() {
        #expect(convert(.signed32, [0, 0, 0, 0x80, 0, 0, 0, 0x40], samples: 2) == [-1, 0.5])
        #expect(convert(.float32, [0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF], samples: 2) == [1, -0.5])
    }
}
