import SystemCalls

/// An open camera node: one owner, closed on every path.
package struct Device: ~Copyable {
    package let path: String
    let door: any VideoDoor
    let descriptor: Int32

    package init(_ path: String, through door: any VideoDoor = LiveVideoDoor()) throws(SystemError) {
        self.path = path
        self.door = door
        descriptor = try door.open(path)
    }

    deinit { door.close(descriptor) }

    /// Closes now instead of at the end of the scope.
    package consuming func close() {}

    package func capability() throws(SystemError) -> Capability { try door.capability(descriptor) }
    package func format() throws(SystemError) -> PictureFormat { try door.format(descriptor) }
    package func interval() throws(SystemError) -> FrameInterval { try door.interval(descriptor) }
    package func input() throws(SystemError) -> InputStatus { try door.input(descriptor) }

    /// EBUSY while another program streams: only for a camera we own.
    package func setFormat(_ format: PictureFormat) throws(SystemError) -> PictureFormat {
        try door.setFormat(descriptor, format)
    }

    /// EBUSY while another program streams: only for a camera we own.
    package func setInterval(_ interval: FrameInterval) throws(SystemError) -> FrameInterval {
        try door.setInterval(descriptor, interval)
    }

    /// Whether the driver will tell of a changed source; uvcvideo answers EINVAL, which is normal.
    package func followSourceChanges() -> Bool {
        do {
            try door.subscribeToSourceChanges(descriptor)
            return true
        } catch {
            return false
        }
    }

    package func offeredFormats() throws(SystemError) -> [OfferedFormat] {
        try Self.list { index throws(SystemError) in try door.offeredFormat(descriptor, index) }
    }

    package func offeredSizes(_ pixels: FourCC) throws(SystemError) -> [OfferedSizes] {
        try Self.list { index throws(SystemError) in try door.offeredSize(descriptor, pixels, index) }
    }

    package func offeredIntervals(
        _ pixels: FourCC, width: Int, height: Int
    ) throws(SystemError) -> [OfferedIntervals] {
        try Self.list { index throws(SystemError) in
            try door.offeredInterval(descriptor, pixels, width: width, height: height, index)
        }
    }

    /// Walks an enumeration to the EINVAL that ends it. The bound is against a driver that never says so.
    private static func list<Entry>(
        _ entry: (Int) throws(SystemError) -> Entry
    ) throws(SystemError) -> [Entry] {
        var entries: [Entry] = []
        while entries.count < 256 {
            do {
                entries.append(try entry(entries.count))
            } catch {
                // ENOTTY: the driver lacks this enumeration; an empty list, not an error.
                if error.trouble == .unsupported { break }
                throw error
            }
        }
        return entries
    }
}
