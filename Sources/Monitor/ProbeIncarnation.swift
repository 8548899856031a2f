import Logging
import ProbeProtocol
import Redaction
import StudioModel
import Subprocess
import SystemCalls
import SystemPackage

/// One life of a probe's process: fed with commands, read line by line, ended when it is lost.
struct ProbeIncarnation: Sendable {
    let program: ProbeProgram
    let verb: String
    let commands: AsyncStream<DeskCommand>
    let pulse: ProbePulse
    let logger: Logger
    /// What the process was given in confidence: wherever it repeats it, a mask stands in its place.
    let secrets: Redactor
    let standardError: StandardErrorTail
    /// Takes every record but heartbeats.
    let receive: @Sendable (ProbeRecord) -> Void
    /// Is told with its first sign of life, when the process is late, and when it is in time again.
    let reportLate: @Sendable (Bool) -> Void

    /// Runs until the process ends or must be ended.
    /// - Returns: why it is over, in words for people.
    func run() async -> String {
        Signals.ignoreBrokenPipes()
        do {
            let result = try await Subprocess.run(
                .path(FilePath(program.path)), arguments: Arguments([verb]),
                environment: ProbeEnvironment.minimal, platformOptions: ProbeEnvironment.options,
                input: .inputWriter, output: .sequence, error: .sequence
            ) { execution in
                let reason = await converse(with: execution)
                if reason != nil { try? execution.send(signal: .kill, toProcessGroup: true) }
                return reason
            }
            return result.closureResult ?? "it ended (\(result.terminationStatus))"
        } catch {
            return "it could not be run: \(error)"
        }
    }

    /// - Returns: why the process must be killed; `nil` when it ends by itself.
    private func converse(with execution: Execution<CustomWriteInput, SequenceOutput, SequenceOutput>) async
        -> String?
    {
        await withTaskGroup(of: Ending.self) { group in
            group.addTask { await listen(to: execution.standardOutput) }
            group.addTask { await watchdog() }
            group.addTask { await feed(execution.standardInputWriter) }
            group.addTask { await passOn(execution.standardError) }
            defer { group.cancelAll() }
            var (isOver, hasSaidAll) = (false, false)
            for await ending in group {
                switch ending {
                case .output:
                    isOver = true
                    // What it wrote for people before its end is still on its way.
                    group.addTask { await patience() }
                case .errors: hasSaidAll = true
                case .patience: return nil
                case .lost(let reason): return reason
                case .quiet: continue
                }
                if isOver && hasSaidAll { return nil }
            }
            return nil
        }
    }

    private enum Ending: Sendable {
        /// The process closed its output.
        case output
        /// It closed its standard error.
        case errors
        /// Enough was waited for that.
        case patience
        case lost(String)
        /// Nothing that ends the conversation.
        case quiet
    }

    private func listen(to output: SubprocessOutputSequence) async -> Ending {
        var splitter = LineSplitter()
        do {
            for try await buffer in output {
                let lines = buffer.withUnsafeBytes { splitter.push($0) }
                take(lines)
                // A flood is cut here at once; the watchdog looks only four times a second.
                if let flood = pulse.flood { return .lost(flood) }
            }
            return .output
        } catch {
            return Task.isCancelled ? .quiet : .lost("its output could not be read: \(error)")
        }
    }

    private func take(_ lines: [[UInt8]]) {
        let now = Instant(nanoseconds: Clocks.monotonicNanoseconds)
        var garbage = 0
        for line in lines {
            guard let record = try? Line.decode(ProbeRecord.self, from: line) else {
                garbage += 1
                continue
            }
            switch vetted(record) {
            case .alive(let alive): if pulse.heard(alive, at: now) { reportLate(false) }
            case .unknown(let name):
                logger.debug("ignored a record of an unknown kind", metadata: ["record": "\(name)"])
            case let record: receive(record)
            }
        }
        if garbage > 0, pulse.garbage == 0 {
            logger.warning(
                "printed a line that is no record", metadata: ["probe": "\(program.description.family)"])
        }
        pulse.count(lines.count - garbage, garbage: garbage, at: now)
    }

    /// The record without what was told in confidence, and without values that cannot be.
    private func vetted(_ record: ProbeRecord) -> ProbeRecord {
        let masked = record.mapTexts(secrets.redacted)
        guard case .readings(let readings) = masked else { return masked }
        return .readings(program.description.vetted(readings))
    }

    private func watchdog() async -> Ending {
        var wasLate = false
        while (try? await Task.sleep(for: .milliseconds(250))) != nil {
            switch pulse.diagnose(at: Instant(nanoseconds: Clocks.monotonicNanoseconds)) {
            case .well:
                if wasLate { reportLate(false) }
                wasLate = false
            case .late:
                if !wasLate { reportLate(true) }
                wasLate = true
            case .lost(let reason): return .lost(reason)
            }
        }
        return .quiet
    }

    private func feed(_ input: StandardInputWriter) async -> Ending {
        do {
            for await command in commands { _ = try await input.write(try Line.encode(command)) }
            try await input.finish()
            return .quiet
        } catch {
            return Task.isCancelled ? .quiet : .lost("it closed its standard input")
        }
    }

    private func passOn(_ errors: SubprocessOutputSequence) async -> Ending {
        var splitter = LineSplitter()
        do {
            for try await buffer in errors {
                for line in buffer.withUnsafeBytes({ splitter.push($0) }) {
                    // Kept whatever the logger's level: its message is made only when it is shown.
                    let text = standardError.add(line, hiding: secrets)
                    logger.info(
                        "\(text)", metadata: ["probe": "\(program.description.family)"])
                }
            }
        } catch {
            logger.debug("standard error ended: \(error)")
        }
        return .errors
    }

    private func patience() async -> Ending {
        // Cancelled means that all was said.
        try? await Task.sleep(for: .milliseconds(300))
        return .patience
    }
}
