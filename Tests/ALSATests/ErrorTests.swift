import Foundation
import Testing

@testable import ALSA

@Suite struct ErrorTests {
    @Test(arguments: [
        (ENODEV, ALSAError.absent(device: "x")), (ENOENT, .absent(device: "x")),
        (EBUSY, .busy(device: "x", holders: ["obs (pid 7)"])), (EACCES, .denied(device: "x")),
        (EPERM, .denied(device: "x")),
    ])
    func `a system error becomes what it means for a device`(code: Int32, error: ALSAError) {
        #expect(ALSAError(-code, device: "x", holders: { ["obs (pid 7)"] }) == error)
    }

    @Test func `the sentences say what to do`() {
        #expect(
            "\(ALSAError.denied(device: "hw:CARD=L100"))"
                == "no permission to open hw:CARD=L100: add the user to group audio, then log in again")
        #expect(
            "\(ALSAError.busy(device: "hw:CARD=L100", holders: ["arecord (pid 12)"]))"
                == "hw:CARD=L100 is in use by arecord (pid 12)")
        #expect("\(ALSAError.busy(device: "x", holders: []))" == "x is in use by another program")
        #expect("\(ALSAError.absent(device: "hw:CARD=L100"))" == "there is no hw:CARD=L100")
    }
}
