/// One pixel format a camera offers (VIDIOC_ENUM_FMT).
package struct OfferedFormat: Hashable, Sendable {
    package var pixels: FourCC
    package var name: String
    package var isCompressed: Bool
    /// Made by libv4l2, not by the camera; never true with conversion off.
    package var isEmulated: Bool

    package init(pixels: FourCC, name: String, isCompressed: Bool = false, isEmulated: Bool = false) {
        self.pixels = pixels
        self.name = name
        self.isCompressed = isCompressed
        self.isEmulated = isEmulated
    }
}

/// One entry of a camera's picture sizes: a single size, or a range walked in steps.
package enum OfferedSizes: Hashable, Sendable {
    case discrete(width: Int, height: Int)
    case stepwise(widths: StrideRange, heights: StrideRange)

    package func contains(width: Int, height: Int) -> Bool {
        switch self {
        case .discrete(let itsWidth, let itsHeight): itsWidth == width && itsHeight == height
        case .stepwise(let widths, let heights): widths.contains(width) && heights.contains(height)
        }
    }
}

/// `lowest...highest` in steps; V4L2's "continuous" is a step of 1.
package struct StrideRange: Hashable, Sendable {
    package var lowest: Int
    package var highest: Int
    package var step: Int

    package init(_ lowest: Int, _ highest: Int, step: Int) {
        self.lowest = lowest
        self.highest = highest
        self.step = step
    }

    package func contains(_ value: Int) -> Bool {
        value >= lowest && value <= highest && (value - lowest) % max(1, step) == 0
    }
}

/// One entry of the frame intervals offered at a size: a single one, or everything between two.
package enum OfferedIntervals: Hashable, Sendable {
    case discrete(FrameInterval)
    case between(shortest: FrameInterval, longest: FrameInterval)

    /// The highest rate this entry allows, Hz.
    package var highestRate: Double? {
        switch self {
        case .discrete(let interval): interval.rate
        case .between(let shortest, _): shortest.rate
        }
    }
}
