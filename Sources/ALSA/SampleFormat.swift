internal import CALSA

/// A sample format we can turn into float, in the order in which it is asked for. Sixteen bits come first: on
/// a loopback card whoever opens first decides for both sides, and this is what every program can play; levels
/// down to −90 dBFS need no more.
enum SampleFormat: CaseIterable {
    case signed16, signed32, signed24Packed, float32

    var alsa: snd_pcm_format_t {
        switch self {
        case .float32: SND_PCM_FORMAT_FLOAT_LE
        case .signed32: SND_PCM_FORMAT_S32_LE
        case .signed24Packed: SND_PCM_FORMAT_S24_3LE
        case .signed16: SND_PCM_FORMAT_S16_LE
        }
    }

    /// In PulseAudio's spelling.
    var name: String {
        switch self {
        case .float32: "float32le"
        case .signed32: "s32le"
        case .signed24Packed: "s24le"
        case .signed16: "s16le"
        }
    }

    var bytes: Int {
        switch self {
        case .float32, .signed32: 4
        case .signed24Packed: 3
        case .signed16: 2
        }
    }

    /// Full scale becomes −1 … just under 1, as PulseAudio does it.
    func convert(_ raw: UnsafeRawBufferPointer, samples: Int, into floats: inout [Float]) {
        switch self {
        case .float32:
            for index in 0..<samples {
                floats[index] = raw.loadUnaligned(fromByteOffset: index * 4, as: Float.self)
            }
        case .signed32:
            for index in 0..<samples {
                let value = raw.loadUnaligned(fromByteOffset: index * 4, as: Int32.self)
                floats[index] = Float(Int32(littleEndian: value)) / 2_147_483_648
            }
        case .signed24Packed:
            for index in 0..<samples {
                let value =
                    UInt32(raw[index * 3]) << 8 | UInt32(raw[index * 3 + 1]) << 16
                    | UInt32(raw[index * 3 + 2]) << 24
                floats[index] = Float(Int32(bitPattern: value)) / 2_147_483_648
            }
        case .signed16:
            for index in 0..<samples {
                let value = raw.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)
                floats[index] = Float(Int16(littleEndian: value)) / 32768
            }
        }
    }
}
