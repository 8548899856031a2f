import SystemCalls

/// The one door to the video drivers: every system call of a camera session goes through it, so a test can stand
/// behind it and answer as a driver would, EBUSY and unplugging included. `LiveVideoDoor` is the real one.
package protocol VideoDoor: Sendable {
    /// Opens without blocking and with libv4l2's conversion off, so formats are the camera's own.
    func open(_ path: String) throws(SystemError) -> Int32
    func close(_ descriptor: Int32)

    // Reading: safe while another program streams.
    func capability(_ descriptor: Int32) throws(SystemError) -> Capability
    func format(_ descriptor: Int32) throws(SystemError) -> PictureFormat
    func interval(_ descriptor: Int32) throws(SystemError) -> FrameInterval
    func input(_ descriptor: Int32) throws(SystemError) -> InputStatus
    /// The list entry `index`; the list ends with EINVAL.
    func offeredFormat(_ descriptor: Int32, _ index: Int) throws(SystemError) -> OfferedFormat
    func offeredSize(_ descriptor: Int32, _ pixels: FourCC, _ index: Int) throws(SystemError) -> OfferedSizes
    func offeredInterval(
        _ descriptor: Int32, _ pixels: FourCC, width: Int, height: Int, _ index: Int
    ) throws(SystemError) -> OfferedIntervals

    /// The control after `id`; the walk ends with EINVAL.
    func control(_ descriptor: Int32, after id: UInt32) throws(SystemError) -> Control
    func controlValue(_ descriptor: Int32, _ id: UInt32) throws(SystemError) -> Int
    func menuEntry(
        _ descriptor: Int32, _ id: UInt32, _ index: Int, isNumber: Bool
    ) throws(SystemError) -> String
    /// What the card is set to receive; ENODATA on an input without timings.
    func timings(_ descriptor: Int32) throws(SystemError) -> VideoTimings
    /// What the source sends: ENOLINK, ENOLCK or ERANGE when that is nothing the card can take.
    func detectedTimings(_ descriptor: Int32) throws(SystemError) -> VideoTimings

    // Changing: allowed beside a program that streams, and seen in its picture. Only on a person's word.
    func setControl(_ descriptor: Int32, _ id: UInt32, _ value: Int) throws(SystemError)

    // Owning: EBUSY while another program streams.
    /// Answers with what the driver made of the request.
    func setFormat(_ descriptor: Int32, _ format: PictureFormat) throws(SystemError) -> PictureFormat
    func setInterval(_ descriptor: Int32, _ interval: FrameInterval) throws(SystemError) -> FrameInterval
    /// Answers with how many the driver granted; 0 frees them.
    func requestBuffers(_ descriptor: Int32, _ count: Int) throws(SystemError) -> Int
    func place(_ descriptor: Int32, ofBuffer index: Int) throws(SystemError) -> BufferPlace
    func map(_ descriptor: Int32, _ place: BufferPlace) throws(SystemError) -> UnsafeRawBufferPointer
    func unmap(_ mapping: UnsafeRawBufferPointer)
    func queue(_ descriptor: Int32, _ index: Int) throws(SystemError)
    func dequeue(_ descriptor: Int32) throws(SystemError) -> FilledBuffer
    func startStream(_ descriptor: Int32) throws(SystemError)
    func stopStream(_ descriptor: Int32) throws(SystemError)

    // Waiting.
    /// EINVAL on uvcvideo, which has no such event, is normal.
    func subscribeToSourceChanges(_ descriptor: Int32) throws(SystemError)
    func nextEvent(_ descriptor: Int32) throws(SystemError) -> VideoEvent
    func wait(for descriptor: Int32, or stop: Int32, milliseconds: Int) -> Readiness
}
