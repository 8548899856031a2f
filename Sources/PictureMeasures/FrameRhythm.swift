/// The rate of frames by their times alone, lost frames allowed for.
enum FrameRhythm {
    /// Frames a second by the line through times and frame numbers; nil for too few.
    static func rate(_ times: [Double]) -> Double? {
        guard times.count >= 3, let first = times.first else { return nil }
        let steps = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
        let step = steps[steps.count / 2]
        guard step > 0 else { return nil }
        var (number, last) = (0.0, first)
        var (sumN, sumT, sumNN, sumNT) = (0.0, 0.0, 0.0, 0.0)
        for time in times {
            number += ((time - last) / step).rounded()
            last = time
            let t = time - first
            sumN += number
            sumT += t
            sumNN += number * number
            sumNT += number * t
        }
        let count = Double(times.count)
        let slope = (count * sumNT - sumN * sumT) / (count * sumNN - sumN * sumN)
        return slope > 0 && slope.isFinite ? 1 / slope : nil
    }
}
