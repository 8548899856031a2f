import Glibc

/// The kernel's own log, from /dev/kmsg: one record a read, oldest first.
package enum KernelLog {
    /// One message.
    package struct Entry: Equatable, Sendable {
        /// Seconds since boot.
        package var time: Double
        package var text: String
        /// "+usb:1-3.1" where the message belongs to a device.
        package var device: String?

        package init(time: Double, text: String, device: String? = nil) {
            self.time = time
            self.text = text
            self.device = device
        }
    }

    /// Every message the kernel still remembers. EPERM or EACCES without CAP_SYSLOG where `dmesg_restrict` is set.
    package static func read(_ roots: Roots = .system) throws(SystemError) -> [Entry] {
        let path = roots.dev + "/kmsg"
        let file = try OwnedDescriptor.open(path, flags: O_RDONLY | O_NONBLOCK)
        var text: [UInt8] = []
        // A record has at most 8 KiB (CONSOLE_EXT_LOG_MAX); a shorter buffer would be refused with EINVAL.
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while text.count < 1 << 23 {
            do throws(SystemError) {
                let count = try systemCall("read", path) {
                    buffer.withUnsafeMutableBytes { Glibc.read(file.number, $0.baseAddress, $0.count) }
                }
                if count == 0 { break }
                text.append(contentsOf: buffer[..<count])
            } catch {
                if error.errno == .tryAgain { break }
                // EPIPE: records were overwritten while we read; the next read goes on behind them.
                if error.errno != .brokenPipe { throw error }
            }
        }
        return parse(String(decoding: text, as: UTF8.self))
    }

    /// Records as Documentation/ABI/testing/dev-kmsg has them: "6,339,5140900,-;text", then lines with a blank before
    /// KEY=value.
    package static func parse(_ text: String) -> [Entry] {
        var entries: [Entry] = []
        for line in text.split(separator: "\n") {
            if line.first == " " {
                let pair = line.dropFirst().split(separator: "=", maxSplits: 1)
                if pair.count == 2, pair[0] == "DEVICE", !entries.isEmpty {
                    entries[entries.count - 1].device = String(pair[1])
                }
                continue
            }
            guard let end = line.firstIndex(of: ";") else { continue }
            let fields = line[..<end].split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count >= 3, let microseconds = UInt64(fields[2]) else { continue }
            entries.append(
                Entry(
                    time: Double(microseconds) / 1e6, text: String(line[line.index(after: end)...])))
        }
        return entries
    }
}
