import ProbeProtocol
import StudioModel
import SystemCalls

/// How hot the computer runs, and how far it is from slowing down or switching off.
struct TemperatureMeasure: HostMeasure {
    static let metrics = [
        MetricDescription(
            "host.temperature", unit: "°C", kind: .level, period: HostProbe.period,
            meaning: "The hottest sensor.", source: "/sys/class/thermal and /sys/class/hwmon"),
        MetricDescription(
            "host.temperature.margin", unit: "°C", kind: .level, period: HostProbe.period,
            meaning: "How far the sensor nearest to its limit is below it.",
            source: "trip points passive, hot and critical; hwmon max and crit"),
        MetricDescription(
            "host.temperature.sensor", kind: .state,
            meaning: "The sensor nearest to its limit.", source: "the zone's type, the chip's name and label"),
    ]

    private let roots: Roots

    init(_ roots: Roots) { self.roots = roots }

    func read() -> [Metric: Outcome] {
        let sensors = ThermalZones.read(root: roots.sys) + HardwareMonitors.read(root: roots.sys)
        let none = Outcome.unsupported("this machine shows no temperature sensor")
        guard let hottest = sensors.max(by: { $0.celsius < $1.celsius }) else {
            return [
                "host.temperature": none, "host.temperature.margin": none, "host.temperature.sensor": none,
            ]
        }
        let nearest = sensors.filter { $0.margin != nil }.min { ($0.margin ?? 0) < ($1.margin ?? 0) }
        return [
            "host.temperature": .number(hottest.celsius),
            "host.temperature.margin": nearest?.margin.map(Outcome.number)
                ?? .unsupported("no sensor states a limit"),
            "host.temperature.sensor": .text((nearest ?? hottest).name),
        ]
    }
}

/// One sensor's reading.
struct TemperatureSensor: Hashable {
    var name: String
    var celsius: Double
    /// The lowest temperature at which something happens: throttling, shutdown.
    var limit: Double?

    var margin: Double? { limit.map { $0 - celsius } }

    /// From an attribute in thousandths of a degree. Sensors that are not connected report the ends of
    /// their scale (-128, 127, 255): no computer that runs is outside -40...125.
    static func celsius(_ attribute: String?) -> Double? {
        guard let attribute, let thousandths = Double(attribute) else { return nil }
        let celsius = thousandths / 1000
        return (-40...125).contains(celsius) ? celsius : nil
    }

    /// A limit from an attribute. Firmware writes 0 or absurd values where it means "none".
    static func limit(_ attribute: String?) -> Double? {
        celsius(attribute).flatMap { $0 > 0 ? $0 : nil }
    }
}
