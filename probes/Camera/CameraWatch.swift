import ProbeKit
import ProbeProtocol
import StudioModel
import SystemCalls
import Video4Linux

/// The life of one camera of the profile, told to an outlet: find it, look at it or stream from it, and again from
/// the start when it goes and comes back. Lives on the session's thread.
struct CameraWatch {
    let match: CameraMatch
    let expectation: CameraExpectation
    let directory: CameraDirectory
    let door: any VideoDoor
    let outlet: any SessionOutlet
    let evidence: EvidenceShelf
    let now: @Sendable () -> Instant
    static let unplugged = "the camera was unplugged"
    /// Nil before the first look.
    private var wasPresent: Bool?
    /// Since when the camera has been there; its node gets its group a moment later.
    private(set) var presentSince: Instant
    /// The last frame of any stream so far: a restarted stream does not make the picture younger.
    var lastFrame: Instant?

    init(
        _ configuration: SubjectConfiguration, _ directory: CameraDirectory, _ door: any VideoDoor,
        _ outlet: any SessionOutlet, _ evidence: EvidenceShelf, _ clock: @escaping @Sendable () -> Instant
    ) {
        match = CameraMatch(configuration.match)
        expectation = CameraExpectation(configuration.expect)
        self.directory = directory
        self.door = door
        self.outlet = outlet
        self.evidence = evidence
        now = clock
        presentSince = clock()
    }

    /// How a look at the camera or a stream from it ended.
    enum End: Equatable {
        /// Told to stop, or the inspection is complete.
        case over
        case removed
        /// Something is in the way; worth another try after so many seconds.
        case again(after: Double)
    }

    mutating func run() {
        while !outlet.isStopping {
            let nodes = directory.nodes()
            let cameras = directory.cameras()
            switch match.find(in: cameras) {
            case .found(let camera, let key, let moved):
                arrive(by: key, moved: moved, match.place(of: camera, moved: moved, in: cameras))
                switch look(camera) {
                case .over: return
                case .removed:
                    leave(Self.unplugged)
                    // A driver may call its camera gone and keep its node: no reason to ask a thousand times a second.
                    if outlet.purpose == .inspect || !outlet.wait(seconds: 0.1) { return }
                case .again(let seconds):
                    if outlet.purpose == .inspect || !outlet.wait(seconds: seconds) { return }
                }
            case .missing(let reason):
                leave(reason)
                if outlet.purpose == .inspect || !waitForChange(since: nodes) { return }
            case .ambiguous(let reason):
                say(.failed(reason), for: ["camera.present", "camera.access"] + CameraMetrics.ofDevice)
                say(["camera.twin": .flag(true), "camera.twin.other": .text(reason)])
                if outlet.purpose == .inspect || !waitForChange(since: nodes) { return }
            }
        }
    }

    private mutating func look(_ camera: Camera) -> End {
        if camera.lacksProducer { return awaitProducer(camera) }
        return outlet.mode == .passive ? observe(camera) : stream(camera)
    }

    func say(_ outcomes: [Metric: Outcome]) { outlet.send(outcomes, at: now()) }

    /// One outcome for many metrics.
    func say(_ outcome: Outcome, for metrics: [Metric]) {
        say(Dictionary(metrics.map { ($0, outcome) }, uniquingKeysWith: { first, _ in first }))
    }

    private mutating func arrive(by key: String, moved: Bool, _ place: CameraMatch.Place) {
        let now = now()
        if wasPresent != true { presentSince = now }
        outlet.send(
            [
                "camera.present": .flag(true), "camera.match": .text(key), "camera.moved": .flag(moved),
                "camera.together": .unsupported("`onair check` says it of several cameras"),
                "camera.swapped": .flag(place.swappedWith != nil),
                "camera.swapped.other": .text(place.swappedWith ?? "none"),
                "camera.twin": .flag(place.twin != nil), "camera.twin.other": .text(place.twin ?? "none"),
            ],
            at: now)
        if wasPresent == false { outlet.event("device.added", at: now) }
        wasPresent = true
    }

    mutating func leave(_ reason: String) {
        let now = now()
        var outcomes: [Metric: Outcome] = ["camera.present": .flag(false)]
        for metric in CameraMetrics.ofPlace + CameraMetrics.ofDevice { outcomes[metric] = .absent(reason) }
        outlet.send(outcomes, at: now)
        if wasPresent == true { outlet.event("device.removed", at: now) }
        wasPresent = false
        evidence.clear()
    }

    /// Waits for other nodes than these, looking five times a second; after a second a full look is due anyway,
    /// for a device can come back under the same name.
    /// - Returns: false when told to stop.
    private func waitForChange(since nodes: [VideoNode]) -> Bool {
        for _ in 0..<5 {
            if !outlet.wait(seconds: 0.2) { return false }
            if directory.nodes() != nodes { return true }
        }
        return true
    }
}
