import Synchronization
import SystemCalls
import Video4Linux

extension PlayedDriver {
    package func control(_ descriptor: Int32, after id: UInt32) throws(SystemError) -> Control {
        let control = try answer("VIDIOC_QUERYCTRL", descriptor) { _, camera in
            let after = camera.endlessControls ? 0 : id
            return camera.controls.sorted { $0.id < $1.id }.first { $0.id > after }
        }
        guard let control else { throw SystemError(.invalidArgument, call: "VIDIOC_QUERYCTRL") }
        return control
    }

    package func controlValue(_ descriptor: Int32, _ id: UInt32) throws(SystemError) -> Int {
        try answer("VIDIOC_G_CTRL", descriptor) { _, camera in camera.values[id] ?? 0 }
    }

    package func setControl(_ descriptor: Int32, _ id: UInt32, _ value: Int) throws(SystemError) {
        try answer("VIDIOC_S_CTRL", descriptor) { _, camera in camera.values[id] = value }
    }

    package func menuEntry(
        _ descriptor: Int32, _ id: UInt32, _ index: Int, isNumber: Bool
    ) throws(SystemError) -> String {
        let word = try answer("VIDIOC_QUERYMENU", descriptor) { _, camera in camera.menus[id]?[index] }
        guard let word else { throw SystemError(.invalidArgument, call: "VIDIOC_QUERYMENU") }
        return word
    }

    package func timings(_ descriptor: Int32) throws(SystemError) -> VideoTimings {
        let timings = try answer("VIDIOC_G_DV_TIMINGS", descriptor) { _, camera in camera.timings }
        guard let timings else { throw SystemError(.invalidArgument, call: "VIDIOC_G_DV_TIMINGS") }
        return timings
    }

    package func detectedTimings(_ descriptor: Int32) throws(SystemError) -> VideoTimings {
        let timings = try answer("VIDIOC_QUERY_DV_TIMINGS", descriptor) { _, camera in
            camera.detected ?? camera.timings
        }
        guard let timings else { throw SystemError(.invalidArgument, call: "VIDIOC_QUERY_DV_TIMINGS") }
        return timings
    }
}
