import SoundLab
import SystemCalls
import Testing

@testable import ALSA

@Suite struct CaptureDeviceTests {
    private static let devices = """
        00-00: ALC3234 Analog : ALC3234 Analog : playback 1 : capture 1
        00-03: HDMI 0 : HDMI 0 : playback 1
        01-00: USB Audio : USB Audio : capture 1

        """
    /// `/proc/asound/card1/pcm0c/sub0/status` of a running capture.
    private static let running = """
        state: RUNNING
        owner_pid   : 4712
        trigger_time: 1234.567890123
        tstamp      : 0.000000000
        delay       : 512

        """

    @Test func `only what can record is a capture device`() {
        let found = ALSACaptureDevice.parse(Self.devices)
        #expect(
            found == [
                ALSACaptureDevice(card: 0, device: 0, name: "ALC3234 Analog"),
                ALSACaptureDevice(card: 1, device: 0, name: "USB Audio"),
            ])
    }

    @Test(arguments: ["", "x-y: A : A : capture 1", "00: A : A : capture 1", "no colons"])
    func `a line of another shape is no device`(text: String) {
        #expect(ALSACaptureDevice.parse(text) == [])
    }

    @Test func `an open substream names its owner and a closed one nobody`() {
        #expect(ALSACaptureDevice.owner(inStatus: Self.running) == 4712)
        #expect(ALSACaptureDevice.owner(inStatus: "closed\n") == nil)
    }

    @Test func `the holder is named by process and command, never by its command line`() throws {
        let tree = try FixtureTree(files: [
            "proc/asound/card1/pcm0c/sub0/status": Self.running,
            "proc/asound/card1/pcm0c/sub1/status": "closed\n",
            "proc/asound/card1/pcm0c/info": "card: 1\n",
            "proc/4712/status": "Name:\tworker\nTgid:\t4700\nPid:\t4712\nUid:\t1000\t1000\n",
            "proc/4712/comm": "worker\n", "proc/4700/comm": "ffmpeg\n",
            "proc/4700/cmdline": "ffmpeg\0rtmp://ingest/live/SECRET\0",
        ])
        let device = ALSACaptureDevice(card: 1, device: 0, name: "USB Audio")
        #expect(device.holders(tree.roots).names == ["ffmpeg (pid 4700 of uid 1000)"])
    }

    @Test func `a holder of another user is still named by its pid`() throws {
        let tree = try FixtureTree(files: ["proc/asound/card1/pcm0c/sub0/status": Self.running])
        let device = ALSACaptureDevice(card: 1, device: 0, name: "USB Audio")
        #expect(device.holders(tree.roots).names == ["pid 4712"])
    }

    @Test func `a holder in another namespace is nobody we can name, and still somebody`() throws {
        let elsewhere = Self.running.replacing("4712", with: "0")
        let tree = try FixtureTree(files: ["proc/asound/card1/pcm0c/sub0/status": elsewhere])
        let device = ALSACaptureDevice(card: 1, device: 0, name: "USB Audio")
        #expect(device.holders(tree.roots).names == ["a process that cannot be seen"])
    }

    @Test func `what cannot be seen is never nobody`() throws {
        let device = ALSACaptureDevice(card: 1, device: 0, name: "USB Audio")
        let bare = try FixtureTree(files: ["proc/asound/cards": ""])
        #expect(device.holders(bare.roots) == .hidden)
        // A folder in the status's place cannot be read, whoever asks: even root.
        let closed = try FixtureTree(files: ["proc/asound/card1/pcm0c/sub0/status/x": ""])
        #expect(device.holders(closed.roots) == .hidden)
        let free = try FixtureTree(files: ["proc/asound/card1/pcm0c/sub0/status": "closed\n"])
        #expect(device.holders(free.roots) == .seen([]))
    }

    @Test func `an open device tells what it runs with, in PulseAudio's words`() throws {
        let parameters =
            "access: MMAP_INTERLEAVED\nformat: S24_3LE\nsubformat: STD\nchannels: 2\nrate: 96000 (96000/1)\n"
        let tree = try FixtureTree(files: [
            "proc/asound/card1/pcm0c/sub0/hw_params": "closed\n",
            "proc/asound/card1/pcm0c/sub1/hw_params": parameters,
        ])
        let device = ALSACaptureDevice(card: 1, device: 0, name: "USB Audio")
        #expect(device.setup(tree.roots) == CaptureSetup(rate: 96_000, channels: 2, format: "s24le"))
        #expect(CaptureSetup.parse("closed\n") == nil)
        #expect(CaptureSetup.parse("rate: fast\nchannels: 2\nformat: S16_LE\n") == nil)
    }
}
