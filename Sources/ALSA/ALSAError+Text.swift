internal import CALSA

extension ALSAError {
    /// alsa-lib's own sentence for a negative result.
    static func text(_ code: Int32) -> String {
        snd_strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}

/// alsa-lib writes its complaints to stderr unless told otherwise; they are kept out for good, because every
/// result is looked at and said in our own words.
enum QuietALSA {
    private static let silenced: Int32 = onair_alsa_silence()

    static func ensure() {
        _ = silenced
    }
}
