internal import CFFmpeg

/// What the library could not do, to what, and why. Carries no secret: the place is the harmless part of the
/// address and the cause is redacted.
package struct FFmpegError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure; decides what the probe reports.
    package enum Kind: Hashable, Sendable {
        /// Our own deadline passed, or we were asked to stop.
        case deadline, stopped
        /// Nobody listens, no route, no such name.
        case refused, unreachable, unresolved
        /// The server or disk has no such stream; it has, and will not give it.
        case notFound, denied
        /// Reached, but what came is not media; or the stream came to its end; or the server hung up before there was
        /// any.
        case notMedia, ended, closed
        /// This library was built without it.
        case unsupported
        case other
    }

    /// The library's code (AVERROR); 0 where the failure is ours.
    package let code: Int32
    package let kind: Kind
    /// The attempt, e.g. `open`.
    package let action: String
    package let place: String
    private let isFile: Bool
    /// The library's last log line about it, if there was one.
    package let cause: String?

    init(
        _ code: Int32, action: String, of address: StreamAddress, log: [String] = [],
        interrupted: Interrupt.Reason? = nil
    ) {
        self.code = code
        self.action = action
        place = address.place
        isFile = address.transport == .file
        kind =
            switch interrupted {
            case .deadline: .deadline
            case .stopped: .stopped
            case nil: Self.kind(of: code, action: action, log: log)
            }
        cause = log.last
    }

    /// One sentence a person can act on.
    package var description: String {
        switch kind {
        case .deadline: "\(place) did not answer in time"
        case .stopped: "\(action) \(place) was called off"
        case .refused: "\(place) refuses the connection: is the server running?"
        case .unreachable: "\(place) cannot be reached: check the network"
        case .unresolved: "the name of \(place) cannot be resolved: check the address and DNS"
        case .notFound: isFile ? "there is no file \(place)" : "\(place) has no such stream"
        case .denied: "\(place) denies access: check the key or token, or the file's permissions"
        case .notMedia where code == onair_av_error(EISDIR): "\(place) is a folder, not a recording"
        case .notMedia where code == onair_av_error(ESPIPE): "\(place) is not a regular file"
        case .notMedia where isFile: "\(place) is not a recording that can be read\(because)"
        case .notMedia: "what \(place) sends is not a stream that can be read\(because)"
        case .ended: "the stream from \(place) ended"
        case .closed:
            "\(place) accepted the connection and closed it: is this the right port, and a streaming server behind it?"
        case .unsupported:
            "\(place): this kind of address or stream is not supported by the installed libavformat"
        case .other: "cannot \(action) \(place): \(Self.sentence(code))\(because)"
        }
    }

    private var because: String { cause.map { " (\($0))" } ?? "" }

    /// The library's own sentence of a code.
    static func sentence(_ code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let base = buffer.baseAddress, av_strerror(code, base, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: base)
        }
    }

    private static func kind(of code: Int32, action: String, log: [String]) -> Kind {
        switch code {
        // An end before the beginning: somebody listens there, and says nothing.
        case onair_av_eof where action == "open": .closed
        case onair_av_error(ECONNRESET), onair_av_error(EPIPE): .closed
        case onair_av_error(ECONNREFUSED): .refused
        case onair_av_error(EHOSTUNREACH), onair_av_error(ENETUNREACH), onair_av_error(ETIMEDOUT):
            .unreachable
        case onair_av_http_not_found, onair_av_error(ENOENT): .notFound
        case onair_av_http_unauthorized, onair_av_http_forbidden, onair_av_error(EACCES): .denied
        case onair_av_invalid_data, onair_av_error(EISDIR), onair_av_error(ESPIPE): .notMedia
        case onair_av_eof: .ended
        case onair_av_no_protocol, onair_av_no_demuxer, onair_av_no_decoder: .unsupported
        case onair_av_exit: .stopped
        default: kind(of: log)
        }
    }

    /// RTMP, SRT and the resolver return EIO or "unknown" and say what it was in the log alone.
    private static func kind(of log: [String]) -> Kind {
        for line in log.reversed() {
            if line.contains("Failed to resolve hostname") { return .unresolved }
            if line.contains("StreamNotFound") || line.contains("no such stream") { return .notFound }
            if line.contains("NetConnection.Connect.Rejected") || line.contains("Unauthorized") {
                return .denied
            }
            if line.contains("Connection refused") { return .refused }
            // SRT runs over UDP: nobody there is a time-out of its handshake.
            if line.hasPrefix("[srt]"), line.contains("Connection to") { return .refused }
        }
        return .other
    }
}
