/// What went wrong between us and a sound server; every sentence can stand in a report as it is.
package enum PulseError: Error, Hashable, CustomStringConvertible {
    /// Nobody answers at the address: no server runs, or it refuses us.
    case noServer(address: String, reason: String)
    /// The server takes connections but does not answer in time: it hangs.
    case noAnswer(to: String)
    /// The connection ended: the server was stopped, restarted or crashed.
    case disconnected(reason: String)
    /// The server answered with an error.
    case refused(what: String, reason: String)
    /// The source being recorded is gone.
    case streamEnded(source: String, reason: String)
    /// The descriptor given to stop on became readable.
    case stopped

    package var description: String {
        switch self {
        case .noServer(let address, let reason):
            "no sound server answers at \(address): \(reason)"
        case .noAnswer(let request):
            "the sound server does not answer: \(request)"
        case .disconnected(let reason):
            "the sound server closed the connection: \(reason)"
        case .refused(let what, let reason):
            "the sound server refused to \(what): \(reason)"
        case .streamEnded(let source, let reason):
            "recording from \(source) ended: \(reason)"
        case .stopped:
            "stopped"
        }
    }
}
