import StudioModel

extension MetricWords {
    /// How a microphone's sound gets to whoever sends it on.
    static let routing: [Metric: LocalizedText] = [
        "microphone.default": .init("default source", "默认音源"),
        "microphone.format": .init("sample format of the microphone", "麦克风采样格式"),
        "microphone.channels": .init("channels of the microphone", "麦克风声道数"),
        "microphone.port": .init("input in use", "所用输入口"),
        "microphone.resampled": .init("programs that get another rate", "被转换采样率的程序"),
        "microphone.bluetooth.rate": .init("sample rate on the air", "蓝牙实际采样率"),
        "microphone.holder.unexpected": .init("unexpected programs that record", "计划外的录音程序"),
        "microphone.holder.exclusive": .init("who keeps the card for itself", "独占声卡的程序"),
        "microphone.muted.talking": .init("speech into the muted microphone", "对静音麦克风说话"),
        "microphone.sound.age": .init("time without sound data", "没有音频数据的时长"),
    ]
}
