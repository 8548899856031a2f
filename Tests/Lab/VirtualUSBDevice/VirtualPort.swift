import Glibc

/// Why a device could not be plugged in or went away.
package enum PortError: Error, CustomStringConvertible {
    case call(String, Int32)
    case malformed(String)

    package var description: String {
        switch self {
        case .call(let name, let code): "\(name): \(String(cString: strerror(code)))"
        case .malformed(let what): what
        }
    }
}

/// One port of the kernel's virtual host controller, with a device plugged into it.
///
/// The kernel keeps one end of a socket pair and speaks USB/IP over it; closing ours pulls the plug.
package struct VirtualPort: ~Copyable {
    /// The controller's attach file; it takes "port socket device-id speed".
    package static let attachFile = "/sys/devices/platform/vhci_hcd.0/attach"
    private let socket: Int32

    package init(number: Int, speed: Speed, attachFile: String = attachFile) throws(PortError) {
        var pair: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0 else {
            throw .call("socketpair", errno)
        }
        let file = open(attachFile, O_WRONLY)
        guard file >= 0 else {
            let code = errno
            close(pair[0])
            close(pair[1])
            throw .call("cannot open \(attachFile) (is the module vhci-hcd loaded?)", code)
        }
        let line = "\(number) \(pair[1]) \(1 << 16 | number) \(speed.attachCode)"
        let written = write(file, line, line.utf8.count)
        let code = errno
        close(file)
        close(pair[1])
        guard written == line.utf8.count else {
            close(pair[0])
            throw .call("cannot attach to port \(number) (in use, or not a \(speed)-speed port?)", code)
        }
        socket = pair[0]
    }

    deinit { close(socket) }

    /// Serves the device until the kernel closes its end; what it does is told in the tally.
    package func serve(_ device: inout VirtualDevice, tally: PlainFile? = nil) throws(PortError) {
        var failure: PortError?
        while true {
            let now = Self.now()
            let next = device.service(now: now) { reply in
                do throws(PortError) { try send(reply) } catch { failure = failure ?? error }
            }
            if let failure { throw failure }
            tally?.write(device.function.tallyLine)
            // Rounded up: waking early would only spin until the moment comes.
            let wait = next.map { $0 > now ? Int32(($0 - now + 999_999) / 1_000_000) : 0 } ?? -1
            var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, wait) <= 0 { continue }
            guard let header = try receive(USBIP.headerSize) else { return }
            switch HostPacket(header: header) {
            case .submit(var transfer, let dataBytes, let isoCount):
                transfer.data = try receive(dataBytes) ?? []
                let descriptors = try receive(isoCount * USBIP.isoDescriptorSize) ?? []
                transfer.adoptIsoDescriptors(descriptors, count: isoCount)
                if let reply = device.submit(transfer) { try send(reply) }
            case .unlink(let sequence, let target):
                try send(device.unlink(sequence: sequence, target: target))
            case .unknown(let code):
                throw .malformed("the kernel sent a USB/IP packet of unknown kind \(code)")
            }
        }
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    private func send(_ reply: Reply) throws(PortError) {
        try sendAll(reply.head[...])
        try sendAll(reply.body)
    }

    private func sendAll(_ bytes: ArraySlice<UInt8>) throws(PortError) {
        var offset = 0
        while offset < bytes.count {
            let sent = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    socket, buffer.baseAddress.map { $0 + offset }, buffer.count - offset, Int32(MSG_NOSIGNAL)
                )
            }
            if sent < 0, errno == EINTR { continue }
            guard sent > 0 else { throw .call("send", errno) }
            offset += sent
        }
    }

    /// Exactly `count` bytes; nil when the kernel closed the connection.
    private func receive(_ count: Int) throws(PortError) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var offset = 0
        while offset < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                recv(socket, buffer.baseAddress.map { $0 + offset }, count - offset, 0)
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw .call("recv", errno) }
            if got == 0 { return nil }
            offset += got
        }
        return bytes
    }
}
