extension PictureMetric {
    /// Every metric of a picture, in the order in which they are shown.
    package static let all: [PictureMetric] = presence + light + colour + detail + frame

    private static let presence = [
        PictureMetric("picture.luma.mean", "1", "Mean brightness, 0 black to 1 white.", "thinned luma"),
        PictureMetric(
            "picture.black-ratio", "1", "Share of the picture at or below 10 % brightness.",
            "ffmpeg blackdetect"),
        PictureMetric("picture.black", "", "At least 98 % of the picture is black.", "ffmpeg blackdetect"),
        PictureMetric(
            "picture.difference", "1", "Mean change since the picture last stood still.",
            "ffmpeg freezedetect"),
        PictureMetric(
            "picture.still", "s", "How long the picture changed by at most 0.001.", "ffmpeg freezedetect"),
        PictureMetric("picture.identical", "s", "How long every byte has repeated.", "fingerprint"),
        PictureMetric(
            "picture.frozen", "", "The very same picture repeats.", "fingerprint, ffmpeg freezedetect"),
        PictureMetric(
            "picture.constant-ratio", "1", "Share of the picture that has one colour.", "EBU QC 0016B"),
        PictureMetric(
            "picture.bars.confidence", "1", "How surely it is test bars.",
            "SMPTE RP 219, SMPTE EG 1, EBU bars; EBU QC 0052BI"),
        PictureMetric(
            "picture.card.confidence", "1", "How surely it is a no-signal card.",
            "one exact colour and a little text"),
        PictureMetric(
            "picture.pattern.confidence", "1", "How surely it is test bars or a no-signal card.",
            "the greater of the two"),
    ]

    private static let light = [
        PictureMetric(
            "picture.clip-ratio", "1", "Share of pixels with R, G, B or Y over 246 of 255.", "EBU R103"),
        PictureMetric("picture.crush-ratio", "1", "Share of pixels under 5 of 255.", "EBU R103"),
        PictureMetric("picture.dark-ratio", "1", "Share of pixels at or under 16 of 255.", "thinned luma"),
        PictureMetric("picture.level.subject", "IRE", "Mean level where the subject stands.", "thinned luma"),
        PictureMetric(
            "picture.evenness", "1", "Darkest over brightest of 4 × 4 blocks of the backdrop.", "block means"),
        PictureMetric(
            "picture.flicker.modulation", "%",
            "How far mains light makes rows or frames brighter and darker.",
            "row bands and frame means against twice the mains frequency"),
        PictureMetric(
            "picture.flicker.mains", "Hz", "The mains frequency of the flicker; 0 without flicker.",
            "row bands and frame means against twice the mains frequency"),
    ]

    private static let colour = [
        PictureMetric("picture.cast.red", "1", "Red over green of the grey region, less 1.", "R/G − 1"),
        PictureMetric("picture.cast.blue", "1", "Blue over green of the grey region, less 1.", "B/G − 1"),
        PictureMetric("picture.cast", "1", "The greater of the two casts, without sign.", "R/G, B/G"),
        PictureMetric(
            "picture.warmth", "1", "Red less blue over green: of the grey region, or of the lit picture.",
            "R/G − B/G"),
        PictureMetric("picture.grey.l", "1", "Lightness L* of the grey region.", "CIE 1976, D65"),
        PictureMetric("picture.grey.a", "1", "a* of the grey region, green to red.", "CIE 1976, D65"),
        PictureMetric("picture.grey.b", "1", "b* of the grey region, blue to yellow.", "CIE 1976, D65"),
        PictureMetric(
            "picture.match", "ΔE00", "Colour difference of the grey region to another camera's.",
            "CIEDE2000 of two cameras' L*a*b*"),
        PictureMetric(
            "picture.range-ratio", "1", "Share of pixels outside 16–235 and 16–240.",
            "QCTools BRNG, ffmpeg signalstats"),
        PictureMetric(
            "picture.saturation.max", "1", "The greatest saturation in code values.",
            "QCTools SATMAX, ffmpeg signalstats"),
    ]

    private static let detail = [
        PictureMetric(
            "picture.focus", "1", "Edge energy over mean brightness; compare it with the same shot only.",
            "normalised Tenengrad"),
        PictureMetric(
            "picture.noise", "1", "Standard deviation over time in flat parts, in code values.",
            "MAD / (0.6745 · √2)"),
        PictureMetric(
            "picture.outliers-ratio", "1", "Share of pixels unlike their neighbours above and below.",
            "QCTools TOUT, ffmpeg signalstats"),
    ]

    private static let frame = [
        PictureMetric(
            "picture.letterbox-ratio", "1", "Share of the picture that black borders cover.",
            "ffmpeg cropdetect"),
        PictureMetric(
            "picture.framing.shift", "1", "How far the shot has moved, in shares of the width.",
            "correlation with the reference picture"),
        PictureMetric(
            "picture.framing.similarity", "1", "Likeness to the reference picture once shifted, −1 to 1.",
            "correlation with the reference picture"),
    ]
}
