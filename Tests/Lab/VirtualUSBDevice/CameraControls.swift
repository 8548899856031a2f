/// One control of the camera: where UVC 1.1 (tables 4-4 to 4-32) puts it, its range, its value.
package struct CameraControl: Equatable, Sendable {
    package var name: String
    /// Terminal 1 is the sensor, unit 2 the processing of its picture.
    package var entity: Int
    package var selector: Int
    /// Its bit in the entity's list of controls.
    package var bit: Int
    package var bytes: Int
    package var minimum: Int
    package var maximum: Int
    package var standard: Int
    package var value: Int

    init(
        _ name: String, _ entity: Int, _ selector: Int, bit: Int, bytes: Int, _ range: ClosedRange<Int>,
        standard: Int
    ) {
        (self.name, self.entity, self.selector, self.bit, self.bytes) = (name, entity, selector, bit, bytes)
        (minimum, maximum, self.standard, value) = (range.lowerBound, range.upperBound, standard, standard)
    }

    /// The answer to a request that reads; nil stalls it.
    func answer(_ request: UInt8) -> [UInt8]? {
        var reply: [UInt8] = []
        switch request {
        case ClassRequest.getCurrent: reply.appendLittle(value, bytes)
        case ClassRequest.getMinimum: reply.appendLittle(minimum, bytes)
        case ClassRequest.getMaximum: reply.appendLittle(maximum, bytes)
        case ClassRequest.getResolution: reply.appendLittle(resolution, bytes)
        case ClassRequest.getDefault: reply.appendLittle(standard, bytes)
        case ClassRequest.getLength: reply = [UInt8(bytes), 0]
        case ClassRequest.getInfo: reply = [name == "privacy" ? 1 : 3]
        default: return nil
        }
        return reply
    }

    /// The exposure modes are a set of bits, and their "resolution" is which of them exist: manual and aperture.
    private var resolution: Int { name == "exposure-mode" ? 0x09 : 1 }
}

/// All controls of the camera, by the names that `--control NAME=VALUE` takes.
package struct CameraControls: Equatable, Sendable {
    package static let sensor = 1
    package static let processing = 2

    package private(set) var all: [CameraControl] = [
        CameraControl("exposure-mode", sensor, 0x02, bit: 1, bytes: 1, 1...8, standard: 8),
        CameraControl("dynamic-rate", sensor, 0x03, bit: 2, bytes: 1, 0...1, standard: 0),
        // In 100 µs: 1/60 s as it leaves the factory.
        CameraControl("exposure-time", sensor, 0x04, bit: 3, bytes: 4, 1...5000, standard: 166),
        CameraControl("privacy", sensor, 0x11, bit: 18, bytes: 1, 0...1, standard: 0),
        CameraControl("brightness", processing, 0x02, bit: 0, bytes: 2, 0...255, standard: 128),
        // 0 off, 1 50 Hz, 2 60 Hz.
        CameraControl("mains", processing, 0x05, bit: 10, bytes: 1, 0...2, standard: 1),
    ]

    package init() {}

    package subscript(name: String) -> Int {
        get { all.first { $0.name == name }?.value ?? 0 }
        set {
            for index in all.indices where all[index].name == name { all[index].value = newValue }
        }
    }

    package func has(_ name: String) -> Bool { all.contains { $0.name == name } }

    /// The bits of an entity's controls, as its descriptor lists them.
    package func bits(of entity: Int) -> Int {
        all.filter { $0.entity == entity }.reduce(0) { $0 | 1 << $1.bit }
    }

    func read(_ setup: SetupPacket) -> [UInt8]? { index(of: setup).flatMap { all[$0].answer(setup.request) } }

    mutating func write(_ setup: SetupPacket, _ data: [UInt8]) -> Bool {
        guard let index = index(of: setup), all[index].name != "privacy" else { return false }
        let value = data.prefix(4).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        all[index].value = min(all[index].maximum, max(all[index].minimum, value))
        return true
    }

    private func index(of setup: SetupPacket) -> Int? {
        guard setup.interface == Int(CameraDescriptors.control) else { return nil }
        return all.firstIndex { $0.entity == setup.entity && $0.selector == setup.selector }
    }
}
