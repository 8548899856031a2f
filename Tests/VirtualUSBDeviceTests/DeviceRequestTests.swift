import Testing

@testable import virtual_usb_device

struct DeviceRequestTests {
    @Test func `options say what is plugged in`() throws {
        let request = try DeviceRequest.parse([
            "camera", "--port", "15", "--speed", "super", "--vendor", "1bcf", "--product", "2281",
            "--serial", "B2", "--size", "1280x720", "--rate", "10",
        ]).get()
        #expect(request.port == 15 && request.identity.speed == .super)
        #expect(request.identity.vendor == 0x1BCF && request.identity.serial == "B2")
        #expect(request.mode == VideoMode(width: 1280, height: 720, framesPerSecond: 10))
    }

    @Test func `what a camera is made of can be said`() throws {
        let request = try DeviceRequest.parse([
            "camera", "--capable", "super", "--control", "privacy=1", "--film", "a.mjpeg", "--tally",
            "t.json",
        ]).get()
        #expect(request.identity.isSuperSpeedCapable && request.controls["privacy"] == 1)
        #expect(request.film == "a.mjpeg" && request.tally == "t.json")
    }

    @Test(arguments: [
        ([], "name a camera or a microphone"),
        (["camera", "--rate", "0"], "--rate 0 is not understood"),
        (["camera", "--size", "640"], "--size 640 is not understood"),
        (["camera", "--control", "zoom=1"], "--control zoom=1 is not understood"),
        (["microphone", "--serial"], "--serial needs a value"),
        (["microphone", "--colour", "red"], "--colour red is not understood"),
    ])
    func `a mistake is named`(arguments: [String], reason: String) {
        #expect(DeviceRequest.parse(arguments) == .failure(RequestError(reason: reason)))
    }
}
