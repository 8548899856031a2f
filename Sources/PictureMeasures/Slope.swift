/// Takes the slow part off a column of rows: another exposure and a lamp from above are no bands.
enum Slope {
    /// Each strip's mean becomes 0, and its tilt and bow are taken off; unlit cells stay 0.
    static func removed(_ cells: [Double], lit: [Bool]) -> [Double] {
        var result = [Double](repeating: 0, count: cells.count)
        let (rows, strips) = (FlickerRows.rows, FlickerRows.strips)
        for strip in 0..<strips {
            let places = (0..<rows).map { $0 * strips + strip }.filter { lit[$0] }
            guard places.count >= rows / 2 else { continue }
            let mean = places.reduce(0) { $0 + cells[$1] } / Double(places.count)
            guard mean > 0 else { continue }
            var rest = places.map { cells[$0] / mean - 1 }
            let positions = places.map { Double($0 / strips) / Double(rows - 1) * 2 - 1 }
            // Legendre's first three, made orthogonal enough by going round twice.
            for _ in 0..<2 {
                for shape in [{ _ in 1 }, { $0 }, { 1.5 * $0 * $0 - 0.5 }] as [(Double) -> Double] {
                    let form = positions.map(shape)
                    let norm = form.reduce(0) { $0 + $1 * $1 }
                    let part = zip(form, rest).reduce(0) { $0 + $1.0 * $1.1 } / norm
                    for index in rest.indices { rest[index] -= part * form[index] }
                }
            }
            for (place, value) in zip(places, rest) { result[place] = value }
        }
        return result
    }
}
