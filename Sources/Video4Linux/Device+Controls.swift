import SystemCalls

extension Device {
    /// Every control that can hold a value, and the others by name. The bound is against a driver that never ends.
    package func controls() throws(SystemError) -> [Control] {
        var controls: [Control] = []
        var last: UInt32 = 0
        while controls.count < 512 {
            do {
                let control = try door.control(descriptor, after: last)
                // A driver that answers with the same or an earlier control would be walked for ever.
                if control.id <= last { break }
                last = control.id
                controls.append(control)
            } catch {
                if error.trouble == .unsupported { break }
                throw error
            }
        }
        return controls
    }

    package func value(of control: Control) throws(SystemError) -> Int {
        try door.controlValue(descriptor, control.id)
    }

    /// What a menu calls one of its entries; nil for a gap in the menu.
    package func entry(_ index: Int, of control: Control) -> String? {
        do throws(SystemError) {
            return try door.menuEntry(descriptor, control.id, index, isNumber: control.kind == .numberMenu)
        } catch {
            return nil
        }
    }

    /// Changes the camera; other programs that stream from it see it at once.
    package func set(_ control: Control, to value: Int) throws(SystemError) {
        try door.setControl(descriptor, control.id, value)
    }

    /// What the card is set to receive.
    package func timings() throws(SystemError) -> VideoTimings { try door.timings(descriptor) }

    /// What the source sends now.
    package func detectedTimings() throws(SystemError) -> VideoTimings {
        try door.detectedTimings(descriptor)
    }
}
