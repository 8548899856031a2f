/// The cost of the picture measures, for `make bench`.
package enum PictureBench {
    /// All picture measures of one 1080p YUYV frame as a multiple of one memcpy of it (`picture.frame-over-memcpy`):
    /// the ratio of two medians, so neither the machine nor a stray interrupt decides it.
    package static func frameOverMemcpy(rounds: Int = 101) -> Double {
        let (width, height) = (1920, 1080)
        let count = width * height * 2
        let frame = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        defer {
            frame.deallocate()
            copy.deallocate()
        }
        var noise: UInt32 = 1
        for index in frame.indices {
            noise = noise &* 1_664_525 &+ 1_013_904_223
            frame[index] = UInt8(truncatingIfNeeded: noise >> 24)
        }
        copy.copyMemory(from: UnsafeRawBufferPointer(frame))
        var meter = PictureMeter()
        var measuring: [Duration] = []
        var copying: [Duration] = []
        let clock = ContinuousClock()
        for round in 0..<rounds {
            let picture = UnsafeRawBufferPointer(frame)
            guard
                let plane = LumaPlane(
                    picture, width: width, height: height, packing: .lumaFirst, range: .limited)
            else { return .nan }
            measuring.append(clock.measure { _ = meter.measure(plane, payload: picture, at: Double(round)) })
            copying.append(clock.measure { copy.copyMemory(from: picture) })
            // A byte that moves keeps every round honest work.
            frame[round] = frame[round] &+ 1
        }
        return measuring.sorted()[rounds / 2] / copying.sorted()[rounds / 2]
    }
}
