import StudioModel

/// What a probe's description says of a metric, as far as the sentences of a finding need it.
package struct MetricWords: Hashable, Sendable {
    /// The unit as it is written: `Hz`, `dBFS`, `bit/s`; `1` for a ratio.
    package var unit: String
    package var name: LocalizedText?
    /// Seconds between two readings; 0 where there is none.
    package var period: Double

    package init(unit: String, name: LocalizedText? = nil, period: Double = 0) {
        self.unit = unit
        self.name = name
        self.period = period
    }
}

extension MetricWords {
    /// Names a technician uses, for the metrics the shipped rules judge. A metric without one goes by its
    /// own.
    static let names: [Metric: LocalizedText] = [
        "camera.fps.delivered": LocalizedText(en: "frame rate", zh: "帧率"),
        "camera.fps.delivered-ratio": LocalizedText(en: "delivered share of the frame rate", zh: "实际帧率与设定之比"),
        "camera.fps.nominal": LocalizedText(en: "set frame rate", zh: "设定帧率"),
        "camera.frames.lost": LocalizedText(en: "lost frames", zh: "丢帧"),
        "camera.frames.error": LocalizedText(en: "damaged frames", zh: "坏帧"),
        "camera.frame.age": LocalizedText(en: "age of the newest frame", zh: "最新一帧的时间"),
        "camera.first-frame": LocalizedText(en: "time to the first frame", zh: "首帧时间"),
        "camera.present": LocalizedText(en: "camera present", zh: "摄像头已接入"),
        "camera.access": LocalizedText(en: "camera access", zh: "摄像头占用状态"),
        "picture.black": LocalizedText(en: "picture black", zh: "黑屏"),
        "picture.frozen": LocalizedText(en: "picture frozen", zh: "画面静止"),
        "picture.luma.mean": LocalizedText(en: "brightness", zh: "画面亮度"),
        "picture.black-ratio": LocalizedText(en: "black share of the picture", zh: "黑场面积占比"),
        "picture.still": LocalizedText(en: "time without a change", zh: "画面无变化时长"),
        "picture.pattern.confidence": LocalizedText(en: "likeness to bars or a card", zh: "彩条或提示卡置信度"),
        "picture.constant-ratio": LocalizedText(en: "share of one colour", zh: "单色面积占比"),
        "picture.clip-ratio": LocalizedText(en: "burnt-out share", zh: "过曝面积占比"),
        "picture.crush-ratio": LocalizedText(en: "cut-off share of the blacks", zh: "死黑面积占比"),
        "picture.dark-ratio": LocalizedText(en: "nearly black share", zh: "暗部面积占比"),
        "picture.focus": LocalizedText(en: "sharpness", zh: "清晰度"),
        "picture.noise": LocalizedText(en: "picture noise", zh: "画面噪点"),
        "picture.outliers-ratio": LocalizedText(en: "outliers", zh: "异常像素占比"),
        "picture.range-ratio": LocalizedText(en: "share outside the legal range", zh: "超出合法范围占比"),
        "picture.saturation.max": LocalizedText(en: "greatest saturation", zh: "最大饱和度"),
        "picture.letterbox-ratio": LocalizedText(en: "share of black borders", zh: "黑边占比"),
        "picture.framing.shift": LocalizedText(en: "shift of the shot", zh: "构图偏移"),
        "picture.framing.similarity": LocalizedText(en: "likeness to the reference", zh: "与参考画面相似度"),
        "picture.level.subject": LocalizedText(en: "subject's level", zh: "主体亮度"),
        "picture.evenness": LocalizedText(en: "evenness of the backdrop", zh: "背景均匀度"),
        "picture.cast": LocalizedText(en: "colour cast", zh: "偏色"),
        "picture.warmth": LocalizedText(en: "warmth", zh: "色调冷暖"),
        "picture.flicker.modulation": LocalizedText(en: "mains flicker", zh: "灯光频闪"),
        "picture.match": LocalizedText(en: "colour difference to the other camera", zh: "与另一机位色差"),
        "microphone.present": LocalizedText(en: "microphone present", zh: "麦克风已接入"),
        "microphone.muted": LocalizedText(en: "microphone muted", zh: "麦克风静音"),
        "microphone.volume": LocalizedText(en: "microphone volume", zh: "麦克风音量"),
        "microphone.level.peak": LocalizedText(en: "peak level", zh: "峰值电平"),
        "microphone.level.rms": LocalizedText(en: "level", zh: "电平"),
        "microphone.loudness.momentary": LocalizedText(en: "loudness", zh: "响度"),
        "microphone.clips": LocalizedText(en: "clippings a second", zh: "每秒削波"),
        "microphone.zeros": LocalizedText(en: "digital silence", zh: "数字静音"),
        "link.present": LocalizedText(en: "network interface present", zh: "网卡存在"),
        "link.carrier": LocalizedText(en: "link carrier", zh: "网线连接"),
        "link.operational": LocalizedText(en: "link operational", zh: "网络可用"),
        "link.route.default": LocalizedText(en: "default route", zh: "默认路由"),
        "link.wireless": LocalizedText(en: "wireless", zh: "无线连接"),
        "link.duplex": LocalizedText(en: "duplex", zh: "双工方式"),
        "link.errors-ratio": LocalizedText(en: "packet errors", zh: "丢包率"),
        "link.speed": LocalizedText(en: "link speed", zh: "链路速率"),
        "uplink.dns.time": LocalizedText(en: "name lookup", zh: "域名解析时间"),
        "uplink.dns.resolved": LocalizedText(en: "ingest name resolved", zh: "推流域名可解析"),
        "uplink.connect.reachable": LocalizedText(en: "ingest reachable", zh: "推流地址可达"),
        "uplink.connect.time": LocalizedText(en: "connecting to the ingest", zh: "连接推流地址用时"),
        "uplink.bitrate.acked": LocalizedText(en: "acknowledged bitrate", zh: "上行实际码率"),
        "uplink.encoder.connected": LocalizedText(en: "encoder connected", zh: "编码器已连接"),
        "uplink.rtt": LocalizedText(en: "round trip to the ingest", zh: "到平台往返"),
        "output.published": LocalizedText(en: "output published", zh: "输出已发布"),
        "output.bitrate": LocalizedText(en: "output bitrate", zh: "输出码率"),
        "output.fps": LocalizedText(en: "output frame rate", zh: "输出帧率"),
        "output.gop": LocalizedText(en: "seconds between key frames", zh: "关键帧间隔"),
        "output.audio.present": LocalizedText(en: "sound in the output", zh: "输出有声音"),
        "host.disk.free": LocalizedText(en: "free disk space", zh: "磁盘剩余"),
        "host.disk.show-ratio": LocalizedText(en: "recording time left over show length", zh: "可录时长与直播时长之比"),
        "host.pressure.cpu": LocalizedText(en: "processor pressure", zh: "CPU 压力"),
        "host.pressure.memory": LocalizedText(en: "memory pressure", zh: "内存压力"),
        "host.pressure.io": LocalizedText(en: "disk pressure", zh: "磁盘压力"),
        "host.memory.available-ratio": LocalizedText(en: "free share of memory", zh: "可用内存比例"),
        "host.clock.synchronised": LocalizedText(en: "clock synchronised", zh: "时钟已同步"),
        "host.temperature": LocalizedText(en: "temperature", zh: "温度"),
        "host.temperature.margin": LocalizedText(en: "margin to the trip point", zh: "距过热温差"),
        "probe.running": LocalizedText(en: "probe running", zh: "探测程序运行"),
    ]
}
