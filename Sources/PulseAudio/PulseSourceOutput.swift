/// One program recording from a source.
package struct PulseSourceOutput: Hashable, Sendable {
    package var index: UInt32
    /// The source's index.
    package var source: UInt32
    /// What the program calls its recording.
    package var name: String
    package var application: String?
    package var processID: Int32?
    /// The program's file name (never its command line, which may hold a stream key).
    package var binary: String?
    /// Muted for this program alone, as volume controls can do.
    package var isMuted: Bool
    /// Paused by the program.
    package var isCorked: Bool
    /// What the program gets, Hz; where it is not the source's own rate, the server converts for it.
    package var rate: Int
    /// No program's: the server itself takes the sound, for a source made of this one.
    package var isServers: Bool
    /// The server hands over only the peaks of the sound: a level meter, not a recording.
    package var isPeakMeter: Bool

    /// `ffmpeg (pid 12)`.
    package var holder: String {
        let program = binary ?? application ?? name
        return processID.map { "\(program) (pid \($0))" } ?? program
    }
}
