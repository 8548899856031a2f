import Netlink
import StudioModel
import SystemCalls

/// Who holds each connection to the ingest. Looking through /proc is dear, so it is done once a socket.
struct SocketOwners {
    private let proc: String
    private var holders: [UInt64: (holder: SocketHolder, looks: Int)] = [:]

    init(proc: String) { self.proc = proc }

    /// Forgets the sockets that are gone.
    mutating func keep(_ sockets: [DiagnosedSocket]) {
        let present = Set(sockets.map(\.cookie))
        holders = holders.filter { present.contains($0.key) }
    }

    mutating func holder(of socket: DiagnosedSocket) -> SocketHolder {
        let known = holders[socket.cookie]
        // A connection in the middle of being handed over has no holder for a moment: look again, a few
        // times.
        if let known, known.holder != .nobody || known.looks >= 5 { return known.holder }
        let holder = SocketHolder.of(inode: socket.inode, proc: proc)
        holders[socket.cookie] = (holder, (known?.looks ?? 0) + 1)
        return holder
    }

    /// OnAir's own connections (its pull of the stream, its test connection) are not the encoder's. A
    /// process that we may not look into belongs to another user, and so is none of ours.
    mutating func isOurs(_ socket: DiagnosedSocket) -> Bool {
        guard case .process(_, let name) = holder(of: socket) else { return false }
        return Self.isOnAir(name)
    }

    /// The kernel cuts names to 15 bytes: `onair-probe-str`.
    static func isOnAir(_ name: String) -> Bool { name == "onair" || name.hasPrefix("onair-probe-") }

    /// The reading that names the encoder's process.
    mutating func outcome(for socket: DiagnosedSocket) -> Outcome {
        switch holder(of: socket) {
        case .process(let id, let name): .text("\(name) (pid \(id))")
        case .denied:
            .denied(
                "the encoder belongs to user \(socket.userID); to name it OnAir must run as the same user "
                    + "or have CAP_SYS_PTRACE")
        case .nobody: .absent("no process of this machine's own shows the connection")
        }
    }
}
