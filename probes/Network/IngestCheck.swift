import ProbeKit
import StudioModel
import Synchronization
import SystemCalls

/// Resolves the ingest's name and tries a connection, on a thread of its own: the resolver may take ten
/// seconds, and the encoder's socket is to be read five times a second meanwhile.
final class IngestCheck: Sendable {
    /// Seconds after which a missing answer is a timeout (rule N15).
    static let deadline = 2.0
    /// Addresses tried, and addresses remembered: CDN names answer with others every time, and the
    /// encoder may have connected to an earlier answer.
    private static let triedAddresses = 4
    private static let rememberedAddresses = 256

    enum Connection: Hashable {
        case connected(seconds: Double)
        case failed(SystemError)
    }

    struct State: Sendable {
        var isRunning = false
        /// When the newest check began, and the newest one that was to connect.
        var began: Instant?
        var connectingBegan: Instant?
        /// The newest answer, and how long it took; nil while the first one is awaited.
        var answer: NameAnswer?
        var answerSeconds = 0.0
        var answerIsAwaited = false
        var connection: Connection?
        var addresses: [InternetAddress] = []
    }

    let ingest: Ingest
    private let state = Mutex(State())

    init(_ ingest: Ingest) {
        self.ingest = ingest
        if let literal = InternetAddress(ingest.host) { state.withLock { $0.addresses = [literal] } }
    }

    /// Whether the ingest is given as an address, so that no name has to be resolved.
    var isLiteral: Bool { InternetAddress(ingest.host) != nil }

    var current: State { state.withLock { $0 } }

    /// Starts a check unless one is still running.
    func start(connecting: Bool) throws(SystemError) {
        let free = state.withLock { state in
            guard !state.isRunning else { return false }
            state.isRunning = true
            state.began = .now
            if connecting { state.connectingBegan = state.began }
            state.answerIsAwaited = true
            return true
        }
        guard free else { return }
        try BlockingThread.start("ingest-check") { self.run(connecting: connecting) }
    }

    private func run(connecting: Bool) {
        let addresses = resolve()
        if connecting, !addresses.isEmpty {
            let connection = Self.connect(to: addresses, port: ingest.port)
            state.withLock { $0.connection = connection }
        }
        state.withLock { $0.isRunning = false }
    }

    /// The newest addresses first; the remembered ones when there is no answer now.
    private func resolve() -> [InternetAddress] {
        if isLiteral {
            return state.withLock { state in
                state.answerIsAwaited = false
                return state.addresses
            }
        }
        let began = Instant.now
        let answer = NameAnswer.resolving(ingest.host)
        let seconds = Instant.now.seconds(since: began)
        return state.withLock { state in
            state.answer = answer
            state.answerSeconds = seconds
            state.answerIsAwaited = false
            if case .addresses(let new) = answer {
                let old = state.addresses.filter { !new.contains($0) }
                state.addresses = Array((new + old).prefix(Self.rememberedAddresses))
                return new
            }
            return state.addresses
        }
    }

    /// The first address that answers; else the first one's failure.
    private static func connect(to addresses: [InternetAddress], port: UInt16) -> Connection {
        var failure: SystemError?
        let tried = addresses.prefix(triedAddresses)
        let end = Instant.now.advanced(by: deadline)
        for (index, address) in tried.enumerated() {
            let share = end.seconds(since: .now) / Double(tried.count - index)
            do {
                let endpoint = Endpoint(address: address, port: port)
                return .connected(seconds: try TCPConnect.time(to: endpoint, within: share))
            } catch {
                failure = failure ?? error
            }
        }
        return .failed(failure ?? SystemError(.timedOut, call: "connect"))
    }
}
