extension ProbeWords {
    /// What the microphone probe says of wireless microphones and of those that share a source.
    static let wireless: [Phrase] = [
        .init("off: its wearer is still heard on {}", "关闭：佩戴者的声音仍可在 {1} 听到"),
        .init("off: a voice is still heard on {}", "关闭：仍可在 {1} 听到人声"),
        .init("its noise is neither that of the transmitter on nor off", "底噪既不像发射器开启时，也不像关闭时"),
        .init(
            "both channels carry the same sound: two microphones mixed to mono cannot be told apart",
            "两个声道内容相同：两支麦克风被混成单声道，无法区分"),
        .init("too quiet to tell it from its neighbours", "声音太小，无法与同一音源的其他麦克风区分"),
        .init("the microphone is all channels of its source", "该麦克风占用音源的全部声道"),
        .init(
            "no other microphone of the profile is on another channel of its source",
            "配置中没有别的麦克风在同一音源的其他声道上"),
        .init(
            "the profile does not say that it is wireless (expect: { wireless: true })",
            "配置未写明它是无线麦（expect: { wireless: true }）"),
        .init("wireless must be true or false, not “{}”", "wireless 须为 true 或 false，而不是“{1}”"),
        .init(
            "the profile keeps no noise of it with the transmitter {}: `onair learn --noise` takes it",
            "配置中没有发射器{1…}时的底噪：请用 `onair learn --noise` 学习"),
        .init("on or off", "开启和关闭"), .init("on", "开启"),
        .init(
            "its noise is the same with the transmitter on and off ({} dB apart)",
            "发射器开启与关闭时底噪相同（相差 {1} dB）"),
        .init(
            "noise-on has {} bands and noise-off has {}: learn both anew",
            "noise-on 有 {1} 个频段，noise-off 有 {2} 个：请重新学习两者"),
        .init(
            "its noise was learnt at another sample rate: {} bands, now {}",
            "底噪是在另一采样率下学习的：{1} 个频段，现为 {2} 个"),
        .init("its sample rate of {} Hz is too low", "采样率 {1} Hz 太低"),
        .init("{} in the profile: {}", "配置中的 {1}：{2…}"),
        .init("a noise ends with its spread, as in ~1.2", "底噪须以波动范围结尾，如 ~1.2"),
        .init("“{}” is no spread in dB", "“{1}”不是以 dB 计的波动范围"),
        .init("a noise has 1 to {} bands, not {}", "底噪应有 1 到 {1} 个频段，而不是 {2} 个"),
        .init("“{}” is no level in dBFS", "“{1}”不是以 dBFS 计的电平"),
        .init("two seconds of {} were not heard yet", "尚未收到 {1} 两秒的声音"),
        .init(
            "a noise is taken with the transmitter on or off, not “{}”",
            "底噪须在发射器开启（on）或关闭（off）时学习，而不是“{1}”"),
        .init(
            "it sounds as with the transmitter {} ({} dB apart)", "听起来与发射器{1…}时相同（相差 {2} dB）"),
        .init("no probe reads microphones", "没有读取麦克风的探测程序"),
        .init("it is not quiet: its level moves by {} dB", "环境不安静：电平波动 {1} dB"),
    ]
}
