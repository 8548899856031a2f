extension PictureSample {
    /// The share of samples outside the limited range, 16…235 and 16…240 for colour (QCTools' BRNG); nil in full
    /// range, where every code is legal.
    package var rangeRatio: Double? {
        guard range == .limited, !luma.isEmpty else { return nil }
        let points = colourPoints
        var count = 0
        for index in points.luma.indices {
            var isOut = points.luma[index] < 16 || points.luma[index] > 235
            if !isOut, !points.blue.isEmpty {
                let (u, v) = (points.blue[index], points.red[index])
                isOut = u < 16 || u > 240 || v < 16 || v > 240
            }
            count &+= isOut ? 1 : 0
        }
        return Double(count) / Double(points.luma.count)
    }

    /// The greatest distance from grey in code values (QCTools' SATMAX); full-range codes are brought to the limited
    /// scale, on which its limits are written. Nil for a picture without colour.
    package var greatestSaturation: Double? {
        guard !blue.isEmpty else { return nil }
        let square = blue.withUnsafeBufferPointer { blue in
            red.withUnsafeBufferPointer { red in
                var most: Int32 = 0
                for index in 0..<min(blue.count, red.count) {
                    let (u, v) = (Int32(blue[index]) &- 128, Int32(red[index]) &- 128)
                    most = max(most, u &* u &+ v &* v)
                }
                return most
            }
        }
        return Double(square).squareRoot() * 224 / range.chromaSpan
    }
}
