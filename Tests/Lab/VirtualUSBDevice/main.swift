import Glibc

// Faults come by environment, so that a suite can order them for one plug-in without another command line.
let names = [
    "FAULT_ERROR_EVERY", "FAULT_SHORT_EVERY", "FAULT_STALL_AFTER", "FAULT_FREEZE_AFTER", "FAULT_BLACK_AFTER",
]
let environment = Dictionary(
    uniqueKeysWithValues: names.compactMap { name in
        getenv(name).map { (name, String(cString: $0)) }
    })

switch DeviceRequest.parse(Array(CommandLine.arguments.dropFirst())) {
case .failure(let error):
    print("virtual-usb-device: \(error.reason)\n\(DeviceRequest.usage)")
    exit(64)
case .success(let request):
    let faults = Faults(environment: environment)
    let speed = request.identity.speed
    let function: any Function =
        request.kind == .camera
        ? CameraFunction(mode: request.mode, speed: speed, faults: faults)
        : MicrophoneFunction(speed: speed, faults: faults)
    do {
        let port = try VirtualPort(number: request.port, speed: speed)
        var device = VirtualDevice(identity: request.identity, function: function)
        try port.serve(&device)
    } catch {
        print("virtual-usb-device: \(error)")
        exit(69)
    }
}
