import DemoStudio
import Monitor
import StudioModel
import SystemCalls

/// The running whole on the demo studio: what watching costs, and how soon a muted microphone is named.
struct StudioBench: Sendable {
    private let stage: DemoStage
    private let injections: Int

    /// Seconds until the start is over: profiles read, devices opened, the stream's first pictures decoded.
    private static let settling = 8.0
    /// Seconds over which the cost is taken.
    private static let span = 30.0
    /// An alarm that is raised three times in a minute is told as flapping, so a watch is muted no more often.
    private static let injectionsPerWatch = 3

    init(folder: DemoFolder, programs: String, injections: Int) throws {
        let place = OnAirProgram.Place(
            program: programs + "/onair", data: try Self.profiles(above: programs))
        stage = try DemoStage(folder: folder, place: place, language: .english)
        self.injections = injections
    }

    /// The source tree's profiles: the programs lie in its `.build`.
    private static func profiles(above programs: String) throws -> String {
        var folder = programs
        while folder != "/", folder != "." {
            if Files.exists(folder + "/profiles/rules") { return folder + "/profiles" }
            folder = Paths.folder(of: folder)
        }
        throw BenchError("no folder `profiles` lies above \(programs)")
    }

    func run() async throws -> [Figure] {
        try await stage.run {
            try await stage.isReady()
            stage.encoder.turn(on: true)
            try await stage.onair.run(["show", "live", "--by", "bench"])
            return try await cost() + latency()
        }
    }

    // MARK: What it costs

    private func cost() async throws -> [Figure] {
        let (before, after) = try await watching { _, id in
            try await Task.sleep(for: .seconds(Self.settling))
            let before = try ProcessTree(below: id)
            try await Task.sleep(for: .seconds(Self.span))
            return (before, try ProcessTree(below: id))
        }
        guard before.members.map(\.id) == after.members.map(\.id) else {
            throw BenchError("a process of OnAir came or went while its cost was taken; look into the logs")
        }
        var shares: [Figure] = []
        var (percent, bytes) = (0.0, 0.0)
        for (start, end) in zip(before.members, after.members) {
            let share = 100 * (end.processorSeconds - start.processorSeconds) / Self.span
            percent += share
            bytes += end.proportionalBytes
            let name = end.program.replacing("onair-probe-", with: "")
            shares.append(
                Figure(name: "watch.\(name).cpu-percent-of-core", value: share, unit: "% of one core"))
            shares.append(
                Figure(name: "watch.\(name).pss-mb", value: end.proportionalBytes / 1e6, unit: "MB"))
        }
        return [
            Figure(
                name: "watch.cpu-percent-of-core", value: percent, unit: "% of one core, all processes",
                limit: 10),
            Figure(
                name: "watch.pss-mb", value: bytes / 1e6, unit: "MB proportional, all processes", limit: 150),
        ] + shares
    }

    // MARK: How soon it says so

    private func latency() async throws -> [Figure] {
        var latencies: [Double] = []
        while latencies.count < injections {
            let count = min(Self.injectionsPerWatch, injections - latencies.count)
            latencies += try await watching { log, _ in try await mute(count, log) }
        }
        let unit = "ms from the fault to its alarm, \(latencies.count) times"
        return [
            Figure(name: "alarm.latency.p50-ms", value: latencies.percentile(0.5), unit: unit, limit: 3000),
            Figure(name: "alarm.latency.p95-ms", value: latencies.percentile(0.95), unit: unit, limit: 3000),
            Figure(name: "alarm.latency.p99-ms", value: latencies.percentile(0.99), unit: unit, limit: 3000),
        ]
    }

    private func mute(_ count: Int, _ log: TransitionLog) async throws -> [Double] {
        try await stage.servers.isHeard()
        try await Task.sleep(for: .seconds(2))
        var latencies: [Double] = []
        for number in 0..<count {
            // A share of the judge's grid further each time, so that no phase of it is preferred.
            try await Task.sleep(for: .milliseconds(37 * number))
            let began = ContinuousClock.now
            try await stage.servers.setMuted(true)
            guard let seconds = await log.seen("raised", "microphone.muted", since: began, within: 6) else {
                throw BenchError("the muted microphone was not named within 6 s")
            }
            latencies.append(seconds * 1000)
            try await stage.servers.setMuted(false)
            // The last one need not end: the next watch begins with an open microphone.
            if number < count - 1,
                await log.seen("cleared", "microphone.muted", since: began, within: 12) == nil
            {
                throw BenchError("the alarm of the muted microphone was not cleared")
            }
        }
        return latencies
    }

    /// Runs `onair watch` for as long as the work takes.
    private func watching<Result: Sendable>(
        _ work: @escaping @Sendable (TransitionLog, Int32) async throws -> Result
    ) async throws -> Result {
        let log = TransitionLog()
        let (ids, id) = AsyncStream<Int32>.makeStream()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await stage.onair.watch(onStart: { id.yield($0) }) { log.note($0) }
                return nil
            }
            group.addTask {
                for await id in ids { return try await work(log, id) }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            while let result = try await group.next() { if let result { return result } }
            throw CancellationError()
        }
    }
}
