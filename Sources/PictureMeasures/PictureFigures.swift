/// Everything one picture, with those before it, came to. `values` has it by metric name.
package struct PictureFigures: Equatable, Sendable {
    package var brightness = 0.0
    package var blackRatio = 0.0
    package var stillness = Stillness.Figures(
        difference: nil, isStill: false, stillFor: 0, sameFor: 0, isFrozen: false)
    package var constantRatio = 0.0
    package var barsConfidence = 0.0
    package var cardConfidence = 0.0
    package var clipRatio = 0.0
    package var crushRatio = 0.0
    package var darkRatio = 0.0
    package var subjectLevel = 0.0
    package var evenness: Double?
    package var flicker = FlickerVerdict.measuring(seconds: FlickerMeter.shortSpan)
    package var cast: ColourCast?
    /// Of the grey region, where one is named.
    package var grey: LabColour?
    package var rangeRatio: Double?
    package var saturation: Double?
    package var focus: Double?
    package var noise: Double?
    package var outliersRatio: Double?
    package var letterboxRatio: Double?
    package var framing: Framing?
    /// The picture has colour at all.
    package var isColoured = true
    package var hasGreyRegion = false
    package var hasBackdrop = false
    package var hasReference = false

    package init() {}

    package var isBlack: Bool { blackRatio >= PictureSample.blackPicture }
}

extension PictureFigures {
    /// One value for each metric of `PictureMetric.all`.
    package var values: [String: PictureValue] {
        presence.merging(light) { $1 }.merging(colour) { $1 }.merging(detail) { $1 }.merging(frame) { $1 }
    }

    private var presence: [String: PictureValue] {
        [
            "picture.luma.mean": .number(brightness), "picture.black-ratio": .number(blackRatio),
            "picture.black": .flag(isBlack),
            "picture.difference": value(stillness.difference, "this is the first picture"),
            "picture.still": .number(stillness.stillFor), "picture.identical": .number(stillness.sameFor),
            "picture.frozen": .flag(stillness.isFrozen), "picture.constant-ratio": .number(constantRatio),
            "picture.bars.confidence": .number(barsConfidence),
            "picture.card.confidence": .number(cardConfidence),
            "picture.pattern.confidence": .number(max(barsConfidence, cardConfidence)),
        ]
    }

    private var light: [String: PictureValue] {
        [
            "picture.clip-ratio": .number(clipRatio), "picture.crush-ratio": .number(crushRatio),
            "picture.dark-ratio": .number(darkRatio), "picture.level.subject": .number(subjectLevel),
            "picture.evenness": hasBackdrop
                ? value(evenness, "nothing in the backdrop is lit")
                : .unsupported("the profile names no backdrop region"),
            "picture.flicker.modulation": flicker.modulation, "picture.flicker.mains": flicker.mains,
        ]
    }

    private var colour: [String: PictureValue] {
        let noColour = PictureValue.unsupported("the picture has no colour")
        let noRegion = PictureValue.unsupported("the profile names no grey region")
        // Grey on average is an assumption: good for a comparison with the good rig, no measure of its own.
        let cast = { (needsRegion: Bool, part: (ColourCast) -> Double) in
            if !isColoured { return noColour }
            if needsRegion, !hasGreyRegion { return noRegion }
            return value(self.cast.map(part), "too little of the picture is lit")
        }
        let grey = { (part: (LabColour) -> Double) in
            if !isColoured { return noColour }
            return hasGreyRegion ? value(self.grey.map(part), "the grey region is dark") : noRegion
        }
        return [
            "picture.cast.red": cast(false) { $0.red }, "picture.cast.blue": cast(false) { $0.blue },
            "picture.cast": cast(true) { $0.worst }, "picture.warmth": cast(false) { $0.red - $0.blue },
            "picture.grey.l": grey { $0.l }, "picture.grey.a": grey { $0.a }, "picture.grey.b": grey { $0.b },
            // Two cameras make it: whoever sees both replaces this.
            "picture.match": .unsupported("no other camera's grey region is compared with this one"),
            "picture.range-ratio": rangeRatio.map { .number($0) }
                ?? .unsupported("in full range every code is legal"),
            "picture.saturation.max": isColoured ? value(saturation, "the picture has no colour") : noColour,
        ]
    }

    private var detail: [String: PictureValue] {
        [
            "picture.focus": value(focus, "the picture is too dark to be judged"),
            "picture.noise": value(noise, "two pictures with a flat, lit part are needed"),
            "picture.outliers-ratio": value(outliersRatio, "the picture is too small"),
        ]
    }

    private var frame: [String: PictureValue] {
        let framing = { (part: (Framing) -> Double) in
            hasReference
                ? value(self.framing.map(part), "the picture or its reference is flat")
                : .unsupported("there is no reference picture")
        }
        return [
            "picture.letterbox-ratio": value(letterboxRatio, "the picture is black"),
            "picture.framing.shift": framing { $0.shift },
            "picture.framing.similarity": framing { $0.similarity },
        ]
    }

    private func value(_ number: Double?, _ reason: String) -> PictureValue {
        number.map { .number($0) } ?? .absent(reason)
    }
}
