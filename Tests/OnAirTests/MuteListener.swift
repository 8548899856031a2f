import Foundation
import Glibc
import TestSupport

/// Listens on a loopback port of its own and never says a word: the kernel accepts, nobody answers.
final class MuteListener {
    struct Failed: Error { let code: Int32 }

    let port: UInt16
    private let descriptor: Int32

    /// - Parameter hangsUp: whether it closes every connection at once.
    init(hangsUp: Bool = false) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let file = descriptor
        let ready = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, size) == 0 && listen(file, 16) == 0 && getsockname(file, $0, &size) == 0
            }
        }
        guard ready else { throw Failed(code: errno) }
        port = UInt16(bigEndian: address.sin_port)
        guard hangsUp else { return }
        Thread.detachNewThread {
            while case let peer = accept(file, nil, nil), peer >= 0 { close(peer) }
        }
    }

    deinit {
        // Ends the waiting accept, too.
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}
