import Glibc

/// The cost of the picture measures, for `make bench`.
package enum PictureBench {
    /// All picture measures of one 1080p YUYV frame, and one memcpy of the same frame.
    package struct Cost: Sendable {
        /// Milliseconds, medians.
        package var measure: Double
        package var copy: Double
        /// `picture.frame-over-memcpy`.
        package var overMemcpy: Double { measure / copy }
    }

    package static let width = 1920
    package static let height = 1080
    /// Frames in rotation: 200 MB, far more than any cache holds, so that each is read from memory, as a camera's is.
    package static let frames = 48

    /// A studio as a camera sees it: a lit backdrop, a host who moves, sensor noise of two codes.
    package static func frame(_ number: Int) -> [UInt8] {
        var noise = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
        return [UInt8](unsafeUninitializedCapacity: width * height * 2) { bytes, count in
            for row in 0..<height {
                for column in 0..<width {
                    noise ^= noise << 13
                    noise ^= noise >> 7
                    noise ^= noise << 17
                    // The sum of four dice is near enough to a bell.
                    let dice = (noise & 3) + (noise >> 2 & 3) + (noise >> 4 & 3) + (noise >> 6 & 3)
                    let (x, y) = (column - 960 - number * 4, row - 500)
                    let isHost = x * x / 4 + y * y / 9 < 16000
                    let luma = isHost ? 150 + (row / 4 + column / 7) % 24 : 90 + row / 20 + column / 40
                    let place = (row * width + column) * 2
                    bytes[place] = UInt8(luma + Int(dice) - 6)
                    bytes[place + 1] = UInt8((column & 1 == 0 ? 122 : 134) + Int(noise >> 8 & 3))
                }
            }
            count = width * height * 2
        }
    }

    /// The medians over rounds of all frames, of each round's mean: what only some frames cost is counted, and neither
    /// the machine nor a stray interrupt decides. Frames and copies take turns, so that both meet the same machine.
    package static func cost(_ frames: [[UInt8]], rounds: Int = 5) -> Cost? {
        guard
            let layout = PictureLayout(.yuyv, width: width, height: height, range: .limited),
            let first = frames.first
        else { return nil }
        var setting = PictureSetting()
        setting.grey = Region(x: 0.1, y: 0.1, width: 0.1, height: 0.1)
        setting.reference = PictureMeter.reference(first.span.bytes, layout)
        var meter = PictureMeter(setting)
        var copy = [UInt8](repeating: 0, count: first.count)
        var (measuring, copying): ([Double], [Double]) = ([], [])
        for round in 0..<rounds * frames.count {
            let frame = frames[round % frames.count]
            let time = Double(round) / 30
            measuring.append(spent { _ = meter.measure(frame.span.bytes, layout, at: time) })
            // The frame half a round away has left the caches again.
            let other = frames[(round + frames.count / 2) % frames.count]
            copying.append(
                spent {
                    copy.withUnsafeMutableBytes { copy in other.withUnsafeBytes { copy.copyMemory(from: $0) }
                    }
                })
        }
        return Cost(measure: median(measuring, of: frames.count), copy: median(copying, of: frames.count))
    }

    /// Milliseconds of processor time of this thread: what other programs took in between is not counted.
    private static func spent(_ work: () -> Void) -> Double {
        let began = threadTime
        work()
        return threadTime - began
    }

    private static var threadTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }

    private static func median(_ values: [Double], of round: Int) -> Double {
        let means = stride(from: 0, to: values.count, by: round).map { start in
            values[start..<start + round].reduce(0, +) / Double(round)
        }
        return means.sorted()[means.count / 2]
    }
}
