package import SystemCalls

/// What a card's device was opened with, by us or by another program.
package struct CaptureSetup: Hashable, Sendable {
    /// Hz.
    package var rate: Int
    package var channels: Int
    /// In PulseAudio's spelling: `s16le`.
    package var format: String

    package init(rate: Int, channels: Int, format: String) {
        self.rate = rate
        self.channels = channels
        self.format = format
    }

    /// Reads a substream's `hw_params`; a closed one says only `closed`.
    package static func parse(_ text: String) -> CaptureSetup? {
        var said: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { said[parts[0].trimmed] = parts[1].trimmed }
        }
        // `48000 (48000/1)`
        guard let rate = said["rate"]?.split(separator: " ").first.flatMap({ Int($0) }),
            let channels = said["channels"].flatMap({ Int($0) }), let format = said["format"]
        else { return nil }
        return CaptureSetup(rate: rate, channels: channels, format: pulseName(of: String(format)))
    }

    /// `S16_LE` as PulseAudio writes it, so that a profile names a format once for both.
    static func pulseName(of format: String) -> String {
        switch format {
        case "FLOAT_LE": "float32le"
        case "FLOAT_BE": "float32be"
        case "S24_3LE": "s24le"
        case "S24_LE": "s24-32le"
        default: String(format.lowercased().filter { $0 != "_" })
        }
    }
}

extension ALSACaptureDevice {
    /// What it runs with now, whoever opened it; nil while it is closed.
    package func setup(_ roots: Roots = .system) -> CaptureSetup? {
        substreams(roots).lazy.compactMap { substream in
            (try? Files.text("\(folder(roots))/\(substream)/hw_params")).flatMap(CaptureSetup.parse)
        }.first
    }
}
