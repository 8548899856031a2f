/// Compares pictures with test patterns: the confidence is the share of points that have the pattern's colour.
///
/// A generator and the picture may disagree on the colour matrix, so each pattern is tried with both.
struct TestBars: Sendable {
    /// Points across and down; few are enough, for the fields are large.
    // 47 is prime: each eighth point moves over all columns.
    private static let columns = 47
    private static let rows = 27
    /// Codes by which a point may differ: compression, a wrong range, an analogue path.
    private static let tolerance: UInt16 = 20

    private struct Template: Sendable {
        var points: [Point]
    }

    /// Where a point lies among luma and among colour samples, and the codes there.
    private struct Point: Sendable {
        var place: Int
        var colourPlace: Int
        var luma: Int16
        var blue: Int16
        var red: Int16
    }

    private var templates: [Template] = []
    private var madeFor: (columns: Int, rows: Int, range: LumaRange)?

    /// 0...1; 0 for a picture without colour, and for one too small to tell.
    mutating func confidence(_ sample: PictureSample) -> Double {
        guard !sample.blue.isEmpty, sample.colourColumns >= 16, sample.colourRows >= 12 else { return 0 }
        prepare(sample)
        return templates.map { template in
            // A look at each eighth point: what is far from a pattern need not be compared with all of it.
            let glance = Self.share(template, sample, step: 8)
            return glance < 0.5 ? glance : Self.share(template, sample, step: 1)
        }.max() ?? 0
    }

    private static func share(_ template: Template, _ sample: PictureSample, step: Int) -> Double {
        var (count, total) = (0, 0)
        for index in stride(from: 0, to: template.points.count, by: step) {
            let point = template.points[index]
            total &+= 1
            let luma = (Int16(sample.luma[point.place]) &- point.luma).magnitude
            let blue = (Int16(sample.blue[point.colourPlace]) &- point.blue).magnitude
            let red = (Int16(sample.red[point.colourPlace]) &- point.red).magnitude
            count &+= max(luma, blue, red) <= tolerance ? 1 : 0
        }
        return Double(count) / Double(max(1, total))
    }

    private mutating func prepare(_ sample: PictureSample) {
        if let madeFor, madeFor == (sample.colourColumns, sample.colourRows, sample.range) { return }
        madeFor = (sample.colourColumns, sample.colourRows, sample.range)
        templates = BarPattern.all.flatMap { pattern in
            [ColourMatrix.bt601, .bt709].map { Self.template(pattern, $0, sample) }
        }
    }

    private static func template(
        _ pattern: BarPattern, _ matrix: ColourMatrix, _ sample: PictureSample
    ) -> Template {
        var points: [Point] = []
        let margin = 1 / Double(sample.colourColumns)
        for y in 0..<min(rows, sample.colourRows) {
            for x in 0..<min(columns, sample.colourColumns) {
                let row = (2 * y + 1) * sample.colourRows / (2 * min(rows, sample.colourRows))
                let column = (2 * x + 1) * sample.colourColumns / (2 * min(columns, sample.colourColumns))
                let across = (Double(column) + 0.5) / Double(sample.colourColumns)
                let down = (Double(row) + 0.5) / Double(sample.colourRows)
                guard let colour = pattern.colour(x: across, y: down, margin: margin) else { continue }
                let code = matrix.code(colour, sample.range)
                points.append(
                    Point(
                        place: row * 2 * sample.columns + column * 2,
                        colourPlace: row * sample.colourColumns + column, luma: Int16(code.luma.rounded()),
                        blue: Int16(code.blue.rounded()), red: Int16(code.red.rounded())))
            }
        }
        return Template(points: points)
    }
}
