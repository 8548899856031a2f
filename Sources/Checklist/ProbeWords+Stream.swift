extension ProbeWords {
    /// What the stream probe says of outputs and recordings, and FFmpeg through it.
    static let streams: [Phrase] = [
        .init("a file is not published", "文件不是发布流"), .init("a file is not waited for", "文件没有等待时间"),
        .init("no sound was decoded", "没有解出声音"),
        .init("a stream keeps image/jpeg only, not {}", "直播流只能留存 image/jpeg，不能留存 {1}"),
        .init("no picture of {} has come yet", "尚未收到 {1} 的画面"),
        .init("the picture of {} cannot be decoded: {}", "{1} 的画面无法解码：{2…}"),
        .init("the stream has no video", "流中没有视频"), .init("the stream has no sound", "流中没有声音"),
        .init("needs a second of stream", "需要一秒的流"), .init("needs a whole segment", "需要一个完整分片"),
        .init("needs 12 s of stream", "需要 12 秒的流"), .init("needs two key frames", "需要两个关键帧"),
        .init("HLS comes a segment at a time: too uneven to tell a clock by", "HLS 按分片到达，太不均匀，无法判断时钟"),
        .init("a file has no arrival clock to compare with", "文件没有到达时钟可比"),
        .init("measured over a recording only", "只对录像测量"),
        .init("not yet measured: {}", "尚未测得：{1…}"),
        .init(
            "no packet from {}: nobody publishes, the stream's name is wrong, or its server is mute",
            "{1} 没有数据：没有人在推流、流名有误，或服务器没有响应"),
        .init("no packet of sound for {} s", "已 {1} 秒没有声音数据"),
        .init(
            "the profile names no url for this output: add match: {url: …}",
            "配置没有写这一路输出的 url：请加 `match: {url: …}`"),
        .init("a file is measured with onair measure, not watched", "文件请用 `onair measure` 测量，不能监看"),
        .init("{} did not answer in time", "{1} 没有及时应答"), .init("{} {} was called off", "{1!} {2} 已取消"),
        .init("{} refuses the connection: is the server running?", "{1} 拒绝连接：请检查服务器是否运行"),
        .init("{} cannot be reached: check the network", "无法连接 {1}：请检查网络"),
        .init("the name of {} cannot be resolved: check the address and DNS", "{1} 的域名无法解析：请核对地址和 DNS"),
        .init("there is no file {}", "没有文件 {1}"), .init("{} has no such stream", "{1} 没有这一路流"),
        .init(
            "{} denies access: check the key or token, or the file's permissions", "{1} 拒绝访问：请核对密钥或令牌，或文件权限"),
        .init("{} is a folder, not a recording", "{1} 是文件夹，不是录像"),
        .init("{} is not a regular file", "{1} 不是普通文件"),
        .init("{} is not a recording that can be read", "{1} 不是可读取的录像"),
        .init("{} is not a recording that can be read ({})", "{1} 不是可读取的录像（{2…}）"),
        .init("what {} sends is not a stream that can be read", "{1} 送来的不是可读取的流"),
        .init("what {} sends is not a stream that can be read ({})", "{1} 送来的不是可读取的流（{2…}）"),
        .init("the stream from {} ended", "{1} 的流已结束"),
        .init(
            "{} accepted the connection and closed it: is this the right port, and a streaming server behind it?",
            "{1} 接受连接后又断开：请核对端口，以及对端是不是流媒体服务器"),
        .init(
            "{}: this kind of address or stream is not supported by the installed libavformat",
            "{1}：本机的 libavformat 不支持这类地址或流"),
        .init("cannot open {}: {}", "无法打开 {1}：{2…}"), .init("cannot read {}: {}", "无法读取 {1}：{2…}"),
        .init("cannot decode {}: {}", "无法解码 {1}：{2…}"),
        .init("cannot decode the sound of {}: {}", "无法解码 {1} 的声音：{2…}"),
        .init("cannot read the streams of {}: {}", "无法读取 {1} 中的流：{2…}"),
        .init("cannot keep a packet of {}: {}", "无法保存 {1} 的数据包：{2…}"),
        .init("open", "打开"), .init("read", "读取"), .init("decode", "解码"), .init("read the streams of", "读取各流"),
        .init("decode the sound of", "解码声音"), .init("keep a packet of", "保存数据包"), .init("key frame", "关键帧"),
        .init("it is a playlist that names nothing", "播放列表是空的"),
        .init("its playlist names another list of playlists", "播放列表指向另一份播放列表的列表"),
    ]
}
