import Checklist
import StudioModel
import TestSupport
import Testing

/// Probes speak English; whoever chose Chinese reads Chinese.
@Suite struct ProbeWordsTests {
    /// Where the sentences come from that may be the reason or the value of an outcome, or the note of evidence.
    static let places = [
        "Sources/ALSA", "Sources/AlarmEngine", "Sources/FFmpeg", "Sources/JPEG",
        "Sources/KernelClock",
        "Sources/Loudness", "Sources/Monitor", "Sources/Netlink", "Sources/PictureMeasures",
        "Sources/ProbeKit",
        "Sources/ProbeProtocol", "Sources/PulseAudio", "Sources/SystemCalls", "Sources/Video4Linux",
        "Sources/StudioModel/CameraMatching.swift", "Sources/StudioModel/Judgement.swift",
        "Sources/onair/Check/CheckProgress.swift", "Sources/onair/Check/CheckRun+Alone.swift",
    ]

    /// What `describe` alone says, what is looked for in a log, names, and lines for whoever started a program by hand.
    static let notSaid: Set<String> = [
        "open /dev/video*: member of the group video",
        "read /dev/kmsg: CAP_SYSLOG, or sysctl kernel.dmesg_restrict=0",
        "a sound server of the same user (PULSE_SERVER or the match key \"server\" names another)",
        "for a card without a sound server: membership of group audio",
        "none to measure; to name the encoder's process, the same user as the encoder or CAP_SYS_PTRACE",
        "network access to the stream's server", "a disk", "a processor",
        "Failed to submit URB", "Insufficient periodic bandwidth", "Non-zero status", "Not enough bandwidth",
        "USB disconnect", "device descriptor read", "reset High Speed", "reset SuperSpeed",
        "reset full-speed",
        "reset high-speed", "learns its baseline", "less than ",
        "this computer", "level measurement", "multi-planar camera", "v4l2 loopback", "number menu",
        "made up", "{} Hz",
        "{} {}x{}", "{}...{}, default {}", "{} {} ({}{})", " at {} Hz", "{} {} → {}", "{} describe",
        "inspect needs one {\"configure\":…} line on standard input", "onair-probe-{}: {}",
        "ignored a command with the unknown key “{}”", "ignored a line that is not a command ({} bytes)",
    ]

    /// Parts of sentences. Whole ones are tried below.
    static let parts: Set<String> = [
        "pid {}", " of uid {}", "{} (pid {})", "{} ({})", "{} {}", "{}: {}", " or a ", "errno {}",
        "{}{}: {} ({})",
        "buffer {}",
        "a buffer of {} bytes", "used by ", "open by ", "; in use by ", "free; also recorded by ",
        "{}: no reading yet", "{}: no reading for {} s", "cannot {}: {}{}", "cannot {} {}: {}{}",
        "{} {} was called off", "what {} sends is not a stream that can be read{}",
        "{} is not a recording that can be read{}", "; it could not be ended and was left behind",
        ", serial {}", "{} at {}{}", "{}: none is plugged in", "{}; plugged in: {}",
        "not measured in passive mode{}", "{} time: {}", "no whole frame{}", "no interface {}; there {} ",
    ]

