import StudioModel
import Video4Linux

/// What the profile wants of a camera; what it leaves out stays as the camera has it.
package struct CameraExpectation: Equatable, Sendable {
    package var width: Int?
    package var height: Int?
    package var rate: Double?
    package var pixels: FourCC?
    /// Seconds of repetition before a picture counts as frozen.
    package var freezeHold: Double

    package init(_ expect: [String: Value]) {
        // "MJPG 1280x720", as `camera.format` says it, or the letters alone.
        let words = (expect["format"]?.text ?? "").split(separator: " ")
        let size = words.count > 1 ? words[1].split(separator: "x").compactMap { Int($0) } : []
        width = expect["width"]?.number.flatMap { Int(exactly: $0.rounded()) } ?? size.first
        height = expect["height"]?.number.flatMap { Int(exactly: $0.rounded()) } ?? size.dropFirst().first
        rate = expect["fps"]?.number.flatMap { $0 > 0 && $0 < 1000 ? $0 : nil }
        pixels = words.first.flatMap { Self.fourCC(String($0)) }
        freezeHold = expect["frozen-after"]?.number ?? 2
    }

    /// "MJPG", or what people call it.
    private static func fourCC(_ text: String) -> FourCC? {
        switch text.uppercased() {
        case "MJPEG": .mjpg
        case "YUY2", "YUYV422": .yuyv
        case "I420", "YUV420P": .yu12
        case let letters: FourCC(letters)
        }
    }

    /// The format to ask for, starting from the one that is set.
    package func format(from current: PictureFormat) -> PictureFormat {
        var wanted = current
        wanted.width = width ?? current.width
        wanted.height = height ?? current.height
        wanted.pixels = pixels ?? current.pixels
        return wanted
    }

    /// Whether the camera took what was asked. A rate within 0.5 % is the same: 30 and 29.97 are not told apart by
    /// most drivers.
    package func agrees(with format: PictureFormat, rate actual: Double?) -> Bool {
        if let width, width != format.width { return false }
        if let height, height != format.height { return false }
        if let pixels, pixels != format.pixels { return false }
        guard let rate, let actual else { return true }
        return abs(actual - rate) <= rate * 0.005
    }
}
