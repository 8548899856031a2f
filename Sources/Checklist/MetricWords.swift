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
        "camera.moved": LocalizedText(en: "camera moved", zh: "摄像头换接口"),
        "camera.swapped": LocalizedText(en: "cameras swapped", zh: "摄像头互换"),
        "camera.twin": LocalizedText(en: "indistinguishable camera", zh: "无法区分的同型摄像头"),
        "camera.together": LocalizedText(en: "beside the other cameras", zh: "多机同开"),
        "camera.stream.start": LocalizedText(en: "start of the stream", zh: "开始出图"),
        "camera.reopen": LocalizedText(en: "starting again", zh: "再次启动"),
        "camera.hdmi.signal": LocalizedText(en: "input signal", zh: "输入信号"),
        "camera.hdmi.state": LocalizedText(en: "state of the input", zh: "输入状态"),
        "camera.hdmi.lock": LocalizedText(en: "lock of the input", zh: "输入锁定"),
        "camera.hdmi.timings.agreed": LocalizedText(en: "card set to the source's mode", zh: "采集卡制式与信号源一致"),
        "camera.format.agreed": LocalizedText(en: "format as planned", zh: "格式与设定一致"),
        "camera.low-light": LocalizedText(en: "slowed by low light", zh: "低照度降帧"),
        "camera.jitter.ratio": LocalizedText(en: "unevenness of frames", zh: "帧间隔抖动比"),
        "camera.gap.ratio": LocalizedText(en: "longest gap between frames", zh: "最长帧间隔倍数"),
        "camera.timestamps": LocalizedText(en: "time stamps", zh: "时间戳"),
        "camera.timestamps.backwards": LocalizedText(en: "time stamps that went back", zh: "时间戳倒退次数"),
        "camera.usb.slowed": LocalizedText(en: "slowed to USB 2", zh: "降为 USB 2 速率"),
        "camera.usb.need-ratio": LocalizedText(en: "need over the USB link", zh: "占 USB 链路的比例"),
        "camera.controls.drift": LocalizedText(en: "settings", zh: "参数"),
        "camera.controls.locked-drift": LocalizedText(en: "locked settings", zh: "锁定参数"),
        "camera.mains.setting": LocalizedText(en: "flicker filter", zh: "防闪烁设置"),
        "camera.mains.agreed": LocalizedText(en: "flicker filter suits the mains", zh: "防闪烁与市电一致"),
        "camera.privacy": LocalizedText(en: "privacy shutter closed", zh: "隐私挡板关闭"),
        "camera.kernel.failures": LocalizedText(en: "USB failures in the kernel's log", zh: "内核日志 USB 故障数"),
        "camera.kernel.warnings": LocalizedText(en: "USB warnings in the kernel's log", zh: "内核日志 USB 警告数"),
        "picture.black": LocalizedText(en: "picture black", zh: "黑屏"),
        "picture.frozen": LocalizedText(en: "picture frozen", zh: "画面静止"),
        "picture.luma.mean": LocalizedText(en: "brightness", zh: "画面亮度"),
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
