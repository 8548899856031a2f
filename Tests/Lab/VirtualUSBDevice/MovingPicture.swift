/// A picture for the camera: a grey ramp with a bright bar that moves, so no two in a row are alike.
package struct MovingPicture: Sendable {
    package let width: Int
    package let height: Int
    /// YUYV, limited range: luma at the even offsets, chroma 128 at the odd ones.
    package private(set) var bytes: [UInt8]

    /// Luma of black and of white in limited range (ITU-R BT.601).
    package static let black: UInt8 = 16
    package static let white: UInt8 = 235

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
        bytes = [UInt8](repeating: 128, count: width * height * 2)
    }

    /// Draws one line and repeats it; brightness 128 leaves the ramp as it is.
    package mutating func draw(step: Int, brightness: Int, black: Bool) {
        let barWidth = max(2, width / 8)
        let barStart = step * 8 % width
        var line = [UInt8](repeating: 128, count: width * 2)
        for column in 0..<width {
            let inBar = (column - barStart + width) % width < barWidth
            let ramp = 16 + column * 200 / width
            let luma = black ? Int(Self.black) : (inBar ? Int(Self.white) : ramp + brightness - 128)
            line[column * 2] = UInt8(min(Int(Self.white), max(Int(Self.black), luma)))
        }
        bytes.withUnsafeMutableBytes { picture in
            for row in 0..<height {
                UnsafeMutableRawBufferPointer(
                    rebasing: picture[(row * line.count)..<((row + 1) * line.count)]
                )
                .copyBytes(from: line)
            }
        }
    }
}
