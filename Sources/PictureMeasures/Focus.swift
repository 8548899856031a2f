extension DetailRows {
    /// Edge energy (Tenengrad: mean squared Sobel gradient) over squared mean level, so that a dimmer lamp does not
    /// look like a softer lens. Only its ratio to the same shot when it was sharp means anything. Nil in the dark.
    var focus: Double? {
        guard pixels > 0 else { return nil }
        let level = luma / Double(pixels)
        return level < 4 ? nil : gradient / Double(pixels) / (level * level)
    }

    /// The share of outliers among the pixels looked at (QCTools' TOUT).
    var outliersRatio: Double? { pixels > 0 ? Double(outliers) / Double(pixels) : nil }
}
