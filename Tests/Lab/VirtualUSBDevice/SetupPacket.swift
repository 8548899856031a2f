/// The eight bytes that begin a control transfer; USB 2.0 section 9.3.
package struct SetupPacket: Equatable, Sendable {
    package var requestType: UInt8 = 0
    package var request: UInt8 = 0
    package var value = 0
    package var index = 0

    package init() {}

    package init(bytes: [UInt8]) {
        guard bytes.count >= 8 else { return }
        requestType = bytes[0]
        request = bytes[1]
        value = bytes.little16(at: 2)
        index = bytes.little16(at: 4)
    }

    /// Standard requests are answered alike by every device, class requests by the function.
    package var isStandard: Bool { requestType & 0x60 == 0 }
    /// The unit or terminal a class request is for; zero means the interface itself.
    package var entity: Int { index >> 8 }
    package var interface: Int { index & 0xFF }
    /// The control within the entity (both UVC and UAC put it into the high byte).
    package var selector: Int { value >> 8 }
}

/// Class request codes that UVC 1.1 (table A-8) and UAC 1.0 (table A-9) share.
package enum ClassRequest {
    package static let setCurrent: UInt8 = 0x01
    package static let getCurrent: UInt8 = 0x81
    package static let getMinimum: UInt8 = 0x82
    package static let getMaximum: UInt8 = 0x83
    package static let getResolution: UInt8 = 0x84
    package static let getLength: UInt8 = 0x85
    package static let getInfo: UInt8 = 0x86
    package static let getDefault: UInt8 = 0x87
}
