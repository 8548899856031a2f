extension PictureSample {
    /// How surely the picture is a “no signal” card: most of it one exact colour, as only a generator draws it, and a
    /// little text or a logo on it, 0.2 % to 25 % of the area. Light on a real wall, and sensor noise, leave the
    /// exactness; a picture without any text is one colour, which `picture.constant-ratio` says.
    package func cardConfidence(_ constancy: Constancy) -> Double {
        let ink = 1 - constancy.exactRatio
        guard ink >= 0.002, ink <= 0.25 else { return 0 }
        // Compressed text rings: what lies between exact and near is neither card nor ink.
        let fringe = constancy.ratio - constancy.exactRatio
        let isInked = min(1, max(0, (1 - constancy.ratio) / 0.002))
        let clean = min(1, max(0, 1 - fringe / 0.15))
        return isInked * clean * min(1, constancy.exactRatio / 0.8)
    }
}
