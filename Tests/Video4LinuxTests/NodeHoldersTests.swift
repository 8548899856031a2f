import CameraTestSupport
import SystemCalls
import Testing
import Video4Linux

@Suite struct NodeHoldersTests {
    private let tree: StudioTree

    init() throws {
        tree = try StudioTree()
        try tree.process(1, "systemd")
        try tree.process(2, "kthreadd", flags: 0x0020_8040)
        try tree.process(500, "onair")
        try tree.process(510, "onair-probe-cam", parent: 500, open: ["/dev/video0"])
        try tree.process(511, "helper", parent: 510, open: ["/dev/video0"])
    }

    private func holders(_ denied: Set<Int> = []) -> NodeHolders {
        NodeHolders.of(["video0", "video1"], tree.roots, ourselves: 510) { folder throws(SystemError) in
            if denied.contains(where: { folder.hasSuffix("/\($0)/fd") }) {
                throw SystemError(.accessDenied, call: "opendir", object: folder)
            }
            return try Files.names(in: folder)
        }
    }

    @Test func `we and our children are not holders`() {
        #expect(holders() == NodeHolders())
        #expect(holders().description == "nobody has it open")
    }

    @Test func `every holder is named, of any node of the camera`() throws {
        try tree.process(900, "ffmpeg", open: ["/dev/null", "/dev/video0"])
        try tree.process(901, "obs (main)", open: ["/dev/video1"])
        try tree.process(902, "mpv", open: ["/dev/video10", "/dev/video2"])
        #expect(holders().description == "open by ffmpeg (pid 900), obs (main) (pid 901)")
        #expect(holders().users.count == 2)
    }

    @Test func `another OnAir's probe is a holder like any other`() throws {
        try tree.process(910, "onair-probe-cam", parent: 1, open: ["/dev/video0"])
        #expect(holders().holders.map(\.pid) == [910])
    }

    @Test func `a media daemon that has it open is named but does not use it`() throws {
        try tree.process(700, "wireplumber", open: ["/dev/video0"])
        #expect(holders().description == "open by wireplumber (pid 700)")
        #expect(holders().users.isEmpty)
    }

    @Test
    func `a media daemon that has its buffers mapped uses it, and is told apart from one that has it open`()
        throws
    {
        try tree.process(700, "pipewire", open: ["/dev/video0"])
        try tree.write(
            "proc/700/maps",
            "7f00-7f10 rw-s 00000000 00:05 12 /dev/null\n7f10-7f20 rw-s 0 00:05 1 /dev/video0")
        try tree.process(701, "wireplumber", open: ["/dev/video0"])
        #expect(holders().users.map(\.pid) == [700])
        #expect(holders().description == "used by pipewire (pid 700); open by wireplumber (pid 701)")
    }

    @Test func `processes that cannot be seen are counted, and never called nobody`() {
        #expect(holders([1]).description == "not known: cannot see 1 processes of other users")
        #expect(holders([1, 2]).unseen == 1)
    }

    @Test func `a holder in sight is named though others are hidden`() throws {
        try tree.process(900, "ffmpeg", open: ["/dev/video0"])
        #expect(holders([1]).description == "open by ffmpeg (pid 900)")
        #expect(holders([1]).unseen == 1)
    }

    @Test(arguments: ["", "12", "12 (name", "12 (name) S 1", "12 (name) S x 1 1 0 -1 4"])
    func `a status that makes no sense is none`(text: String) {
        #expect(ProcessStatus(text) == nil)
    }
}
