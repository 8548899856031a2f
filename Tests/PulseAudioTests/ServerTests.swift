import Foundation
import SoundLab
import PulseAudio
import TestSupport
import Testing

/// Everything here talks to a real PulseAudio, one test after the other.
@Suite(.serialized) struct ServerTests {
    private static let microphone =
        "module-remap-source source_name=lavalier master=tone "
        + #"source_properties="device.serial=ONAIR-1 device.bus_path=lab-usb-1 device.description=Lavalier""#

    private func server(_ extra: String...) throws -> PrivatePulse {
        let tone = "module-sine-source source_name=tone frequency=1000 rate=48000"
        return try PrivatePulse([tone, Self.microphone, "module-null-sink sink_name=speaker"] + extra)
    }

    /// A server needs a moment to open its socket.
    private func connect(to server: PrivatePulse) throws -> PulseConnection {
        let answers = holds(within: 5) { (try? PulseConnection(server: server.address).isLocal) != nil }
        #expect(answers)
        return try PulseConnection(server: server.address)
    }

    @Test func `no server at the address is said with the reason`() {
        let expected = PulseError.noServer(address: "unix:/nonexistent", reason: "Connection refused")
        #expect(throws: expected) { _ = try PulseConnection(server: "unix:/nonexistent").isLocal }
        #expect(
            expected.description == "no sound server answers at unix:/nonexistent: Connection refused")
    }

    @Test func `sources come with identity, format and state`() throws {
        let server = try server()
        let connection = try connect(to: server)
        let source = try #require(try connection.sources().first { $0.name == "lavalier" })
        #expect(source.serial == "ONAIR-1")
        #expect(source.busPath == "lab-usb-1")
        #expect(source.description == "Lavalier")
        #expect(source.rate == 48_000)
        #expect(source.channels == ["mono"])
        #expect(source.volumes == [0])
        #expect(source.baseVolume == 0)
        #expect(!source.isMuted)
        #expect(source.monitorOf == nil)
        let isLocal = connection.isLocal
        #expect(isLocal)
    }

    @Test func `a monitor names the sink it listens to`() throws {
        let server = try server()
        let connection = try connect(to: server)
        let monitor = try #require(try connection.sources().first { $0.name == "speaker.monitor" })
        #expect(monitor.monitorOf == "speaker")
    }

    @Test func `the default source is the one that was set`() throws {
        let server = try server()
        let connection = try connect(to: server)
        try server.pactl("set-default-source", "lavalier")
        #expect(try connection.defaultSource() == "lavalier")
    }

    @Test func `a fifth of the volume is minus forty-two decibels`() throws {
        let server = try server()
        let connection = try connect(to: server)
        try server.pactl("set-source-volume", "lavalier", "20%")
        let volume = try connection.sources().first { $0.name == "lavalier" }?.volumes.first
        #expect(abs((volume ?? 0) + 41.94) < 0.01)
    }

    @Test func `volume zero is the floor and no infinity`() throws {
        let server = try server()
        let connection = try connect(to: server)
        try server.pactl("set-source-volume", "lavalier", "0%")
        #expect(try connection.sources().first { $0.name == "lavalier" }?.volumes == [-144])
    }

    @Test func `a mute is told as a change, and seen by then`() throws {
        let server = try server()
        let connection = try connect(to: server)
        try connection.subscribe()
        try server.pactl("set-source-mute", "lavalier", "1")
        let start = ContinuousClock.now
        var muted = false
        while !muted, ContinuousClock.now - start < .seconds(20) {
            try connection.wait(seconds: 0.1)
            guard connection.takeChanges().contains(.sources) else { continue }
            muted = try connection.sources().contains { $0.name == "lavalier" && $0.isMuted }
        }
        #expect(muted)
    }

    @Test func `a removed source is told as a change`() throws {
        let server = try server()
        let connection = try connect(to: server)
        try connection.subscribe()
        try server.pactl("unload-module", "module-remap-source")
        var seen: PulseChanges = []
        for _ in 0..<50 where !seen.contains(.sources) {
            try connection.wait(seconds: 0.1)
            seen.formUnion(connection.takeChanges())
        }
        #expect(seen.contains(.sources))
        #expect(try !connection.sources().contains { $0.name == "lavalier" })
    }

    @Test func `a program that records is named with its process`() throws {
        let server = try server()
        let connection = try connect(to: server)
        let recorder = try server.recorder(of: "lavalier")
        defer { recorder.terminate() }
        var outputs: [PulseSourceOutput] = []
        let found = try holds(within: 10) {
            outputs = try connection.sourceOutputs().filter { $0.binary != nil }
            return !outputs.isEmpty
        }
        #expect(found)
        let output = try #require(outputs.first)
        #expect(output.holder.hasPrefix("pacat (pid "))
        #expect(output.holder.hasSuffix("(pid \(output.processID ?? 0))"))
        #expect(!output.isMuted)
        try server.pactl("set-source-output-mute", "\(output.index)", "1")
        #expect(try connection.sourceOutputs().first { $0.index == output.index }?.isMuted == true)
    }

    @Test func `recorded samples are the source's own`() throws {
        let server = try server()
        let connection = try connect(to: server)
        let source = try #require(try connection.sources().first { $0.name == "lavalier" })
        let stream = try RecordStream(connection, source: source)
        var samples: [Float] = []
        var holes = 0
        for _ in 0..<200 where samples.count < 24_000 {
            try connection.wait(seconds: 0.1)
            holes += try stream.drain { block in
                for index in block.indices { samples.append(block[index]) }
            }
        }
        #expect(holes == 0)
        #expect(samples.count >= 24_000)
        // A 1 kHz tone at 48 kHz repeats every 48 samples.
        let settled = samples.dropFirst(4800)
        let peak = settled.map(\.magnitude).max() ?? 0
        #expect(peak >= 0.5)
        let periodic = zip(settled, settled.dropFirst(48)).allSatisfy { abs($0 - $1) < 0.001 }
        #expect(periodic)
    }

    @Test func `a muted source delivers zeros and no end`() throws {
        let server = try server()
        let connection = try connect(to: server)
        try server.pactl("set-source-mute", "lavalier", "1")
        let source = try #require(try connection.sources().first { $0.name == "lavalier" })
        #expect(source.isMuted)
        let stream = try RecordStream(connection, source: source)
        var count = 0
        var peak: Float = 0
        for _ in 0..<100 where count < 9600 {
            try connection.wait(seconds: 0.1)
            _ = try stream.drain { block in
                count += block.count
                for index in block.indices { peak = max(peak, block[index].magnitude) }
            }
        }
        #expect(count >= 9600)
        #expect(peak == 0)
    }

    @Test func `a recording ends when its source is removed`() throws {
        let server = try server()
        let connection = try connect(to: server)
        let source = try #require(try connection.sources().first { $0.name == "lavalier" })
        let stream = try RecordStream(connection, source: source)
        try server.pactl("unload-module", "module-remap-source")
        var end: PulseError?
        for _ in 0..<50 where end == nil {
            try connection.wait(seconds: 0.1)
            do { _ = try stream.drain { _ in } } catch { end = error }
        }
        guard case .streamEnded("lavalier", _) = end else {
            Issue.record("the recording went on: \(String(describing: end))")
            return
        }
    }

    @Test func `a suspended source gives a recording that says so`() throws {
        let server = try server()
        let connection = try connect(to: server)
        try server.pactl("suspend-source", "tone", "1")
        let source = try #require(try connection.sources().first { $0.name == "tone" })
        #expect(source.state == .suspended)
        let stream = try RecordStream(connection, source: source)
        let isSuspended = stream.isSuspended
        #expect(isSuspended)
    }

    @Test func `a server that stops is noticed and can be met again`() throws {
        let server = try server()
        do {
            let connection = try connect(to: server)
            server.stop()
            #expect(throws: PulseError.self) {
                for _ in 0..<50 { try connection.wait(seconds: 0.1) }
            }
        }
        try server.start()
        let again = try connect(to: server)
        #expect(try again.sources().contains { $0.name == "lavalier" })
    }

    @Test func `a frozen server is said to give no answer`() throws {
        let server = try server()
        let connection = try connect(to: server)
        server.freeze(true)
        defer { server.freeze(false) }
        #expect(throws: PulseError.noAnswer(to: "list its sources")) { try connection.sources() }
    }

    @Test func `a readable stop descriptor ends every wait`() throws {
        let server = try server()
        server.freezeAfterAnswering()
        defer { server.freeze(false) }
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data([0]))
        // A wait that ran out would be another error.
        #expect(throws: PulseError.stopped) {
            _ = try PulseConnection(
                server: server.address, stop: pipe.fileHandleForReading.fileDescriptor, timeout: 10
            ).isLocal
        }
    }
}

extension PrivatePulse {
    fileprivate func freezeAfterAnswering() {
        _ = holds(within: 5) { (try? PulseConnection(server: address).isLocal) != nil }
        freeze(true)
    }
}
