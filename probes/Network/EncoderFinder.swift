import LinkMeasures
import Netlink

/// Chooses the encoder's connection among those that lead to the ingest: the one that sends. A player that
/// pulls from the same server talks to the same address and port, but it receives.
struct EncoderFinder {
    /// What one handshake costs at most in either direction, TLS certificates included. Until one side is
    /// ahead by more, it is open who sends. (RTMP's own handshake is 3 KiB each way.)
    static let handshake: UInt64 = 16_384
    /// An encoder that is connected and sends nothing is still an encoder, after so many seconds.
    static let patience = 1.0
    /// The chosen connection is given up for another one only when it has been silent for so long.
    static let loyalty = 2.0

    enum Role: Hashable { case sends, pulls, undecided }

    private struct Track {
        var firstSeen: UInt64
        var sent: UInt64
        var lastGrowth: UInt64?
        var growth: UInt64
    }

    private var tracks: [UInt64: Track] = [:]
    private(set) var chosen: UInt64?

    /// The encoder's socket among `sockets` at this instant (nanoseconds), or nil.
    mutating func choose(among sockets: [DiagnosedSocket], at now: UInt64) -> DiagnosedSocket? {
        note(sockets, at: now)
        let candidates = sockets.filter { isCandidate($0, at: now) }
        let current = candidates.first { $0.cookie == chosen }
        let best = candidates.max { rank($0) < rank($1) }
        let choice = current.flatMap { isFaithful($0, to: best, at: now) ? $0 : nil } ?? best
        chosen = choice?.cookie
        return choice
    }

    /// Who has sent more than a handshake beyond the other side.
    static func role(of socket: DiagnosedSocket) -> Role {
        let sent = socket.payloadSent
        let received = socket.tcp?.bytesReceived ?? 0
        if sent > received, sent - received > handshake { return .sends }
        if received > sent, received - sent > handshake { return .pulls }
        return .undecided
    }

    private func isCandidate(_ socket: DiagnosedSocket, at now: UInt64) -> Bool {
        switch Self.role(of: socket) {
        case .sends: true
        case .pulls: false
        case .undecided:
            tracks[socket.cookie].map { Double(now - $0.firstSeen) / 1e9 >= Self.patience } ?? false
        }
    }

    /// Senders before the undecided, then who grew most since the last look, then who sent most at all.
    private func rank(_ socket: DiagnosedSocket) -> (Int, UInt64, UInt64) {
        (Self.role(of: socket) == .sends ? 1 : 0, tracks[socket.cookie]?.growth ?? 0, socket.payloadSent)
    }

    private func isFaithful(_ current: DiagnosedSocket, to best: DiagnosedSocket?, at now: UInt64) -> Bool {
        guard let best, best.cookie != current.cookie, let rival = tracks[best.cookie], rival.growth > 0
        else {
            return true
        }
        guard let last = tracks[current.cookie]?.lastGrowth else { return false }
        return Double(now - last) / 1e9 < Self.loyalty
    }

    private mutating func note(_ sockets: [DiagnosedSocket], at now: UInt64) {
        let present = Set(sockets.map(\.cookie))
        tracks = tracks.filter { present.contains($0.key) }
        for socket in sockets {
            let sent = socket.payloadSent
            guard var track = tracks[socket.cookie] else {
                tracks[socket.cookie] = Track(firstSeen: now, sent: sent, lastGrowth: nil, growth: 0)
                continue
            }
            track.growth = Counter.growth(from: track.sent, to: sent) ?? 0
            if track.growth > 0 { track.lastGrowth = now }
            track.sent = sent
            tracks[socket.cookie] = track
        }
    }
}

extension DiagnosedSocket {
    /// Payload bytes sent; on kernels before 4.19 those confirmed.
    var payloadSent: UInt64 { tcp?.bytesSent ?? tcp?.bytesAcknowledged ?? 0 }
}
