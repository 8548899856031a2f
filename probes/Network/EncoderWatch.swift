import LinkMeasures
import Netlink
import StudioModel
import SystemCalls

/// Keeps hold of the encoder's connection: finds it, reads it, notices when it goes.
struct EncoderWatch {
    /// Seconds between two listings of all connections while one is held: only a better one is looked for.
    private static let listing = 1.0

    private let port: UInt16
    private var finder = EncoderFinder()
    private var owners: SocketOwners
    private var socket: DiagnosedSocket?
    private var listed: UInt64 = 0
    private(set) var history = SocketHistory(depth: 10)
    private var stall = AcknowledgementStall()
    private(set) var stallSeconds: Double?
    private(set) var process: Outcome?

    init(port: UInt16, proc: String) {
        self.port = port
        owners = SocketOwners(proc: proc)
    }

    var isConnected: Bool { socket != nil }

    /// One look, at an instant in nanoseconds.
    mutating func look(
        _ queries: inout NetlinkSocket, addresses: [InternetAddress], at now: UInt64
    ) throws(NetlinkError) {
        if let held = socket { socket = try queries.refresh(held).flatMap { $0.isEstablished ? $0 : nil } }
        if socket == nil || Double(now - listed) / 1e9 >= Self.listing {
            socket = try find(&queries, addresses: addresses, at: now)
        }
        if let socket { note(socket, at: now) } else { forget() }
    }

    private mutating func find(
        _ queries: inout NetlinkSocket, addresses: [InternetAddress], at now: UInt64
    ) throws(NetlinkError) -> DiagnosedSocket? {
        listed = now
        var sockets = try queries.establishedSockets(remotePort: port)
            .filter { addresses.contains($0.remote.address) }
        owners.keep(sockets)
        // A puller is told by its bytes; only what could be the encoder is worth a walk through /proc.
        sockets = sockets.filter { EncoderFinder.role(of: $0) == .pulls || !owners.isOurs($0) }
        return finder.choose(among: sockets, at: now)
    }

    private mutating func note(_ socket: DiagnosedSocket, at now: UInt64) {
        let sample = SocketSample(socket, at: now)
        history.append(sample)
        stallSeconds = stall.advance(to: sample)
        process = owners.outcome(for: socket)
    }

    private mutating func forget() {
        history.clear()
        stall = AcknowledgementStall()
        (stallSeconds, process) = (nil, nil)
    }
}

extension SocketSample {
    init(_ socket: DiagnosedSocket, at now: UInt64) {
        self.init(at: now, identity: socket.cookie)
        guard let tcp = socket.tcp else { return }
        bytesAcknowledged = tcp.bytesAcknowledged
        bytesSent = tcp.bytesSent
        bytesRetransmitted = tcp.bytesRetransmitted
        segmentsSent = tcp.dataSegmentsSent
        segmentsRetransmitted = tcp.retransmittedSegments
        bytesNotSent = tcp.bytesNotSent
        unackedSegments = tcp.unackedSegments
        segmentSize = tcp.segmentSize
        busyTime = tcp.busyTime
        receiveWindowLimitedTime = tcp.receiveWindowLimitedTime
        sendBufferLimitedTime = tcp.sendBufferLimitedTime
        sinceSent = tcp.sinceSent
        sinceAcknowledged = tcp.sinceAcknowledged
        roundTrip = tcp.roundTrip
        minimumRoundTrip = tcp.minimumRoundTrip
        deliveryRate = tcp.deliveryRate
        isApplicationLimited = tcp.isApplicationLimited
    }
}
