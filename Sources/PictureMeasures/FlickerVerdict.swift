/// What is known of mains flicker.
package enum FlickerVerdict: Equatable, Sendable {
    /// Too few frames yet: so many seconds are needed.
    case measuring(seconds: Double)
    /// No flicker that shows; the modulation found, in percent.
    case calm(modulation: Double)
    /// Light of this mains frequency makes bands or pulses of so many percent.
    case flicker(modulation: Double, mains: Double)
    /// These frames cannot show it; why.
    case undecidable(String)

    package var modulation: PictureValue {
        switch self {
        case .measuring(let seconds): .absent("flicker needs \(Int(seconds.rounded(.up))) s of frames")
        case .calm(let modulation), .flicker(let modulation, _): .number(modulation)
        case .undecidable(let reason): .unsupported(reason)
        }
    }

    /// 0 where there is no flicker.
    package var mains: PictureValue {
        switch self {
        case .measuring, .undecidable: modulation
        case .calm: .number(0)
        case .flicker(_, let mains): .number(mains)
        }
    }
}

/// What helps against flicker at a mains frequency.
package struct FlickerAdvice: Equatable, Sendable {
    /// Exposure times in seconds that hold whole pulses of light, shortest first.
    package let exposures: [Double]
    /// The value of V4L2_CID_POWER_LINE_FREQUENCY.
    package let powerLineFrequency: Int
    /// Frame rates at which bands at least stand still.
    package let frameRates: [Double]

    package init(mains: Double) {
        exposures = (1...4).map { Double($0) / (2 * mains) }
        powerLineFrequency = mains < 55 ? 1 : 2
        frameRates = mains < 55 ? [25, 50] : [24, 30, 60]
    }
}
