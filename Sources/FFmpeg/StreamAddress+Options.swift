extension StreamAddress {
    /// Options of the open call, each with its reason. `seconds`: the deadline, as a second line of defence
    /// behind the interrupt callback.
    func options(seconds: Double) -> [(String, String)] {
        let microseconds = String(Int(min(max(seconds, 1), 60) * 1_000_000))
        var options = [("protocol_whitelist", protocols.joined(separator: ","))]
        switch transport {
        case .rtmp:
            // Never `timeout` here: for RTMP it means "listen, and wait so many seconds for a caller".
            // `rw_timeout` is in microseconds; not set, because a player waits in silence for a publisher.
            // `live`: do not fall back to a recording of the same name. The buffer is what we tell the
            // server.
            options += [("rtmp_live", "live"), ("rtmp_buffer", "100")]
        case .http:
            // -1: begin with the newest segment of a playlist; older ones say nothing of now.
            options += [("rw_timeout", microseconds), ("live_start_index", "-1")]
        case .srt:
            options += [("connect_timeout", String(Int(min(max(seconds, 1), 60) * 1000)))]
        case .rtsp:
            // TCP first: studios' firewalls drop the UDP ports. UDP still serves a server that knows nothing
            // else.
            options += [("rtsp_flags", "prefer_tcp")]
        case .file, .unsupported:
            break
        }
        return options
    }

    /// Which protocols the address, and any playlist behind it, may use: a playlist from the net must not
    /// reach files of this machine.
    private var protocols: [String] {
        switch transport {
        case .rtmp:
            [
                "rtmp", "rtmps", "rtmpt", "rtmpts", "rtmpe", "rtmpte", "ffrtmphttp", "ffrtmpcrypt", "http",
                "https", "tcp", "tls",
            ]
        case .http: ["http", "https", "httpproxy", "tcp", "tls", "crypto", "data"]
        case .srt: ["srt"]
        case .rtsp: ["rtsp", "rtsps", "rtp", "rtcp", "srtp", "udp", "tcp", "tls"]
        case .file: ["file", "crypto", "data"]
        case .unsupported: []
        }
    }
}
