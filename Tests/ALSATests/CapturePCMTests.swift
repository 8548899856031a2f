import Foundation
import Testing

@testable import ALSA

/// The real alsa-lib, reading our samples through its `file` plug-in. It reads its configuration once a
/// process, hence the processes of their own.
@Suite struct CapturePCMTests {
    private static func write(_ samples: [Int16]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "onair-pcm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try samples.withUnsafeBytes { Data($0) }.write(to: folder.appending(path: "in.raw"))
        let settings = """
            pcm.fake {
                type file
                slave.pcm { type null }
                file /dev/null
                infile "\(folder.path)/in.raw"
                format raw
            }
            """
        try Data(settings.utf8).write(to: folder.appending(path: "asound.conf"))
        return folder
    }

    @Test func `samples come through alsa-lib unchanged`() async throws {
        let sound = (0..<96_000).map { Int16($0 % 2000 - 1000) * 16 }
        let folder = try Self.write(sound)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            setenv("ALSA_CONFIG_PATH", path + "/asound.conf", 1)
            var pcm = try CapturePCM("fake")
            let rate = pcm.rate
            #expect(rate == 48_000)
            let channels = pcm.channels
            #expect(channels == 2)
            var heard: [Float] = []
            for _ in 0..<100 where heard.count < 48_000 {
                _ = try pcm.read(seconds: 1) { block in
                    for index in block.indices { heard.append(block[index]) }
                }
            }
            let expected = (0..<heard.count).map { Float(($0 % 2000 - 1000) * 16) / 32768 }
            #expect(heard.count >= 48_000)
            #expect(heard == expected)
            let overruns = pcm.overruns
            #expect(overruns == 0)
        }
    }

    @Test func `a readable stop descriptor ends the reading`() async throws {
        let folder = try Self.write(Array(repeating: 0, count: 9600))
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            setenv("ALSA_CONFIG_PATH", path + "/asound.conf", 1)
            var pcm = try CapturePCM("fake")
            let pipe = Pipe()
            try pipe.fileHandleForWriting.write(contentsOf: Data([0]))
            var end: ALSAError?
            do {
                _ = try pcm.read(stop: pipe.fileHandleForReading.fileDescriptor, seconds: 1) { _ in }
            } catch { end = error as? ALSAError }
            #expect(end == .stopped)
        }
    }

    @Test func `what is not there is absent, and nothing is printed`() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
            var end: ALSAError?
            do { _ = try CapturePCM("hw:CARD=NotThere,DEV=0").rate } catch { end = error as? ALSAError }
            #expect(end == .absent(device: "hw:CARD=NotThere,DEV=0"))
            var mixer: ALSAError?
            do { _ = try CaptureMixer("hw:CARD=NotThere").state() } catch { mixer = error as? ALSAError }
            #expect(mixer == .absent(device: "hw:CARD=NotThere"))
        }
        let printed = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(!printed.contains("ALSA lib"))
    }
}
