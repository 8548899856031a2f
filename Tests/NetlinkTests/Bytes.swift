@testable import Netlink

/// Bytes written as hexadecimal lines; what follows a `#` is the field's name.
func bytes(_ text: String) -> [UInt8] {
    text.split(separator: "\n").flatMap { line in
        line.prefix { $0 != "#" }.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    }
}

/// `count` bytes of zero, for the parts of a structure that a test does not care about.
func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

// `#expect` and `#require` cannot carry a span, so the tests parse from arrays.
extension TCPInfo { init?(of bytes: [UInt8]) { self.init(bytes.span.bytes) } }
extension DiagnosedSocket { init?(of bytes: [UInt8]) { self.init(bytes.span.bytes) } }
extension NetworkLink { init?(of bytes: [UInt8]) { self.init(bytes.span.bytes) } }
extension NetworkRoute { init?(of bytes: [UInt8]) { self.init(bytes.span.bytes) } }
extension NetworkAddress { init?(of bytes: [UInt8]) { self.init(bytes.span.bytes) } }
