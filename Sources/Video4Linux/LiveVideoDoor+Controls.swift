internal import CVideo4Linux
import SystemCalls

extension LiveVideoDoor {
    package func control(_ descriptor: Int32, after id: UInt32) throws(SystemError) -> Control {
        var argument = v4l2_queryctrl()
        argument.id = id | UInt32(V4L2_CTRL_FLAG_NEXT_CTRL)
        let answer = try control("VIDIOC_QUERYCTRL", descriptor, onair_query_control, argument)
        return Control(
            id: answer.id, name: Control.key(Self.text(answer.name)), kind: Self.kind(answer.type),
            minimum: Int(answer.minimum), maximum: Int(answer.maximum), step: Int(answer.step),
            initial: Int(answer.default_value), flags: answer.flags)
    }

    package func controlValue(_ descriptor: Int32, _ id: UInt32) throws(SystemError) -> Int {
        let argument = v4l2_control(id: id, value: 0)
        return Int(try control("VIDIOC_G_CTRL", descriptor, onair_get_control, argument).value)
    }

    package func setControl(_ descriptor: Int32, _ id: UInt32, _ value: Int) throws(SystemError) {
        let argument = v4l2_control(id: id, value: Int32(clamping: value))
        _ = try control("VIDIOC_S_CTRL", descriptor, onair_set_control, argument)
    }

    package func menuEntry(
        _ descriptor: Int32, _ id: UInt32, _ index: Int, isNumber: Bool
    ) throws(SystemError) -> String {
        var argument = v4l2_querymenu()
        argument.id = id
        argument.index = UInt32(clamping: index)
        let answer = try control("VIDIOC_QUERYMENU", descriptor, onair_query_menu, argument)
        return isNumber ? "\(answer.value)" : Self.text(answer.name)
    }

    package func timings(_ descriptor: Int32) throws(SystemError) -> VideoTimings {
        let answer = try control("VIDIOC_G_DV_TIMINGS", descriptor, onair_get_timings, v4l2_dv_timings())
        return VideoTimings(answer.bt)
    }

    package func detectedTimings(_ descriptor: Int32) throws(SystemError) -> VideoTimings {
        let answer = try control(
            "VIDIOC_QUERY_DV_TIMINGS", descriptor, onair_query_timings, v4l2_dv_timings())
        return VideoTimings(answer.bt)
    }

    private static func kind(_ type: UInt32) -> Control.Kind {
        switch type {
        case V4L2_CTRL_TYPE_INTEGER.rawValue: .number
        case V4L2_CTRL_TYPE_BOOLEAN.rawValue: .flag
        case V4L2_CTRL_TYPE_MENU.rawValue: .menu
        case V4L2_CTRL_TYPE_INTEGER_MENU.rawValue: .numberMenu
        case V4L2_CTRL_TYPE_BITMASK.rawValue: .bits
        case V4L2_CTRL_TYPE_BUTTON.rawValue: .button
        default: .other
        }
    }
}