    static let whole: [(said: String, chinese: String)] = [
        ("no camera with serial A1B2: none is plugged in", "没有序列号为 A1B2 的摄像头：一台也没有接入"),
        (
            "no camera with bus-path usb-1.2, vendor-product 046d:0825; plugged in: C920 (usb-1.4), EOS, R (usb-2)",
            "没有摄像头符合 接口 usb-1.2、型号 046d:0825；已接入：C920 (usb-1.4), EOS, R (usb-2)"
        ),
        ("used by another program (open by obs (pid 9))", "被其他程序占用（被 obs（pid 9）打开）"),
        (
            "used by ffmpeg (pid 12), obs (pid 9); open by zoom (pid 3)",
            "被 ffmpeg（pid 12）、obs（pid 9）占用；被 zoom（pid 3）打开"
        ),
        ("busy: used by ffmpeg (pid 12)", "被占用：被 ffmpeg（pid 12）占用"),
        ("ffmpeg (pid 12 of uid 1000), obs (pid 9)", "ffmpeg（pid 12，uid 1000）、obs（pid 9）"),
        ("a process that cannot be seen", "看不到的进程"), ("source, capture switch", "音源、采集开关"),
        ("source, ffmpeg (pid 12 of uid 0)", "音源、ffmpeg（pid 12，uid 0）"),
        (
            "ffmpeg (pid 4 of uid 0) takes 44100 Hz; obs (pid 5) takes 16000 Hz",
            "ffmpeg（pid 4，uid 0）取 44100 Hz；obs（pid 5）取 16000 Hz"
        ),
        (
            "not measured in passive mode, used by ffmpeg (pid 12)", "被动检查时不测，被 ffmpeg（pid 12）占用"
        ),
        (
            "may not open /dev/video0: add this user to the group video and log in again",
            "无权打开 /dev/video0：请把本用户加入 video 组并重新登录"
        ),
        (
            "denied: no permission to open hw:1,0: add the user to group audio, then log in again",
            "没有权限：无权打开 hw:1,0：请把用户加入 audio 组并重新登录"
        ),
        ("hw:1,0 is in use by arecord (pid 7)", "hw:1,0 被 arecord（pid 7）占用"),
        ("free; also recorded by zoom (pid 7), obs (pid 9)", "空闲；另有 zoom（pid 7）、obs（pid 9）在录音"),
        ("Cirrus (pid 4) at usb-1.4, serial X", "Cirrus (pid 4)（usb-1.4，序列号 X）"),
        (
            "no microphone with serial “A1”; the sound server has alsa_input.a, alsa_input.b",
            "没有序列号为“A1”的麦克风；声音服务器上有：alsa_input.a, alsa_input.b"
        ),
        (
            "no sound server answers at the user's default address: Connection refused; to measure USB Audio without a sound server set system: alsa",
            "用户默认地址没有声音服务器应答：连接被拒绝；要不经声音服务器测量 USB Audio，请设 `system: alsa`"
        ),
        (
            "the sound server does not offer Scarlett; in use by jackd (pid 3)",
            "声音服务器没有提供 Scarlett；被 jackd（pid 3）占用"
        ),
        ("no interface eth7; there are lo, wlan0", "没有网卡 eth7；现有：lo, wlan0"),
        (
            "STREAMON /dev/video0: No space left on device (ENOSPC) — the USB bus has no bandwidth left: use another port or a compressed format",
            "STREAMON /dev/video0：设备空间不足（ENOSPC）：USB 总线带宽已用尽：请换接口或改用压缩格式"
        ),
        (
            "2nd time: open /dev/video0: Device or resource busy (EBUSY)",
            "第 2 次：open /dev/video0：设备或资源被占用（EBUSY）"
        ),
        ("no frame the 1st time", "第 1 次没有出图"), ("no whole frame: it is cut off", "没有完整的帧：不完整，被截断"),
        ("gain is 3 instead of 64; zoom is not there", "gain 是 3，应为 64；没有 zoom"),
        ("cannot list the TCP connections: operation not permitted", "无法列出 TCP 连接：操作不被允许"),
        (
            "cannot open rtmp://a.example/live: Input/output error (Handshake failed)",
            "无法打开 rtmp://a.example/live：输入输出错误（Handshake failed）"
        ),
        ("open srt://a.example was called off", "打开 srt://a.example 已取消"),
        (
            "what http://a.example sends is not a stream that can be read (Invalid data found when processing input)",
            "http://a.example 送来的不是可读取的流（数据无效）"
        ),
        ("a.mp4 is not a recording that can be read", "a.mp4 不是可读取的录像"),
        (
            "camera/host hangs in a device call; it could not be ended and was left behind",
            "camera/host 卡在设备调用中；无法结束它，已弃置"
        ),
        ("microphone.muted: no reading yet", "麦克风静音：尚无读数"),
        ("link.carrier: no reading for 4.5 s", "网线连接：已 4.5 秒没有读数"),
        (
            "camera.present: failed: the probe failed: it missed its deadline",
            "摄像头已接入：失败：探测程序出错：已超时"
        ),
        ("camera.fps.delivered = 24.1, limit < 29.4", "帧率 = 24.1，限值 < 29.4"),
        ("microphone.muted = yes", "麦克风静音 = 是"),
        ("a text was given where a number is judged", "给出的是文字，而应为数值"),
        ("a text was given where a flag or a number is judged", "给出的是文字，而应为是或否或数值"),
        ("not judged in phase break", "“休息”阶段不判断"),
        ("show 20260308T200000Z began", "场次 20260308T200000Z 已开始"),
        ("raised by Lan", "由 Lan 上报"), ("the probe ended: it ended (exited(1))", "探测程序已退出：程序已退出（exited(1)）"),
        (
            "passes alone, fails together: frame rate 24.1 Hz, at least 29.4 Hz expected",
            "单独正常，多机同开时异常：帧率 24.1 Hz，应不低于 29.4 Hz"
        ),
        ("camera present: no", "摄像头已接入：否"),
        (
            "its probe failed alone: camera inspection missed its deadline of 7 s. It was ended; see whether a device hangs.",
            "单独再测时探测程序出错：camera 检查超过 7 秒的时限。已将其结束；请检查是否有设备卡死。"
        ),
        (
            "onair-probe-camera: Failed to launch the new process. Underlying error: Text file busy",
            "onair-probe-camera：无法启动进程：文件正被使用"
        ),
        (
            "onair-probe-camera: describe timed out after 15 s. See whether the machine is busy; `/a/onair-probe-camera describe` shows how long it takes.",
            "onair-probe-camera：describe 在 15 秒内没有回应。请检查电脑是否繁忙；运行 `/a/onair-probe-camera describe` 可看用时。"
        ),
        ("passes alone, fails together: no USB bandwidth", "单独正常，多机同开时异常：USB 带宽不足"),
    ]

