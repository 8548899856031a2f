import StudioModel
import Video4Linux

/// What the controls of a camera come to: drift against the profile, mains, privacy.
enum ControlReport {
    static let metrics: [Metric] = [
        "camera.controls", "camera.controls.drift", "camera.controls.locked-drift", "camera.mains.setting",
        "camera.mains.agreed", "camera.privacy", "camera.exposure.dynamic",
    ]

    static func outcomes(_ sheet: ControlSheet, _ expectation: CameraExpectation) -> [Metric: Outcome] {
        var outcomes = mains(sheet, expectation)
        outcomes["camera.controls"] =
            sheet.text.isEmpty ? .unsupported("its driver has no controls") : .text(sheet.text)
        outcomes["camera.privacy"] = flag(sheet[Control.privacy], "it has no privacy shutter that tells")
        outcomes["camera.exposure.dynamic"] = flag(
            sheet[Control.dynamicFrameRate], "it has no low-light mode that tells")
        guard !expectation.controls.isEmpty else {
            let reason = Outcome.unsupported("the profile keeps no controls of it; `onair learn` does")
            outcomes["camera.controls.drift"] = reason
            outcomes["camera.controls.locked-drift"] = reason
            return outcomes
        }
        let drift = sheet.drift(from: expectation.controls)
        outcomes["camera.controls.drift"] = list(drift.map(\.words))
        let locked = drift.filter { expectation.lockedControls.contains($0.name) }
        outcomes["camera.controls.locked-drift"] = list(locked.map(\.words))
        return outcomes
    }

    private static func list(_ words: [String]) -> Outcome {
        .text(words.isEmpty ? "none" : words.joined(separator: "; "))
    }

    private static func flag(_ entry: ControlSheet.Entry?, _ absence: String) -> Outcome {
        entry?.value.map { .flag($0 != 0) } ?? .unsupported(absence)
    }

    /// The camera's own flicker filter against the mains of the venue.
    private static func mains(_ sheet: ControlSheet, _ expectation: CameraExpectation) -> [Metric: Outcome] {
        guard let value = sheet[Control.powerLineFrequency]?.value else {
            let reason = Outcome.unsupported("it has no power line setting")
            return ["camera.mains.setting": reason, "camera.mains.agreed": reason]
        }
        // V4L2_CID_POWER_LINE_FREQUENCY_*
        let setting = [0: "off", 1: "50", 2: "60", 3: "auto"][value] ?? "unknown"
        let agreed: Outcome =
            expectation.mains.map { .flag(setting == "auto" || setting == Value.plain($0)) }
            ?? .unsupported("the profile does not say the mains frequency of the venue (expect: mains)")
        return ["camera.mains.setting": .text(setting), "camera.mains.agreed": agreed]
    }
}
