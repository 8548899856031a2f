import Foundation
import Glibc
import TestSupport
import Testing

/// A studio of one computer in a folder of its own, and the built `onair` to run on it.
struct Rig {
    let scratch: ScratchFolder
    let environment: [String: String]

    /// - Parameter profile: written as `studio.yaml`, which `onair` finds by itself.
    init(_ profile: String? = Rig.profile()) throws {
        scratch = try ScratchFolder()
        environment = [
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "HOME": scratch.path,
            "XDG_STATE_HOME": scratch.path + "/state",
            "LANG": "C", "USER": "lin",
        ]
        if let profile { try scratch.write("studio.yaml", profile) }
    }

    /// The journal's folder.
    var state: String { scratch.path + "/state/onair/tiny" }

    /// A studio whose only subject is this machine, judged by one rule on its free memory, which lies between 0 and 1.
    static func profile(
        warn: String? = nil, fail: String? = "< 0", rule: String = "host.memory.tested",
        metric: String = "host.memory.available-ratio", signed: Bool = false, extra: String = ""
    ) -> String {
        let warns = warn.map { "warn: { when: { \(metric): \"\($0)\" } }" } ?? "warn: null"
        let fails = fail.map { "fail: { when: { \(metric): \"\($0)\" } }" } ?? "fail: null"
        let attested = """

            attested:
              - { id: lights, title: { en: "Lights on", zh: "灯光就位" }, owner: technician, due: T-60min }
            """
        return """
            name: tiny
            people:
              - { name: "Lin", roles: [technician, lead] }
            subjects:
              - subject: host/this-machine
                match: { path: "/no/such/folder" }
            rules:
              include: []
              add:
                - id: \(rule)
                  \(warns)
                  \(fails)
                  phases: [setup, rehearse, live]
                  clear: 1s
                  playbook: P8
                  title: { en: "Memory is tested", zh: "测试内存" }
                  advice: { en: "There is nothing to do.", zh: "无需处理。" }
                  source: "a test"
            \(extra)
            """ + (signed ? attested : "") + "\n"
    }

    /// One more rule for `profile`, on a metric that has no value here.
    static func second(_ rule: String, _ metric: String) -> String {
        """
            - id: \(rule)
              fail: { when: { \(metric): "< 1" } }
              phases: [live]
              title: { en: "A second rule", zh: "第二条规则" }
              advice: { en: "There is nothing to do.", zh: "无需处理。" }
              source: "a test"
        """
    }

    /// Runs `onair` to its end.
    func onair(
        _ arguments: [String], environment more: [String: String] = [:], prefix: [String] = [],
        within limit: Duration = .seconds(40)
    ) async throws -> RunningProgram.Finished {
        let words = prefix + [SourceTree.program("onair")] + arguments
        return try await RunningProgram.run(
            words[0], Array(words.dropFirst()), environment: environment.merging(more) { $1 },
            folder: scratch.path,
            within: limit)
    }

    /// Starts `onair` and leaves it running.
    func start(_ arguments: [String]) throws -> RunningProgram {
        try RunningProgram(
            SourceTree.program("onair"), arguments, environment: environment, folder: scratch.path)
    }

    /// What `check --format json` prints.
    func check(_ arguments: [String] = []) async throws -> (code: Int32?, report: [String: Any]) {
        let finished = try await onair(["check", "--format", "json"] + arguments)
        let object = try JSONSerialization.jsonObject(with: Data(finished.output.utf8))
        return (finished.code, try #require(object as? [String: Any]))
    }

    /// Everybody but root is bound by file modes.
    static let asNobody =
        geteuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] : []

    /// Whether this machine lets a test mount a file system of its own.
    static let canMount: Bool = {
        let arguments = unshare.dropFirst() + ["mount", "-t", "tmpfs", "none", "/mnt"]
        guard
            let program = try? RunningProgram(
                unshare[0], Array(arguments), environment: ["PATH": "/usr/bin:/bin"])
        else { return false }
        var status: Int32 = 0
        while waitpid(program.processID, &status, 0) == -1 && errno == EINTR {}
        return status == 0
    }()

    static let unshare = geteuid() == 0 ? ["unshare", "-m"] : ["unshare", "-rm"]
}

extension RunningProgram.Finished {
    /// One sentence for a person: a single line that says who speaks, and nothing of the machinery.
    func expectOneLine(_ code: Int32, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self.code == code, "\(errors)", sourceLocation: sourceLocation)
        let lines = errors.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 2 && lines.last == "", "\(errors)", sourceLocation: sourceLocation)
        #expect(
            errors.hasPrefix("onair: ") && errors.count < 600, "\(errors)", sourceLocation: sourceLocation)
        for word in words { #expect(errors.contains(word), sourceLocation: sourceLocation) }
        for word in ["Error(", "Optional(", "Fatal", "stack", " at /", "DecodingError", "NSError"] {
            #expect(!errors.contains(word), "\(errors)", sourceLocation: sourceLocation)
        }
    }
}
