import PulseAudio
import SystemCalls

/// A program that records from the microphone, as far as it is known.
struct Recorder: Hashable {
    /// The program's file name.
    var program: String
    /// `ffmpeg (pid 12 of uid 1000)`.
    var name: String
    /// Muted for this program alone.
    var isMuted = false
    /// It takes no sound now, by its own choice.
    var isPaused = false
    /// The server itself, for a source made of this one.
    var isServer = false
    /// What the server hands to it, Hz; nil where that is not known, or is no sound but a level.
    var rate: Int?

    /// `roots` is nil when the server runs elsewhere: its process numbers mean nothing here.
    init(_ output: PulseSourceOutput, _ roots: Roots?) {
        program = output.binary ?? output.application ?? output.name
        name = output.holder
        isMuted = output.isMuted
        isPaused = output.isCorked
        isServer = output.isServers
        rate = output.isPeakMeter ? nil : output.rate
        guard let id = output.processID, let roots, let user = Self.user(Int(id), program, roots) else {
            return
        }
        name = RunningProcess(id: Int(id), name: program, user: user).description
    }

    init(_ process: RunningProcess) {
        program = process.name ?? process.description
        name = process.description
    }

    /// A program in a container tells the number it has there: here that is another process, or none.
    private static func user(_ id: Int, _ program: String, _ roots: Roots) -> Int? {
        let process = RunningProcess.of(thread: id, proc: roots.proc)
        let file = Files.linkTarget("\(roots.proc)/\(id)/exe")?.split(separator: "/").last
        guard process.name == String(program.prefix(15)) || file.map(String.init) == program else {
            return nil
        }
        return process.user
    }

    /// Other programs recording from the source: OnAir's own measuring is none.
    static func all(of source: PulseSource, _ outputs: [PulseSourceOutput], _ roots: Roots?) -> [Recorder] {
        outputs.filter { $0.source == source.index && $0.application != "OnAir" }
            .sorted { $0.index < $1.index }.map { Recorder($0, roots) }
    }
}

extension [Recorder] {
    /// `ffmpeg (pid 12 of uid 1000), obs (pid 9 of uid 1000)`, or none.
    var names: String { isEmpty ? "none" : map(\.name).joined(separator: ", ") }
}
