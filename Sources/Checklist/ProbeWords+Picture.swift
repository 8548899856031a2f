extension ProbeWords {
    /// What is said of pictures: why one was not measured, or cannot be.
    static let pictures: [Phrase] = [
        .init(
            "pictures in {} are not read; MJPG, YUYV, UYVY, NV12, YU12 and GREY are",
            "不支持 {1} 画面；支持 MJPG、YUYV、UYVY、NV12、YU12 和 GREY"),
        .init("the frame is shorter than its picture", "帧数据比画面短"), .init("no JPEG decoder", "没有 JPEG 解码器"),
        .init("its pixel format {} is not handled", "不支持像素格式 {1}"),
        .init("this is the first picture", "这是第一幅画面"), .init("nothing in the backdrop is lit", "背景区域没有亮处"),
        .init("the profile names no backdrop region", "配置没有划定背景区域"),
        .init("the picture has no colour", "画面没有色彩"),
        .init("the profile names no grey region", "配置没有划定灰卡区域"),
        .init("too little of the picture is lit", "画面亮处太少"), .init("the grey region is dark", "灰卡区域太暗"),
        .init("no other camera's grey region is compared with this one", "没有其他机位的灰卡可供比对"),
        .init("the other cameras are compared with this one", "其他机位以它为准比对"),
        .init("in full range every code is legal", "全范围画面没有非法电平"),
        .init("the picture is too dark to be judged", "画面太暗，无法判断"),
        .init("two pictures with a flat, lit part are needed", "需要两幅有平坦亮区的画面"),
        .init("the picture is too small", "画面太小"),
        .init("the picture or its reference is flat", "画面或参考画面缺少细节"),
        .init("there is no reference picture", "没有参考画面"), .init("the picture is black", "画面全黑"),
        .init("flicker needs {} s of frames", "测频闪需要 {1} 秒的画面"),
        .init(
            "at {} frames a second bands from {} stand still and look like part of the scene; a reference picture, another frame rate or the profile's mains frequency would tell",
            "每秒 {1} 帧时，{2…}的条纹静止不动，看起来像场景本身；需要参考画面、改用其他帧率或在配置中写明市电频率"),
        .init(
            "at {} frames a second pulses from {} come each {} s, as slow as a change of the scene",
            "每秒 {1} 帧时，{2…}每 {3} 秒才闪一次，与场景变化一样慢"),
        .init("light of {} Hz mains", "{1} Hz 市电灯光"),
        .init("the JPEG picture cannot be used: {}", "JPEG 画面无法使用：{1…}"),
        .init("libjpeg-turbo gave no decoder", "libjpeg-turbo 没有提供解码器"),
        .init("libjpeg-turbo gave no encoder", "libjpeg-turbo 没有提供编码器"),
        .init("it ends before it says its size", "还没写明尺寸就结束了"),
        .init("it claims {} × {} pixels", "自称有 {1} × {2} 像素"),
        .init("its colours are not luma and colour differences", "不是亮度加色差的色彩格式"),
        .init("its planes do not have its size", "各平面与画面尺寸不符"),
        .init("another program is using the camera", "其他程序正在使用摄像头"),
        .init("the camera was unplugged or its driver stopped", "摄像头已拔出，或驱动停止工作"),
        .init(
            "the USB bus has no bandwidth left: use another port or a compressed format",
            "USB 总线带宽已用尽：请换接口或改用压缩格式"),
        .init("the transfer from the camera failed: check its cable and hub", "摄像头传输失败：请检查线缆和集线器"),
        .init("no signal at the input: switch the source on and reseat its cable", "输入无信号：请打开信号源并重插线缆"),
        .init("the signal is unstable: replace the cable", "信号不稳定：请更换线缆"),
        .init("the source sends a mode that the card cannot take", "采集卡不支持信号源的制式"),
    ]
}
