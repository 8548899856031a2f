/// How far a shot has moved against its reference picture, and how like it is once that is allowed for.
package struct Framing: Equatable, Sendable {
    /// In shares of the picture's width; right and down are positive.
    package var right: Double
    package var down: Double
    /// The correlation at that shift, −1...1; 1 is the same picture, whatever its brightness and contrast.
    package var similarity: Double

    /// The way moved, in shares of the width.
    package var shift: Double { (right * right + down * down).squareRoot() }

    /// The farthest shift looked for, in cells of the thumbnail: an eighth of the width, and a sixth of the height.
    static let reach = 8

    /// Nil where one of the two is without structure.
    package init?(_ sample: PictureSample, against reference: PictureReference) {
        guard sample.columns >= PictureReference.columns, sample.rows >= PictureReference.rows else {
            return nil
        }
        self.init(
            PictureReference.thumbnail(sample), reference.luma.map(Float.init),
            aspect: Double(sample.rows * sample.rowStep) / Double(sample.columns * sample.columnStep))
    }

    private init?(_ picture: [Float], _ reference: [Float], aspect: Double) {
        let search = Search(
            picture: picture, reference: reference, columns: PictureReference.columns,
            rows: PictureReference.rows)
        let half = Self.reach / 2
        guard let coarse = search.halved.best(right: -half...half, down: -3...3) else { return nil }
        let fine = search.best(
            right: 2 * coarse.right - 1...2 * coarse.right + 1,
            down: 2 * coarse.down - 1...2 * coarse.down + 1)
        guard let peak = fine else { return nil }
        let across = Self.vertex(
            search.correlation(peak.right - 1, peak.down), peak.value,
            search.correlation(peak.right + 1, peak.down))
        let along = Self.vertex(
            search.correlation(peak.right, peak.down - 1), peak.value,
            search.correlation(peak.right, peak.down + 1))
        right = (Double(peak.right) + across) / Double(PictureReference.columns)
        down = (Double(peak.down) + along) / Double(PictureReference.rows) * aspect
        similarity = peak.value
    }

    /// Where the parabola through three neighbours has its top, −0.5...0.5.
    private static func vertex(_ before: Double?, _ peak: Double, _ after: Double?) -> Double {
        guard let before, let after else { return 0 }
        let bend = before - 2 * peak + after
        return bend < -1e-9 ? min(0.5, max(-0.5, (before - after) / (2 * bend))) : 0
    }

    /// Correlations of two thumbnails over the part that both show.
    private struct Search {
        let picture: [Float]
        let reference: [Float]
        let columns: Int
        let rows: Int

        /// Half as large each way: a coarse search in a quarter of the points.
        var halved: Search {
            Search(
                picture: halved(picture), reference: halved(reference), columns: columns / 2, rows: rows / 2)
        }

        private func halved(_ codes: [Float]) -> [Float] {
            (0..<rows / 2 * (columns / 2)).map { cell in
                let place = cell / (columns / 2) * 2 * columns + cell % (columns / 2) * 2
                return (codes[place] + codes[place + 1] + codes[place + columns] + codes[place + columns + 1])
                    / 4
            }
        }

        struct Peak {
            var right: Int
            var down: Int
            var value: Double
        }

        func best(right: ClosedRange<Int>, down: ClosedRange<Int>) -> Peak? {
            var best: Peak?
            for vertical in down {
                for horizontal in right {
                    guard let value = correlation(horizontal, vertical) else { continue }
                    if value > best?.value ?? -.infinity {
                        best = Peak(right: horizontal, down: vertical, value: value)
                    }
                }
            }
            return best
        }

        /// Pearson's, of the picture moved back by the shift; nil where either part is flat.
        func correlation(_ right: Int, _ down: Int) -> Double? {
            let width = columns - abs(right)
            var (a, b, aa, bb, ab) = (Float(0), Float(0), Float(0), Float(0), Float(0))
            picture.withUnsafeBufferPointer { picture in
                reference.withUnsafeBufferPointer { reference in
                    for row in max(0, down)..<min(rows, rows + down) {
                        let mine = row * columns + max(0, right)
                        let theirs = (row - down) * columns + max(0, -right)
                        var place = 0
                        var (sa, sb) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
                        var (saa, sbb, sab) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
                        while place + 8 <= width {
                            let x = Self.load(picture, mine + place)
                            let y = Self.load(reference, theirs + place)
                            sa += x
                            sb += y
                            saa += x * x
                            sbb += y * y
                            sab += x * y
                            place += 8
                        }
                        a += sa.sum()
                        b += sb.sum()
                        aa += saa.sum()
                        bb += sbb.sum()
                        ab += sab.sum()
                        while place < width {
                            let (x, y) = (picture[mine + place] - 128, reference[theirs + place] - 128)
                            a += x
                            b += y
                            aa += x * x
                            bb += y * y
                            ab += x * y
                            place += 1
                        }
                    }
                }
            }
            let count = Float(width * (rows - abs(down)))
            let (va, vb) = (aa - a * a / count, bb - b * b / count)
            // A deviation under half a code is noise, no structure.
            guard count > 0, va > 0.25 * count, vb > 0.25 * count else { return nil }
            return Double((ab - a * b / count) / (va * vb).squareRoot())
        }

        @inline(__always)
        private static func load(_ codes: UnsafeBufferPointer<Float>, _ place: Int) -> SIMD8<Float> {
            UnsafeRawBufferPointer(codes).loadUnaligned(fromByteOffset: place * 4, as: SIMD8<Float>.self)
                - 128
        }
    }
}
