import PictureMeasures
import StudioModel
import Video4Linux

/// What the profile wants of a camera; what it leaves out stays as the camera has it.
package struct CameraExpectation: Equatable, Sendable {
    package var width: Int?
    package var height: Int?
    package var rate: Double?
    package var pixels: FourCC?
    /// What is known of its picture.
    package var picture: PictureSetting
    /// Pictures measured a second.
    package var pictureRate: Double
    /// Controls by name, as the good rig had them.
    package var controls: [String: Value]
    /// Those whose drift is a fault, not a note.
    package var lockedControls: Set<String>
    /// Hz of the venue's mains.
    package var mains: Double?

    /// What flicker, colour and sharpness hang on, by their names in new and old kernels.
    private static let alwaysLocked: Set<String> = [
        "auto_exposure", "exposure_auto", "white_balance_automatic", "white_balance_temperature_auto",
        "focus_automatic_continuous", "focus_auto", "power_line_frequency", "zoom_absolute",
    ]

    package init(_ expect: [String: Value]) {
        // "MJPG 1280x720", as `camera.format` says it, or the letters alone.
        let words = (expect["format"]?.text ?? "").split(separator: " ")
        let size = words.count > 1 ? words[1].split(separator: "x").compactMap { Int($0) } : []
        width = expect["width"]?.number.flatMap { Int(exactly: $0.rounded()) } ?? size.first
        height = expect["height"]?.number.flatMap { Int(exactly: $0.rounded()) } ?? size.dropFirst().first
        rate = expect["fps"]?.number.flatMap { $0 > 0 && $0 < 1000 ? $0 : nil }
        pixels = words.first.flatMap { Self.fourCC(String($0)) }
        picture = Self.picture(expect)
        pictureRate = min(10, max(0.2, expect["picture-rate"]?.number ?? 2))
        mains = expect["mains"]?.number
        controls = [:]
        for (key, value) in expect where key.hasPrefix("control.") {
            controls[String(key.dropFirst("control.".count))] = value
        }
        let locked = (expect["locked"]?.text ?? "").split { $0 == " " || $0 == "," }.map(String.init)
        lockedControls = Self.alwaysLocked.union(locked)
    }

    private static func picture(_ expect: [String: Value]) -> PictureSetting {
        var setting = PictureSetting()
        setting.freezeHold = expect["frozen-after"]?.number ?? setting.freezeHold
        setting.subject = region(expect["subject-region"]) ?? setting.subject
        setting.grey = region(expect["grey-region"])
        setting.backdrop = region(expect["backdrop-region"])
        setting.mains = expect["mains"]?.number
        setting.reference = expect["picture-reference"]?.text.flatMap { PictureReference(text: $0) }
        return setting
    }

    /// "0.35 0.2 0.3 0.6": left, top, width and height in shares of the picture.
    private static func region(_ value: Value?) -> Region? {
        let numbers = (value?.text ?? "").split { $0 == " " || $0 == "," }.compactMap { Double($0) }
        guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
        return Region(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
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
