import ProbeProtocol
import StudioModel
import Subprocess
import SystemCalls
import SystemPackage

/// A probe program and what it says of itself.
package struct ProbeProgram: Hashable, Sendable {
    package let path: String
    package let description: ProbeDescription

    package init(path: String, description: ProbeDescription) {
        self.path = path
        self.description = description
    }

    /// Runs `describe`, for at most `seconds`: a cold disk on a busy machine has taken six to load a program.
    package static func describe(_ path: String, seconds: Double = 15) async throws -> ProbeProgram {
        let output: [UInt8]
        do {
            output = try await Deadline.run(seconds: seconds, what: "\(Paths.name(of: path)) describe") {
                try await Subprocess.run(
                    .path(FilePath(path)), arguments: ["describe"], environment: ProbeEnvironment.minimal,
                    platformOptions: ProbeEnvironment.options, output: .bytes(limit: Line.limit + 1),
                    error: .discarded
                ).standardOutput
            }
        } catch let error as MonitorError where error.isTimeout {
            throw MonitorError(
                .init("describe timed out after \(Int(seconds)) s", "describe 在 \(Int(seconds)) 秒内没有回应"),
                advice: .init(
                    "See whether the machine is busy; `\(path) describe` shows how long it takes.",
                    "请检查电脑是否繁忙；运行 `\(path) describe` 可看用时。"), isTimeout: true)
        }
        var splitter = LineSplitter()
        guard let line = splitter.push(output + [0x0A]).first,
            let description = try? Line.decode(ProbeDescription.self, from: line)
        else {
            throw MonitorError(
                .init("\(path) did not describe itself", "\(path) 没有给出自我描述"),
                advice: .init(
                    "Run `\(path) describe` and read what it prints.", "运行 `\(path) describe` 并查看输出。"))
        }
        guard description.protocolVersion == 1 else {
            throw MonitorError(
                .init(
                    "\(path) speaks protocol \(description.protocolVersion); this OnAir speaks 1",
                    "\(path) 使用协议 \(description.protocolVersion)，本程序使用协议 1"),
                advice: .init("Install the probe that came with this OnAir.", "请安装随本程序发布的探测程序。"))
        }
        return ProbeProgram(path: path, description: description)
    }
}

/// Something about probes that could not be done, with the next step.
package struct MonitorError: SpokenError, Hashable {
    package let sentence: LocalizedText
    package let advice: LocalizedText
    /// Whether it only took too long: worth trying again.
    package let isTimeout: Bool

    package init(_ sentence: LocalizedText, advice: LocalizedText, isTimeout: Bool = false) {
        self.sentence = sentence
        self.advice = advice
        self.isTimeout = isTimeout
    }

    package func line(_ language: Language) -> String { LocalizedText.line(sentence, advice, language) }
}

/// What a probe's process is given.
enum ProbeEnvironment {
    /// Variables a probe may need to find its servers; nothing else of the desk's environment reaches it, since
    /// secrets may be kept there.
    private static let passed = [
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_COOKIE",
        "PIPEWIRE_REMOTE",
        "ALSA_CONFIG_PATH", "LD_LIBRARY_PATH",
    ]

    static var minimal: Environment {
        var kept: [Environment.Key: String] = [:]
        for name in passed {
            if let value = EnvironmentVariable.value(name), let key = Environment.Key(rawValue: name) {
                kept[key] = value
            }
        }
        return .custom(kept)
    }

    /// Its own process group, so that a Ctrl-C in the terminal reaches only the desk, which ends its probes in order.
    static var options: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .milliseconds(500))]
        return options
    }
}
