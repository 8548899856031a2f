/// A source of a sound server: a capture device, or what a sink plays ("monitor").
package struct PulseSource: Hashable, Sendable {
    /// What the source is doing now. Recording from a suspended one wakes it.
    package enum State: String, Hashable, Sendable {
        case running, idle, suspended, unknown
    }

    /// A connector of the device (a jack, a built-in microphone).
    package struct Port: Hashable, Sendable {
        package var name: String
        package var description: String
        /// Nothing is plugged in; nil when the hardware cannot tell.
        package var isAvailable: Bool?
    }

    /// How the source's volume works.
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }

        package static let hardware = Flags(rawValue: 1)
        /// The device itself attenuates, and mutes: turning it up adds no digital noise.
        package static let hardwareVolume = Flags(rawValue: 2)
        package static let hardwareMute = Flags(rawValue: 4)
        /// Volume steps are true decibels.
        package static let decibels = Flags(rawValue: 8)
    }

    /// Valid until the server restarts; never an identity.
    package var index: UInt32
    package var name: String
    package var description: String
    package var properties: [String: String]
    package var isMuted: Bool
    /// Per channel, dB; 0 is "100 %".
    package var volumes: [Double]
    /// The volume at which the hardware neither amplifies nor attenuates, dB.
    package var baseVolume: Double
    package var flags: Flags
    package var state: State
    /// The native sample rate, Hz.
    package var rate: Int
    package var sampleFormat: String
    /// One name a channel, such as `front-left`.
    package var channels: [String]
    package var ports: [Port]
    package var activePort: String?
    /// The sink whose sound this is, for a monitor.
    package var monitorOf: String?

    /// Written on the device or given by it; survives replugging into another port.
    package var serial: String? { properties["device.serial"] }
    /// The connector the device hangs on; survives replugging into the same port.
    package var busPath: String? { properties["device.bus_path"] }
    /// The kernel's card number, when this is an ALSA device of the server's machine.
    package var cardIndex: Int? { properties["alsa.card"].flatMap { Int($0) } }

    /// The source this one is made of, for a virtual one.
    package var master: String? { properties["device.master_device"] }

    /// `0d8c:0014`, as the kernel writes it in `usbid`.
    package var vendorProduct: String? {
        guard let vendor = properties["device.vendor.id"], let product = properties["device.product.id"]
        else { return nil }
        return "\(vendor):\(product)"
    }
}
