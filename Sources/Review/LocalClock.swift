import Foundation
import StudioModel

/// The studio's clock on the wall: its offset from UTC at the show. A change of summer time during a show is not
/// followed, so that its times stay in order.
package struct LocalClock: Hashable, Sendable {
    package var offsetSeconds: Int

    package init(offsetSeconds: Int) {
        self.offsetSeconds = offsetSeconds
    }

    /// The machine's time zone, as it was at a moment.
    package static func system(at time: WallTime) -> LocalClock {
        let date = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
        return LocalClock(offsetSeconds: TimeZone.current.secondsFromGMT(for: date))
    }

    /// `UTC+8`, `UTC+5:30`.
    package var name: String {
        if offsetSeconds == 0 { return "UTC" }
        let minutes = abs(offsetSeconds) / 60
        let tail = minutes % 60 == 0 ? "" : ":" + String(minutes % 60 + 100).dropFirst()
        return "UTC\(offsetSeconds < 0 ? "−" : "+")\(minutes / 60)\(tail)"
    }

    /// `2026-03-08 20:00`.
    package func dayAndMinute(_ time: WallTime) -> String {
        let text = shifted(time)
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }

    /// `20:00:03`.
    package func second(_ time: WallTime) -> String { String(shifted(time).dropFirst(11).prefix(8)) }

    /// `20:00`.
    package func minute(_ time: WallTime) -> String { String(shifted(time).dropFirst(11).prefix(5)) }

    private func shifted(_ time: WallTime) -> String {
        WallTime(milliseconds: time.milliseconds + Int64(offsetSeconds) * 1000).description
    }
}
