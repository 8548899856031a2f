internal import CVideo4Linux

/// The picture a digital source sends: size and rate as its clock gives them (struct v4l2_bt_timings).
package struct VideoTimings: Hashable, Sendable, CustomStringConvertible {
    package var width: Int
    package var height: Int
    /// Whole pictures a second; nil when the driver gives no pixel clock.
    package var rate: Double?
    package var isInterlaced: Bool

    package init(width: Int, height: Int, rate: Double?, isInterlaced: Bool = false) {
        self.width = width
        self.height = height
        self.rate = rate
        self.isInterlaced = isInterlaced
    }

    init(_ timings: v4l2_bt_timings) {
        // V4L2_DV_BT_FRAME_WIDTH and _HEIGHT are function-like macros: added up here.
        let line = [timings.width, timings.hfrontporch, timings.hsync, timings.hbackporch]
        var lines = [timings.height, timings.vfrontporch, timings.vsync, timings.vbackporch]
        let isInterlaced = timings.interlaced != 0
        if isInterlaced { lines += [timings.il_vfrontporch, timings.il_vsync, timings.il_vbackporch] }
        let total = line.reduce(0) { $0 + Double($1) } * lines.reduce(0) { $0 + Double($1) }
        let clock = Double(timings.pixelclock)
        self.init(
            width: Int(timings.width), height: Int(timings.height),
            rate: clock > 0 && total > 0 ? clock / total : nil, isInterlaced: isInterlaced)
    }

    /// "1920x1080p59.94"; interlaced modes are named by their fields, "1920x1080i50".
    package var description: String {
        // A driver's nonsense has no name: more lines a second than any link carries.
        guard let rate, rate < 100_000 else { return "\(width)x\(height)" }
        let hundredths = (rate * (isInterlaced ? 2 : 1) * 100).rounded()
        let whole = Int(hundredths / 100)
        let part = Int(hundredths) - whole * 100
        let fraction =
            part == 0 ? "" : part % 10 == 0 ? ".\(part / 10)" : part < 10 ? ".0\(part)" : ".\(part)"
        return "\(width)x\(height)\(isInterlaced ? "i" : "p")\(whole)\(fraction)"
    }

    /// The same mode: rates within 0.2 %, for 59.94 and 60 Hz are two modes 0.1 % apart that no card tells apart.
    package func agrees(with other: VideoTimings) -> Bool {
        guard width == other.width, height == other.height, isInterlaced == other.isInterlaced else {
            return false
        }
        guard let rate, let its = other.rate else { return true }
        return abs(rate - its) <= max(rate, its) * 0.002
    }
}
