internal import CVideo4Linux
import Glibc
import SystemCalls

/// The real door: libv4l2 with conversion disabled.
///
/// libv4l2 holds at most 16 devices a process and answers EBUSY to the 17th; one probe process a camera stays far
/// below. Its calls crash on a bad pointer instead of answering EFAULT, so every argument here is a local value.
package struct LiveVideoDoor: VideoDoor {
    package init() {}

    package func open(_ path: String) throws(SystemError) -> Int32 {
        let file = try OwnedDescriptor.open(path, flags: O_RDWR | O_NONBLOCK)
        // v4l2_fd_open reads QUERYCAP and G_FMT, and answers EINVAL to a node that captures no video.
        try systemCall("v4l2_fd_open", path) { v4l2_fd_open(file.number, Int32(V4L2_DISABLE_CONVERSION)) }
        return file.release()
    }

    package func close(_ descriptor: Int32) {
        // Nothing can be done about a failing close: Linux has released the descriptor all the same.
        _ = v4l2_close(descriptor)
    }

    package func map(
        _ descriptor: Int32, _ place: BufferPlace
    ) throws(SystemError) -> UnsafeRawBufferPointer {
        let address = v4l2_mmap(
            nil, place.length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, Int64(place.offset))
        // MAP_FAILED is (void *) -1, a cast Swift does not import.
        guard let address, address != UnsafeMutableRawPointer(bitPattern: -1) else {
            throw SystemError(.current, call: "v4l2_mmap")
        }
        return UnsafeRawBufferPointer(start: address, count: place.length)
    }

    package func unmap(_ mapping: UnsafeRawBufferPointer) {
        guard let start = mapping.baseAddress else { return }
        _ = v4l2_munmap(UnsafeMutableRawPointer(mutating: start), mapping.count)
    }

    package func wait(for descriptor: Int32, or stop: Int32, milliseconds: Int) -> Readiness {
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLIN | POLLPRI), revents: 0),
            pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        // An interrupted poll counts as nothing ready: the caller comes round again.
        guard poll(&entries, 2, Int32(clamping: milliseconds)) > 0 else { return [] }
        var readiness: Readiness = []
        let events = Int32(entries[0].revents)
        if events & POLLIN != 0 { readiness.insert(.frame) }
        if events & POLLPRI != 0 { readiness.insert(.event) }
        if events & (POLLERR | POLLHUP | POLLNVAL) != 0 { readiness.insert(.failure) }
        if entries[1].revents != 0 { readiness.insert(.stop) }
        return readiness
    }

    /// One ioctl over a zeroed argument; answers with what the driver left in it.
    func control<Argument>(
        _ name: String, _ descriptor: Int32, _ request: UInt, _ argument: Argument
    ) throws(SystemError) -> Argument {
        var argument = argument
        try systemCall(name) {
            withUnsafeMutablePointer(to: &argument) { onair_v4l2_ioctl(descriptor, request, $0) }
        }
        return argument
    }

    /// A fixed `char[n]`, up to its NUL. Invalid UTF-8 is repaired, not refused; control characters, which could
    /// play with a terminal, become blanks.
    static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { bytes in
            let letters = bytes.prefix { $0 != 0 }.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
            return String(decoding: letters, as: UTF8.self)
        }
    }
}
