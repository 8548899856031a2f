extension ProbeWords {
    /// What the kit and the desk say of probes themselves, of evidence and of alarms.
    static let desks: [Phrase] = [
        .init("the talking part of the sound test was left out", "声音测试的讲话部分已跳过"),
        .init("nobody spoke while it was measured, and no sound test was made", "测量时无人讲话，也没有做声音测试"),
        .init("no sound was heard in the sound test", "声音测试中没有听到声音"),
        .init("no loudness was heard in the sound test", "声音测试中没有测得响度"),
        .init("only digital zeros were heard in the sound test", "声音测试中只有数字零"),
        .init(
            "nobody was heard to talk: it was no louder than the quiet room", "没有听到讲话：声音不比安静时大"),
        .init("the probe missed its deadline", "探测程序超时"), .init("it missed its deadline", "已超时"),
        .init("{} missed its deadline of {} s", "{1…} 超过 {2} 秒的时限"),
        .init(
            "{} missed its deadline of {} s. It was ended; see whether a device hangs.",
            "{1…} 超过 {2} 秒的时限。已将其结束；请检查是否有设备卡死。"), .init("{} inspection", "{1} 检查"),
        .init("the probe failed: {}", "探测程序出错：{1…}"),
        .init("Failed to launch the new process. Underlying error: {}", "无法启动进程：{1…}"),
        .init("onair-probe-{}: {}", "onair-probe-{1}：{2…}"),
        .init(
            "describe timed out after {} s. See whether the machine is busy; `{} describe` shows how long it takes.",
            "describe 在 {1} 秒内没有回应。请检查电脑是否繁忙；运行 `{2} describe` 可看用时。"),
        .init(
            "{} did not describe itself. Run `{} describe` and read what it prints.",
            "{1} 没有给出自我描述。运行 `{2} describe` 并查看输出。"),
        .init(
            "{} speaks protocol {}; this OnAir speaks 1. Install the probe that came with this OnAir.",
            "{1} 使用协议 {2}，本程序使用协议 1。请安装随本程序发布的探测程序。"),
        .init("no probe for the family {} is installed", "没有安装 {1} 类别的探测程序"),
        .init("this probe keeps no {} of {}", "本探测程序不能留存 {2} 的 {1}"),
        .init("this probe cannot {}", "本探测程序不支持 {1}"),
        .init("{} is not configured", "{1} 没有配置"), .init("no probe runs for {}", "没有探测程序在监看 {1}"),
        .init("the probe did not answer within {} s", "探测程序在 {1} 秒内没有应答"), .init("nobody answered", "没有应答"),
        .init("the probe ended: {}", "探测程序已退出：{1…}"), .init("it could not be ended", "无法结束它"),
        .init("{}; it could not be ended and was left behind", "{1…}；无法结束它，已弃置"),
        .init("it ended ({})", "程序已退出（{1}）"), .init("it could not be run: {}", "无法运行：{1…}"),
        .init("its output could not be read: {}", "无法读取它的输出：{1…}"),
        .init("it closed its standard input", "它关闭了标准输入"),
        .init("it floods: more than {} records a second", "输出过多：每秒超过 {1} 条"),
        .init("no sign of life for 5 s", "5 秒没有心跳"),
        .init("{} hangs in a device call", "{1} 卡在设备调用中"), .init("no reason given", "没有说明原因"),
        .init("not a finite number", "不是有限的数值"), .init("{} is less than it can be", "{1} 低于可能的最小值"),
        .init("a {} was given where a number in {} belongs", "给出的是{1…}，而应为以 {2} 计的数值"),
        .init("a {} was given where a {} is judged", "给出的是{1…}，而应为{2…}"),
        .init("a {} was given where a {} or a {} is judged", "给出的是{1…}，而应为{2…}或{3…}"),
        .init("{} {} cannot be", "{1} {2} 不可能出现"),
        .init("{} readings of the last {} s", "最近 {2} 秒的 {1} 个读数"),
        .init("more than {} MB: not kept", "超过 {1} MB，未留存"),
        .init("not judged in phase {}", "“{1…}”阶段不判断"), .init("show {} began", "场次 {1} 已开始"),
        .init("setup", "准备"), .init("rehearse", "彩排"), .init("live", "直播"), .init("break", "休息"),
        .init("slate", "垫片"),
        .init("end", "结束"),
        // What a finding says of a measure, where it is the reason of another.
        .init("{}, at least {} expected", "{1!}，应不低于 {2}"),
        .init("{}, more than {} expected", "{1!}，应高于 {2}"),
        .init("{}, at most {} expected", "{1!}，应不超过 {2}"), .init("{}, less than {} expected", "{1!}，应低于 {2}"),
        .init("{}, but for less than {} s", "{1!}，但持续不到 {2} 秒"), .init("yes", "是"), .init("no", "否"),
        .init("raised by {}", "由 {1} 上报"),
    ]
}
