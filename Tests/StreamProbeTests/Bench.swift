import Foundation
import Glibc
import SystemCalls
import TestSupport
import Testing

/// A private folder, loopback ports nobody has, and the real servers and publishers a test needs.
final class Bench {
    /// Part of every address: what no output of the probe may hold.
    static let key = "geheim-stream-key-4711"

    let folder: String
    private var children: [Child] = []

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "onair-stream-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        folder = url.path
    }

    deinit {
        children.removeAll()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A free port of the loopback address.
    static func port() throws -> UInt16 {
        let listener = try #require(SilentServer())
        return listener.port
    }

    /// A port for RTP, which is even: RTCP takes the odd one above it. (Linux hands out odd ones.)
    static func evenPort() throws -> UInt16 { try port() & ~1 }

    /// nginx with the RTMP module and a static file server: its own prefix, no log of what is played.
    func startNginx() async throws -> (rtmp: UInt16, http: UInt16) {
        let (rtmp, http) = (try Self.port(), try Self.port())
        let text = """
            load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
            daemon off; master_process off; worker_processes 1;
            pid \(folder)/nginx.pid; error_log \(folder)/error.log crit;
            events { worker_connections 64; }
            rtmp { access_log off; server { listen 127.0.0.1:\(rtmp); application live { live on; } } }
            http {
                access_log off; client_body_temp_path \(folder)/body; proxy_temp_path \(folder)/proxy;
                fastcgi_temp_path \(folder)/fastcgi; uwsgi_temp_path \(folder)/uwsgi;
                scgi_temp_path \(folder)/scgi;
                types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; video/x-flv flv; }
                server { listen 127.0.0.1:\(http); root \(folder); location /forbidden { return 403; } }
            }
            """
        try text.write(toFile: "\(folder)/nginx.conf", atomically: true, encoding: .utf8)
        children.append(
            try Child("nginx", ["-p", folder, "-c", "\(folder)/nginx.conf", "-e", "\(folder)/error.log"]))
        for port in [rtmp, http] {
            await eventually(within: .seconds(5), "nginx listens") { SilentServer.answers(port) }
        }
        return (rtmp, http)
    }

    /// A real encoder, bounded in time: a small moving picture and a tone.
    /// - Parameters:
    ///   - group: frames from key frame to key frame, at 25 a second.
    ///   - output: ffmpeg's output options and address.
    @discardableResult
    func publish(
        to output: [String], group: Int = 25, sound: String = "sine=440", picture: String = "testsrc2"
    ) throws -> Child {
        let log = try FileHandle(forWritingTo: Self.emptyFile("\(folder)/ffmpeg.log"))
        let child = try Child(
            "ffmpeg",
            [
                "-hide_banner", "-loglevel", "error", "-nostdin", "-re", "-f", "lavfi", "-i",
                "\(picture)=s=160x90:r=25",
            ]
                + ["-f", "lavfi", "-i", sound, "-t", "90", "-c:v", "libx264", "-preset", "ultrafast"]
                + ["-tune", "zerolatency", "-threads", "1", "-g", "\(group)", "-keyint_min", "\(group)"]
                + ["-sc_threshold", "0", "-b:v", "200k", "-c:a", "aac", "-b:a", "64k"] + output,
            folder: folder, output: log)
        children.append(child)
        return child
    }

    /// Makes a file with ffmpeg and gives its path.
    func record(_ name: String, seconds: Int, options: [String] = []) async throws -> String {
        let child = try Child(
            "ffmpeg",
            ["-loglevel", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=25"]
                + [
                    "-f", "lavfi", "-i", "sine=440", "-t", "\(seconds)", "-c:v", "libx264", "-preset",
                    "ultrafast",
                ]
                + ["-g", "50", "-keyint_min", "50", "-sc_threshold", "0", "-c:a", "aac", "-shortest"]
                + options + [name],
            folder: folder)
        children.append(child)
        await eventually(within: .seconds(20), "\(name) is recorded") { !child.isRunning }
        return "\(folder)/\(name)"
    }

    /// Writes a file into the folder.
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
        try Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    /// Starts a further program of this test.
    func start(_ program: String, _ arguments: [String]) throws {
        children.append(try Child(program, arguments, folder: folder))
    }

    private static func emptyFile(_ path: String) throws -> URL {
        try Data().write(to: URL(filePath: path))
        return URL(filePath: path)
    }
}
