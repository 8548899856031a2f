import CameraTestSupport
import ProbeKit
import StudioModel
import Testing
import Video4Linux
import onair_probe_camera

/// Intervals, stamps and the structure of frames.
@Suite struct FrameTests {
    private func run(_ seconds: Double = 8, _ frame: @escaping @Sendable (Int) -> PlayedDriver.Frame?) throws
        -> RecordedOutlet
    {
        var camera = PlayedDriver.Camera()
        camera.frame = frame
        return try PlayedStudio(camera).run(seconds: seconds)
    }

    @Test func `an even stream has its interval and no jitter`() throws {
        let said = try run { PlayedDriver.Frame(sequence: UInt32($0)) }
        #expect(abs(try number(said.last("camera.interval.p50")) - 1000 / 30) < 0.01)
        #expect(try number(said.last("camera.jitter.ratio")) < 0.001)
        #expect(abs(try number(said.last("camera.gap.ratio")) - 1) < 0.001)
        #expect(said.last("camera.timestamps") == .text("ok"))
        #expect(said.last("camera.timestamps.backwards") == .number(0))
    }

    @Test func `lost frames are loss, not jitter`() throws {
        let said = try run { $0 % 5 == 0 ? nil : PlayedDriver.Frame(sequence: UInt32($0)) }
        #expect(try number(said.last("camera.gap.ratio")) < 1.01)
        #expect(try number(said.last("camera.total.lost")) > 40)
    }

    @Test func `stamps that wander are jitter, by the driver's own clock`() throws {
        let said = try run {
            PlayedDriver.Frame(sequence: UInt32($0), stampOffset: $0 % 3 == 0 ? 0.025 : 0)
        }
        #expect(try number(said.last("camera.jitter.ratio")) > 0.5)
        #expect(said.last("camera.timestamps.backwards") == .number(0))
    }

    @Test func `stamps that go back are counted, exactly`() throws {
        let said = try run {
            PlayedDriver.Frame(sequence: UInt32($0), stampOffset: $0 % 30 == 29 ? -0.1 : 0)
        }
        #expect((5...6).contains(try number(said.last("camera.timestamps.backwards"))))
        let frames = try number(said.last("camera.total.frames"))
        #expect(said.last("camera.total.backwards") == .number((frames / 30).rounded(.down)))
    }

    @Test func `stamps that come round at the end of 64 bits went back`() throws {
        let said = try run(4) { count in
            let stamp = Int64.max &- 2_000_000_000 &+ Int64(count) &* 33_333_333
            return PlayedDriver.Frame(sequence: UInt32(count), stamp: stamp)
        }
        #expect(said.last("camera.total.backwards") == .number(1))
        #expect(said.last("camera.timestamps") == .text("wrong-clock"))
        #expect(try number(said.last("camera.jitter.ratio")) < 0.01)
    }

    @Test func `the stamp of a damaged frame is nobody's, its number counts`() throws {
        let said = try run {
            let isDamaged = $0 % 10 == 4
            return PlayedDriver.Frame(sequence: UInt32($0), isDamaged: isDamaged, stamp: isDamaged ? 77 : nil)
        }
        #expect(Set(said.all("camera.timestamps").compactMap(\.value)) == ["ok"])
        #expect(said.last("camera.total.backwards") == .number(0))
        #expect(said.last("camera.timestamps.backwards") == .number(0))
        #expect(try number(said.last("camera.jitter.ratio")) < 0.001)
        #expect(said.last("camera.total.lost") == .number(0))
        #expect(try number(said.last("camera.total.flagged")) > 20)
        #expect(said.last("camera.total.unfilled") == .number(0))
    }

    @Test func `buffers that a broken transfer gives back have neither number nor stamp, and are no frames`()
        throws
    {
        // As uvcvideo gives them back: eight at once, at zero; nothing comes after them, or the stream goes on.
        for end in [90, Int.max] {
            let said = try run(7) { count in
                if (60..<68).contains(count) {
                    return PlayedDriver.Frame(sequence: 0, isDamaged: true, bytes: 0, stamp: 0)
                }
                return count < end
                    ? PlayedDriver.Frame(sequence: UInt32(count < 60 ? count : count - 8)) : nil
            }
            #expect(said.last("camera.total.unfilled") == .number(8))
            #expect(said.last("camera.total.flagged") == .number(8))
            #expect(said.last("camera.total.lost") == .number(0))
            #expect(said.last("camera.total.backwards") == .number(0))
            #expect(said.all("camera.frames.lost").allSatisfy { $0 == .number(0) })
            #expect(Set(said.all("camera.timestamps").compactMap(\.value)) == ["ok"])
        }
    }

    @Test func `a clock without a name is said`() throws {
        let said = try run { PlayedDriver.Frame(sequence: UInt32($0), clock: .unknown) }
        #expect(said.last("camera.timestamps") == .text("unknown"))
        #expect(said.last("camera.interval.p50")?.value != nil)
    }

    @Test func `more bytes than the buffer has are an error, and only the buffer is read`() throws {
        let said = try run { PlayedDriver.Frame(sequence: UInt32($0), claims: $0 % 30 == 3 ? 1 << 40 : nil) }
        #expect(said.last("camera.frames.error") == .number(1))
        #expect(said.last("camera.frames.fault")?.value?.text?.hasPrefix("its driver says") == true)
        #expect(said.last("picture.luma.mean")?.value != nil)
    }

    @Test(arguments: [(15.0, true), (20, true), (24, false), (30, false)])
    func `half and two thirds of the rate are explained by the low-light mode`(rate: Double, slowed: Bool)
        throws
    {
        var camera = PlayedDriver.Camera()
        camera.controls = [
            Control(id: Control.dynamicFrameRate, name: "exposure_dynamic_framerate", kind: .flag)
        ]
        camera.values = [Control.dynamicFrameRate: 1]
        camera.realRate = rate
        #expect(try PlayedStudio(camera).run(seconds: 8).last("camera.low-light") == .flag(slowed))
        camera.values = [:]
        #expect(try PlayedStudio(camera).run(seconds: 8).last("camera.low-light") == .flag(false))
    }

    private func number(_ outcome: Outcome?) throws -> Double { try #require(outcome?.value?.number) }
}
