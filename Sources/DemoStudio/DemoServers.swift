import StudioModel
import SystemCalls

/// The real programs of the demo studio, all on loopback and all below its folder: a private PulseAudio
/// with a virtual microphone, somebody who speaks into it, and nginx with the RTMP module as the ingest.
package struct DemoServers: Sendable {
    let folder: DemoFolder
    let port: Int

    static let room = "onair_demo_room"
    static let microphone = "onair_demo_microphone"

    /// Runs all servers until cancelled; throws when one ends by itself.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await DemoProgram.pulseAudio(folder).runForever() }
            group.addTask { try await DemoProgram.ingest(folder).runForever() }
            group.addTask {
                try await DemoProgram.synthesizer(folder).runOnce()
                try await pulseIsReady()
                try await DemoProgram.speaker(folder).runForever()
            }
            try await group.next()
            group.cancelAll()
        }
    }

    func writeFiles(secretURL: String) throws {
        try DemoFolder.write(secretURL + "\n", to: folder.secret)
        try DemoFolder.write(nginxConfiguration, to: folder.nginxConfiguration)
    }

    /// Waits until the microphone answers.
    package func pulseIsReady() async throws {
        try await wait(for: "PulseAudio") {
            let list = try await DemoProgram.pactl(folder, ["list", "short", "sources"]).output()
            return list.contains(DemoServers.microphone)
        }
    }

    package func ingestIsReady() async throws {
        try await wait(for: "nginx") { Loopback.accepts(port: port) }
    }

    /// Waits until the encoder is connected to the ingest: what looks before would rightly say that it is not.
    func encoderIsConnected() async throws {
        // local and remote address, then the state: 01 is an established connection (Documentation/networking/proc_net_tcp)
        let digits = String(port, radix: 16, uppercase: true)
        let remote = ":" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        try await wait(for: "the encoder") {
            try Files.text("/proc/net/tcp").split(separator: "\n").contains { line in
                let fields = line.split(separator: " ")
                return fields.count > 3 && fields[2].hasSuffix(remote) && fields[3] == "01"
            }
        }
    }

    package func setMuted(_ muted: Bool) async throws {
        _ = try await DemoProgram.pactl(
            folder, ["set-source-mute", DemoServers.microphone, muted ? "1" : "0"]
        ).output()
    }

    /// Waits until somebody beside the encoder records the microphone: the probe hears it.
    package func isHeard() async throws {
        try await wait(for: "the microphone probe") {
            let list = try await DemoProgram.pactl(folder, ["list", "short", "source-outputs"]).output()
            return list.split(separator: "\n").count > 1
        }
    }

    private func wait(for what: String, _ isReady: () async throws -> Bool) async throws {
        let clock = ContinuousClock()
        let end = clock.now.advanced(by: .seconds(15))
        while clock.now < end {
            if (try? await isReady()) == true { return }
            try await clock.sleep(for: .milliseconds(100))
        }
        throw DemoError(
            .init("\(what) did not start within 15 s", "\(what) 15 秒内未启动"),
            advice: .init(
                "Read the logs in \(folder.path) and run the demo again.", "请查看 \(folder.path) 中的日志，然后重新运行演示。"
            ))
    }

    /// The access log is off: it would write the stream key.
    private var nginxConfiguration: String {
        """
        daemon off;
        master_process off;
        worker_processes 1;
        pid \(folder.path)/nginx.pid;
        error_log \(folder.path)/nginx-error.log error;
        load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
        events { worker_connections 64; }
        rtmp {
            access_log off;
            server {
                listen 127.0.0.1:\(port);
                chunk_size 4096;
                application live { live on; drop_idle_publisher 10s; }
            }
        }

        """
    }
}
