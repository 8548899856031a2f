import StudioModel

/// When a show goes on air, as a person writes it.
struct OnAirTime {
    let wall: WallTime

    /// A moment, or a local time of day: the one nearest to now, for a show that is late is still tonight's.
    ///
    /// - Parameter offset: how many seconds the local clock is ahead of UTC.
    init?(_ written: String, now: WallTime, offset: Int = LocalOffset.seconds) {
        let text = written.replacing("：", with: ":")
        if let wall = WallTime(text) {
            self.wall = wall
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
            (0...59).contains(minute)
        else { return nil }
        let day: Int64 = 86_400_000
        let local = now.milliseconds + Int64(offset) * 1000
        let midnight = local - (local % day + day) % day
        let today = midnight + Int64(hour * 60 + minute) * 60_000
        let nearest = [today - day, today, today + day].min { abs($0 - local) < abs($1 - local) } ?? today
        wall = WallTime(milliseconds: nearest - Int64(offset) * 1000)
    }
}
