import StudioModel

/// The metrics a producer looks at: their names and units, in the order in which they are shown.
struct MetricCatalogue {
    var metric: Metric
    var title: LocalizedText
    var unit: String
    /// Whether it gets a plot of its own.
    var plotted: Bool
    /// What values are multiplied by to get the unit.
    var scale = 1.0

    static let all: [MetricCatalogue] = [
        entry(
            "uplink.bitrate.acked", "Bitrate the ingest acknowledged", "平台确认码率", "Mbit/s", plotted: true,
            scale: 1e-6),
        entry("uplink.rtt", "Round trip to the ingest", "到平台往返", "ms", plotted: true),
        entry("uplink.backlog", "Not yet sent", "待发积压", "s", plotted: true),
        entry("uplink.retransmit-ratio", "Sent twice", "重传比例", "%", scale: 100),
        entry(
            "output.bitrate", "Bitrate of the published stream", "成品流码率", "Mbit/s", plotted: true, scale: 1e-6
        ),
        entry("output.fps", "Frames of the published stream", "成品流帧率", "Hz", plotted: true),
        entry(
            "output.audio.level.peak", "Sound of the published stream, peak", "成品流声音峰值", "dBFS", plotted: true
        ),
        entry("output.audio.level.rms", "Sound of the published stream, RMS", "成品流声音均方根", "dBFS"),
        entry("microphone.level.peak", "Microphone, peak", "麦克风峰值", "dBFS", plotted: true),
        entry("microphone.loudness.momentary", "Microphone, loudness", "麦克风响度", "LUFS", plotted: true),
        entry("camera.fps.delivered", "Camera frames delivered", "摄像头实际帧率", "Hz", plotted: true),
        entry("camera.frames.lost", "Camera frames lost a second", "摄像头每秒丢帧", ""),
        entry("picture.luma.mean", "Picture brightness", "画面亮度", "%", plotted: true, scale: 100),
        entry("host.pressure.cpu", "Waiting for the processor", "处理器压力", "%", plotted: true),
        entry("host.temperature", "Temperature", "温度", "°C", plotted: true),
        entry("host.memory.available-ratio", "Memory available", "可用内存", "%", scale: 100),
    ]

    private static func entry(
        _ metric: Metric, _ en: String, _ zh: String, _ unit: String, plotted: Bool = false, scale: Double = 1
    ) -> MetricCatalogue {
        MetricCatalogue(
            metric: metric, title: LocalizedText(en: en, zh: zh), unit: unit, plotted: plotted, scale: scale)
    }

    static func place(of metric: Metric) -> Int { all.firstIndex { $0.metric == metric } ?? all.count }

    static func named(_ metric: Metric) -> MetricCatalogue {
        all.first { $0.metric == metric }
            ?? MetricCatalogue(
                metric: metric, title: LocalizedText(en: metric.rawValue, zh: metric.rawValue), unit: "",
                plotted: false)
    }
}
