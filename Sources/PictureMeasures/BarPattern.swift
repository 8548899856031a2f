/// A test pattern as rows of coloured fields.
struct BarPattern: Sendable {
    struct Field: Sendable {
        /// Share of the width.
        var width: Double
        /// Nil where versions of the pattern differ, or where it ramps.
        var colour: RGB?
    }

    struct Band: Sendable {
        /// Share of the height.
        var height: Double
        var fields: [Field]
    }

    var bands: [Band]

    /// The colour at a point given in shares of width and height; nil where nothing is certain, and near an edge,
    /// where filters blur.
    func colour(x: Double, y: Double, margin: Double) -> RGB? {
        var top = 0.0
        for band in bands {
            defer { top += band.height }
            guard y < top + band.height else { continue }
            guard y - top > margin || top == 0, top + band.height - y > margin else { return nil }
            var left = 0.0
            for field in band.fields {
                defer { left += field.width }
                guard x < left + field.width else { continue }
                guard x - left > margin || left == 0, left + field.width - x > margin else { return nil }
                return field.colour
            }
        }
        return nil
    }

    // MARK: The patterns

    /// White, yellow, cyan, green, magenta, red, blue, black: EBU bars, the colours at 75 % or 100 %, white at 100 %
    /// or as the colours.
    static func ebu(colours: Double, white: Double) -> BarPattern {
        let bars = [grey(white)] + primaries(colours) + [grey(0)]
        return BarPattern(bands: [Band(height: 1, fields: bars.map { Field(width: 1.0 / 8, colour: $0) })])
    }

    /// SMPTE EG 1-1990, the bars of standard definition.
    static let smpte: BarPattern = {
        let bar = 1.0 / 7
        let top = ([grey(0.75)] + primaries(0.75)).map { Field(width: bar, colour: $0) }
        let colours = primaries(0.75)
        let castellations = [colours[5], grey(0), colours[3], grey(0), colours[1], grey(0), grey(0.75)]
        let bottom: [Field] = [
            Field(width: bar * 1.25), Field(width: bar * 1.25, colour: grey(1)), Field(width: bar * 1.25),
            Field(width: bar * 1.25, colour: grey(0)), Field(width: bar), Field(width: bar, colour: grey(0)),
        ]
        return BarPattern(bands: [
            Band(height: 2.0 / 3, fields: top),
            Band(height: 1.0 / 12, fields: castellations.map { Field(width: bar, colour: $0) }),
            Band(height: 1, fields: bottom),
        ])
    }()

    /// SMPTE RP 219:2002, the bars of high definition: side panels of an eighth, seven bars in the three quarters
    /// between.
    static let smpteHD: BarPattern = {
        let side = 1.0 / 8
        let bar = 0.75 / 7
        let top = ([grey(0.75)] + primaries(0.75)).map { Field(width: bar, colour: $0) }
        return BarPattern(bands: [
            Band(
                height: 7.0 / 12,
                fields: [Field(width: side, colour: grey(0.4))] + top + [
                    Field(width: side, colour: grey(0.4))
                ]),
            Band(
                height: 1.0 / 12,
                fields: [
                    Field(width: side, colour: RGB(red: 0, green: 1, blue: 1)), Field(width: bar),
                    Field(width: bar * 6, colour: grey(0.75)),
                    Field(width: side, colour: RGB(red: 0, green: 0, blue: 1)),
                ]),
            Band(
                height: 1.0 / 12,
                fields: [
                    Field(width: side, colour: RGB(red: 1, green: 1, blue: 0)), Field(width: bar),
                    Field(width: bar * 5), Field(width: bar, colour: grey(1)),
                    Field(width: side, colour: RGB(red: 1, green: 0, blue: 0)),
                ]),
            Band(
                height: 1,
                fields: [
                    Field(width: side, colour: grey(0.15)), Field(width: bar * 1.5, colour: grey(0)),
                    Field(width: bar * 2, colour: grey(1)), Field(width: bar * 2.5),
                    Field(width: bar, colour: grey(0)), Field(width: side, colour: grey(0.15)),
                ]),
        ])
    }()

    static let all = [
        ebu(colours: 0.75, white: 1), ebu(colours: 1, white: 1), ebu(colours: 0.75, white: 0.75), smpte,
        smpteHD,
    ]

    private static func grey(_ level: Double) -> RGB { RGB(red: level, green: level, blue: level) }

    /// Yellow, cyan, green, magenta, red, blue.
    private static func primaries(_ level: Double) -> [RGB] {
        [(1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1)].map {
            RGB(red: $0 * level, green: $1 * level, blue: $2 * level)
        }
    }
}
