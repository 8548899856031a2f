internal import CVideo4Linux
import SystemCalls

extension LiveVideoDoor {
    package func capability(_ descriptor: Int32) throws(SystemError) -> Capability {
        let answer = try control("VIDIOC_QUERYCAP", descriptor, onair_query_capability, v4l2_capability())
        let perNode = answer.capabilities & UInt32(V4L2_CAP_DEVICE_CAPS) != 0
        return Capability(
            driver: Self.text(answer.driver), card: Self.text(answer.card), bus: Self.text(answer.bus_info),
            flags: perNode ? answer.device_caps : answer.capabilities)
    }

    package func format(_ descriptor: Int32) throws(SystemError) -> PictureFormat {
        var argument = v4l2_format()
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        return Self.picture(try control("VIDIOC_G_FMT", descriptor, onair_get_format, argument))
    }

    package func interval(_ descriptor: Int32) throws(SystemError) -> FrameInterval {
        var argument = v4l2_streamparm()
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        return Self.interval(try control("VIDIOC_G_PARM", descriptor, onair_get_parameters, argument))
    }

    package func input(_ descriptor: Int32) throws(SystemError) -> InputStatus {
        // The status is only valid for the current input (V4L2 specification, ENUMINPUT).
        let current: Int32 = try control("VIDIOC_G_INPUT", descriptor, onair_get_input, 0)
        var argument = v4l2_input()
        argument.index = UInt32(bitPattern: current)
        let answer = try control("VIDIOC_ENUMINPUT", descriptor, onair_enumerate_input, argument)
        return InputStatus(
            name: Self.text(answer.name), flags: answer.status,
            hasTimings: answer.capabilities & UInt32(V4L2_IN_CAP_DV_TIMINGS) != 0,
            hasStandards: answer.capabilities & UInt32(V4L2_IN_CAP_STD) != 0)
    }

    package func offeredFormat(_ descriptor: Int32, _ index: Int) throws(SystemError) -> OfferedFormat {
        var argument = v4l2_fmtdesc()
        argument.index = UInt32(index)
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        let answer = try control("VIDIOC_ENUM_FMT", descriptor, onair_enumerate_formats, argument)
        return OfferedFormat(
            pixels: FourCC(rawValue: answer.pixelformat), name: Self.text(answer.description),
            isCompressed: answer.flags & UInt32(V4L2_FMT_FLAG_COMPRESSED) != 0,
            isEmulated: answer.flags & UInt32(V4L2_FMT_FLAG_EMULATED) != 0)
    }

    package func offeredSize(
        _ descriptor: Int32, _ pixels: FourCC, _ index: Int
    ) throws(SystemError) -> OfferedSizes {
        var argument = v4l2_frmsizeenum()
        argument.index = UInt32(index)
        argument.pixel_format = pixels.rawValue
        let answer = try control(
            "VIDIOC_ENUM_FRAMESIZES", descriptor, onair_enumerate_frame_sizes, argument)
        if answer.type == V4L2_FRMSIZE_TYPE_DISCRETE.rawValue {
            return .discrete(width: Int(answer.discrete.width), height: Int(answer.discrete.height))
        }
        let range = answer.stepwise
        return .stepwise(
            widths: StrideRange(Int(range.min_width), Int(range.max_width), step: Int(range.step_width)),
            heights: StrideRange(Int(range.min_height), Int(range.max_height), step: Int(range.step_height)))
    }

    package func offeredInterval(
        _ descriptor: Int32, _ pixels: FourCC, width: Int, height: Int, _ index: Int
    ) throws(SystemError) -> OfferedIntervals {
        var argument = v4l2_frmivalenum()
        argument.index = UInt32(index)
        argument.pixel_format = pixels.rawValue
        argument.width = UInt32(width)
        argument.height = UInt32(height)
        let answer = try control(
            "VIDIOC_ENUM_FRAMEINTERVALS", descriptor, onair_enumerate_frame_intervals, argument)
        if answer.type == V4L2_FRMIVAL_TYPE_DISCRETE.rawValue {
            return .discrete(Self.interval(answer.discrete))
        }
        return .between(
            shortest: Self.interval(answer.stepwise.min), longest: Self.interval(answer.stepwise.max))
    }

    static func interval(_ answer: v4l2_streamparm) -> FrameInterval {
        interval(answer.parm.capture.timeperframe)
    }

    static func interval(_ fraction: v4l2_fract) -> FrameInterval {
        FrameInterval(numerator: fraction.numerator, denominator: fraction.denominator)
    }

    static func picture(_ answer: v4l2_format) -> PictureFormat {
        let pix = answer.fmt.pix
        let pixels = FourCC(rawValue: pix.pixelformat)
        // "Default" means limited for Y'CbCr except with the JPEG colorspace (V4L2_MAP_QUANTIZATION_DEFAULT).
        let isFullRange =
            pix.quantization == V4L2_QUANTIZATION_DEFAULT.rawValue
            ? pix.colorspace == V4L2_COLORSPACE_JPEG.rawValue || pixels == .mjpg || pixels == .jpeg
            : pix.quantization == V4L2_QUANTIZATION_FULL_RANGE.rawValue
        let wholeFrame = [V4L2_FIELD_ANY, V4L2_FIELD_NONE, V4L2_FIELD_INTERLACED].map(\.rawValue)
        return PictureFormat(
            width: Int(pix.width), height: Int(pix.height), pixels: pixels,
            bytesPerRow: Int(pix.bytesperline), sizeOfImage: Int(pix.sizeimage),
            isFullRange: isFullRange, isInterlaced: !wholeFrame.contains(pix.field))
    }
}
