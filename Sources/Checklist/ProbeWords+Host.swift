extension ProbeWords {
    /// What the host probe says of the computer.
    static let hosts: [Phrase] = [
        .init("no time service vouches for the clock", "没有对时服务为时钟担保"),
        .init("the profile names no folder to record to (match: path)", "配置没有写明录像文件夹（match: path）"),
        .init("the file system of {} is mounted read-only", "{1} 所在的文件系统是只读的"),
        .init("there is no folder {}", "没有文件夹 {1}"),
        .init("this user may not look into {}", "本用户无权查看 {1}"),
        .init(
            "the profile must say show-hours and record-bitrate (expect)",
            "配置须写明 show-hours 和 record-bitrate（expect）"),
        .init("show-hours and record-bitrate must both be above zero", "show-hours 和 record-bitrate 都须大于零"),
        .init("{} is not understood", "无法解读 {1}"),
        .init(
            "this kernel does not estimate the available memory (Linux 3.14 does)",
            "本机内核不估算可用内存（Linux 3.14 起支持）"),
        .init("there is no /proc/meminfo", "没有 /proc/meminfo"),
        .init("this kernel keeps no pressure figures (boot it with psi=1)", "本机内核没有压力统计（启动参数加 psi=1）"),
        .init("this machine shows no temperature sensor", "本机没有温度传感器"),
        .init("no sensor states a limit", "传感器都没有给出上限"),
    ]
}
