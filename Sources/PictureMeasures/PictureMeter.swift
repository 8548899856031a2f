/// All measures of one camera's pictures: give it a picture now and then, it gives the figures.
package struct PictureMeter: Sendable {
    private var sample = LumaSample()
    private var stillness: Stillness

    /// `freezeHold`: seconds of repetition before a picture is called frozen.
    package init(freezeHold: Double = 2) { stillness = Stillness(hold: freezeHold) }

    package struct Figures: Equatable, Sendable {
        /// Mean luma, 0...1.
        package var brightness: Double
        /// Share of dark samples, 0...1.
        package var blackRatio: Double
        package var isBlack: Bool
        package var stillness: Stillness.Figures
    }

    /// `payload` is the whole frame as the camera sent it; `plane` its luma, which for a JPEG is a decoded copy.
    package mutating func measure(
        _ plane: LumaPlane, payload: UnsafeRawBufferPointer, at time: Double
    ) -> Figures {
        sample.take(plane)
        let blackRatio = sample.blackRatio
        return Figures(
            brightness: sample.brightness, blackRatio: blackRatio,
            isBlack: blackRatio >= LumaSample.blackPicture,
            stillness: stillness.step(sample, PayloadHash(payload), at: time))
    }
}
