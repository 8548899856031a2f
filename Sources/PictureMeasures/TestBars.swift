/// Compares pictures with test patterns: the confidence is the share of points that have the pattern's colour.
///
/// A generator and the picture may disagree on the colour matrix, so each pattern is tried with both.
struct TestBars: Sendable {
    /// Points across and down; few are enough, for the fields are large.
    private static let columns = 48
    private static let rows = 27
    /// Codes by which a point may differ: compression, a wrong range, an analogue path.
    private static let tolerance = 20

    private struct Template: Sendable {
        /// Place in the colour grid, and the three codes there.
        var points: [(place: Int, luma: Int, blue: Int, red: Int)]
    }

    private var templates: [Template] = []
    private var madeFor: (columns: Int, rows: Int, range: LumaRange)?

    /// 0...1; 0 for a picture without colour, and for one too small to tell.
    mutating func confidence(_ sample: PictureSample) -> Double {
        guard !sample.blue.isEmpty, sample.colourColumns >= 16, sample.colourRows >= 12 else { return 0 }
        prepare(sample)
        return templates.map { Self.share($0, sample) }.max() ?? 0
    }

    private static func share(_ template: Template, _ sample: PictureSample) -> Double {
        var count = 0
        for point in template.points {
            let (row, column) = (point.place / sample.colourColumns, point.place % sample.colourColumns)
            let luma = Int(sample.luma[row * 2 * sample.columns + column * 2])
            let far = max(
                abs(luma - point.luma), abs(Int(sample.blue[point.place]) - point.blue),
                abs(Int(sample.red[point.place]) - point.red))
            if far <= tolerance { count += 1 }
        }
        return Double(count) / Double(max(1, template.points.count))
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
        var points: [(place: Int, luma: Int, blue: Int, red: Int)] = []
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
                    (
                        row * sample.colourColumns + column, Int(code.luma.rounded()),
                        Int(code.blue.rounded()), Int(code.red.rounded())
                    ))
            }
        }
        return Template(points: points)
    }
}
