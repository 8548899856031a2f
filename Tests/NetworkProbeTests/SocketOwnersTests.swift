import FoundationEssentials
import Netlink
import StudioModel
import SystemCalls
import TestSupport
import Testing

@testable import onair_probe_network

@Suite struct `Whose connection it is` {
    /// A /proc with one process.
    private func proc(name: String, inode: UInt32) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "onair-proc-\(UUID().uuidString)")
        let files = folder.appending(path: "812/fd")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        try Data("\(name)\n".utf8).write(to: folder.appending(path: "812/comm"))
        try FileManager.default.createSymbolicLink(
            atPath: files.appending(path: "9").path(), withDestinationPath: "socket:[\(inode)]")
        return folder.path()
    }

    @Test func `the encoder is named by number and command`() throws {
        let folder = try proc(name: "obs", inode: 4711)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var owners = SocketOwners(proc: folder)
        let socket = try described(cookie: 1, inode: 4711)
        let named = owners.outcome(for: socket)
        #expect(named == .text("obs (pid 812)"))
        let isOurs = owners.isOurs(socket)
        #expect(!isOurs)
        let other = owners.outcome(for: try described(cookie: 2, inode: 4712))
        #expect(other.kind == "absent")
    }

    @Test(arguments: [
        ("onair", true), ("onair-probe-str", true), ("onair-probe-net", true), ("obs", false),
        ("onairPackageTe", false),
    ])
    func `OnAir's own processes are known by their names`(name: String, expected: Bool) throws {
        let folder = try proc(name: name, inode: 4711)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var owners = SocketOwners(proc: folder)
        let isOurs = owners.isOurs(try described(cookie: 1, inode: 4711))
        #expect(isOurs == expected)
    }

    @Test func `our own socket is found in the real proc`() throws {
        let peers = try LoopbackPeers()
        let holder = SocketHolder.of(inode: peers.clientInode)
        guard case .process(let id, _) = holder else {
            Issue.record("the holder is \(holder)")
            return
        }
        #expect(id > 1)
    }

    @Test func `a socket without an inode has no holder`() {
        #expect(SocketHolder.of(inode: 0) == .nobody)
    }
}