    static let unknown = [
        "", " ", "MJPG 1280x720", "the moon is in the way", "C920 (usb-1.4)", "obs, zoom",
        "{}", "{1…}", "⟨1⟩", "usb 1-4: reset by hand", "(", ")", "EBUSY)", ": (E)", "a; b; c",
    ]

    /// Each `{}` filled with a mark that no sentence has.
    private static func filled(_ sentence: String) -> (text: String, marks: [String]) {
        var text = ""
        var marks: [String] = []
        for (number, piece) in sentence.split(separator: "{}", omittingEmptySubsequences: false).enumerated()
        {
            if number > 0 {
                marks.append("⟨\(number)⟩")
                text += marks[number - 1]
            }
            text += piece
        }
        return (text, marks)
    }

    private static func hasChinese(_ text: String) -> Bool { SourceSentences.hasChinese(text) }

    @Test func `every sentence of a probe has its Chinese, with all that was put in`() throws {
        let sentences = try SourceSentences.under(
            Self.places + SourceTree.names(in: "probes").map { "probes/\($0)" }
        ).filter {
            !Self.notSaid.contains($0.text) && !Self.parts.contains($0.text) && !Self.hasChinese($0.text)
        }
        #expect(sentences.count > 250)
        for sentence in sentences {
            let (text, marks) = Self.filled(sentence.text)
            let said = ProbeWords.chinese(text)
            #expect(Self.hasChinese(said), "no Chinese in ProbeWords: \(sentence.file): \(sentence.text)")
            #expect(marks.filter { !said.contains($0) } == [], "\(sentence.text) → \(said)")
        }
    }
    /// Words that a probe gives as a value or a reason, as `free` in `.text(isFree ? "free" : …)`.
    private static func words(_ source: String) -> [String] {
        source.matches(of: /\.(?:text|absent|unsupported|denied|failed)\(/).flatMap { match in
            var depth = 1
            let inside = source[match.range.upperBound...].prefix { character in
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
                return depth > 0
            }
            // The name of a call to the system is no word for people.
            return inside.matches(of: /(call: )?"([a-z][a-z-]+)"/).filter { $0.1 == nil }.map { String($0.2) }
        }
    }

    @Test func `every word of a probe that stands for a value has its Chinese`() throws {
        let files = try SourceTree.names(in: "probes").flatMap { try SourceTree.files(under: "probes/\($0)") }
        var words = Set(try files.flatMap { Self.words(try SourceTree.text($0)) })
        #expect(words.isSuperset(of: ["free", "busy", "denied", "no-producer", "wrong-clock", "idle"]))
        // Those that stand elsewhere: states of an input and of a source, and results of a connection.
        words.formUnion([
            "no-power", "no-signal", "no-sync", "unstable", "unsupported", "running", "suspended",
            "connected",
            "refused", "timeout", "resolved", "failed", "full", "half", "off", "auto",
        ])
        #expect(words.filter { !Self.hasChinese(ProbeWords.chinese($0)) }.sorted() == [])
    }

    @Test func `nothing is listed that no source says any more`() throws {
        let said = Set(
            try SourceSentences.under(
                Self.places + SourceTree.names(in: "probes").map { "probes/\($0)" }
            ).map(\.text))
        #expect(Self.notSaid.union(Self.parts).subtracting(said).sorted() == [])
    }

    @Test(arguments: whole)
    func `a whole sentence reads as a technician says it`(said: String, chinese: String) {
        #expect(ProbeWords.chinese(said) == chinese)
        #expect(ProbeWords.say(said, .english) == said)
    }

    @Test(arguments: unknown) func `what is not known stays as it was said`(said: String) {
        #expect(ProbeWords.chinese(said) == said)
    }

    @Test(arguments: [
        ": ", " (", "; ", ", ", " — ", "used by ", "a: b — c (d) = e, limit f; ", " is in use by ",
        " failed: ",
        "not yet measured: ", "a (pid 1), ", "cannot ", "no ", "()", "{}", "\u{0}", "中",
    ])
    func `a hostile text costs no more than a glance`(piece: String) {
        let clock = ContinuousClock()
        var texts = [16, 200, 990, 1000, 1001, 65_536].map { size in
            String(String(repeating: piece, count: size / piece.utf8.count + 1).prefix(size))
        }
        texts += texts.map { "camera.present: \($0)" } + texts.map { "the probe failed: \($0)" }
        // The best of three: what else the machine does is not what is measured.
        let longest = texts.map { text in
            (0..<3).map { _ in clock.measure { _ = ProbeWords.chinese(text) } }.min() ?? .zero
        }.max()
        // Of a debug build; built for release it is a hundredth of that.
        #expect(longest ?? .zero < .seconds(1))
        for text in texts where text.utf8.count > 1000 { #expect(ProbeWords.chinese(text) == text) }
    }
}
