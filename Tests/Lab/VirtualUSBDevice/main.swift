import Glibc

// Faults come by environment, so that a suite can order them for one plug-in without another command line.
let environment = Dictionary(
    uniqueKeysWithValues: Faults.names.compactMap { name in
        getenv(name).map { (name, String(cString: $0)) }
    })

func fail(_ reason: String, status: Int32) -> Never {
    print("virtual-usb-device: \(reason)")
    exit(status)
}

func makeFunction(_ request: DeviceRequest) -> any Function {
    let faults = Faults(environment: environment)
    let speed = request.identity.speed
    if request.kind == .microphone { return MicrophoneFunction(speed: speed, faults: faults) }
    let film = request.film.map { path in
        guard let bytes = PlainFile.read(path), let film = Film(motionJPEG: bytes) else {
            fail("\(path) holds no JPEG pictures", status: 66)
        }
        return film
    }
    return CameraFunction(
        mode: request.mode, speed: speed, faults: faults, controls: request.controls, film: film)
}

switch DeviceRequest.parse(Array(CommandLine.arguments.dropFirst())) {
case .failure(let error):
    fail("\(error.reason)\n\(DeviceRequest.usage)", status: 64)
case .success(let request):
    do {
        let port = try VirtualPort(number: request.port, speed: request.identity.speed)
        var device = VirtualDevice(identity: request.identity, function: makeFunction(request))
        try port.serve(&device, tally: request.tally.map(PlainFile.init))
    } catch {
        fail("\(error)", status: 69)
    }
}
