import SystemCalls

/// `/sys/class/thermal/thermal_zone*`: zones with trip points.
enum ThermalZones {
    /// "active" trip points only turn a fan on; these three slow the machine down or switch it off.
    static let harmful: Set<String> = ["passive", "hot", "critical"]

    static func read(root: String) -> [TemperatureSensor] {
        let folder = root + "/class/thermal"
        let zones = ((try? Files.names(in: folder)) ?? []).filter { $0.hasPrefix("thermal_zone") }
        return zones.compactMap { zone in
            let path = "\(folder)/\(zone)"
            guard let celsius = TemperatureSensor.celsius(Files.attribute(path + "/temp")) else { return nil }
            return TemperatureSensor(
                name: Files.attribute(path + "/type") ?? zone, celsius: celsius, limit: limit(of: path))
        }
    }

    private static func limit(of path: String) -> Double? {
        let names = (try? Files.names(in: path)) ?? []
        return names.compactMap { name -> Double? in
            guard name.hasPrefix("trip_point_"), name.hasSuffix("_type"),
                let type = Files.attribute("\(path)/\(name)"), harmful.contains(type)
            else { return nil }
            return TemperatureSensor.limit(Files.attribute("\(path)/\(name.dropLast("type".count))temp"))
        }.min()
    }
}
