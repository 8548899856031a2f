/// A rectangle of a picture in shares of its width and height: where the subject stands, where the grey card lies.
package struct Region: Hashable, Codable, Sendable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The whole picture.
    package static let whole = Region(x: 0, y: 0, width: 1, height: 1)
    /// Where a single host is framed: the middle third, head to chest.
    package static let middle = Region(x: 0.35, y: 0.2, width: 0.3, height: 0.6)

    /// The columns and rows of a grid that it covers; at least one of each, whatever numbers were written.
    func cells(_ columns: Int, _ rows: Int) -> (columns: Range<Int>, rows: Range<Int>) {
        (Self.cells(x, width, columns), Self.cells(y, height, rows))
    }

    private static func cells(_ start: Double, _ length: Double, _ count: Int) -> Range<Int> {
        guard start.isFinite, length.isFinite, count > 0 else { return 0..<max(1, count) }
        let first = Int((min(1, max(0, start)) * Double(count)).rounded())
        let end = Int((min(1, max(0, start + length)) * Double(count)).rounded())
        let lower = min(first, count - 1)
        return lower..<max(lower + 1, min(end, count))
    }
}
