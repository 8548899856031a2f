import Foundation
import ProbeProtocol
import StudioModel
import Synchronization
import SystemCalls
import Testing

/// The probe program in a network namespace of its own, where links can be cut and shaped without root.
final class NamespacedProbe {
    /// Whether this machine lets a user make such a namespace.
    static let isPossible = run("/usr/bin/unshare", ["-Urnm", "sh", "-c", "ip link set lo up"]) == 0

    private let process = Process()
    private let input = Pipe()
    private let log = Log()
    private var others: [Process] = []

    private final class Log: Sendable {
        let records = Mutex<[ProbeRecord]>([])
        let text = Mutex("")
    }

    /// - Parameter setup: shell lines that run in the namespace before the probe.
    init(setup: String, subjects: [SubjectConfiguration]) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        process.arguments = [
            "-Urnm", "sh", "-ec", setup + "\nexec \"$0\" watch", Self.products + "/onair-probe-network",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let log = log
        let descriptor = dup(output.fileHandleForReading.fileDescriptor)
        try BlockingThread.start("probe-output") { Self.read(OwnedDescriptor(owning: descriptor), into: log) }
        let configuration = DeskCommand.configure(Configuration(mode: .passive, subjects: subjects))
        try input.fileHandleForWriting.write(contentsOf: Data(Line.encode(configuration)))
    }

    private static func read(_ output: consuming OwnedDescriptor, into log: Log) {
        var splitter = LineSplitter()
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                (try? Descriptors.read(output.number, into: $0)) ?? 0
            }
            if count == 0 { return }
            for line in splitter.push(buffer[..<count]) {
                log.text.withLock { $0 += String(decoding: line, as: UTF8.self) + "\n" }
                guard let record = try? Line.decode(ProbeRecord.self, from: line) else { continue }
                log.records.withLock { $0.append(record) }
            }
        }
    }

    /// Everything the probe has written.
    var output: String { log.text.withLock { $0 } }

    /// The newest outcome of a metric.
    func latest(_ metric: Metric) -> Outcome? { readings(metric).last?.outcome }

    func number(_ metric: Metric) -> Double? { latest(metric)?.value?.number }

    func readings(_ metric: Metric) -> [Reading] {
        log.records.withLock { records in
            records.flatMap { record -> [Reading] in
                guard case .readings(let some) = record else { return [] }
                return some.readings.filter { $0.metric == metric }
            }
        }
    }

    var events: [String] {
        log.records.withLock { records in
            records.compactMap { record -> String? in
                guard case .event(let event) = record else { return nil }
                return event.event
            }
        }
    }

    /// Runs shell lines in the probe's namespace, to their end.
    func shell(_ lines: String) -> Int32 { Self.run("/usr/bin/nsenter", entering + ["sh", "-ec", lines]) }

    /// Starts a program in the probe's namespace; it ends with the test.
    func start(_ arguments: [String]) throws {
        let other = Process()
        other.executableURL = URL(filePath: "/usr/bin/nsenter")
        other.arguments = entering + arguments
        try other.run()
        others.append(other)
    }

    private var entering: [String] {
        ["--preserve-credentials", "-U", "-n", "-m", "-t", "\(process.processIdentifier)"]
    }

    static var scripts: String {
        #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/Scripts"
    }

    /// Where the built programs lie: beside the one that runs this test.
    private static var products: String {
        let own = Files.realPath("/proc/self/exe") ?? ""
        return own.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }

    private static func run(_ program: String, _ arguments: [String]) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }

    deinit {
        // The probe leaves within a second once its input is closed; the others are stopped by their number.
        try? input.fileHandleForWriting.close()
        for other in others where other.isRunning { other.terminate() }
    }
}
