import SystemCalls

/// `/sys/class/hwmon/hwmon*`: chips with `temp1_input`, and perhaps `temp1_max`, `temp1_crit`, `temp1_label`.
enum HardwareMonitors {
    static func read(root: String) -> [TemperatureSensor] {
        let folder = root + "/class/hwmon"
        return ((try? Files.names(in: folder)) ?? []).flatMap { chip in sensors(of: "\(folder)/\(chip)") }
    }

    private static func sensors(of path: String) -> [TemperatureSensor] {
        let chip = Files.attribute(path + "/name") ?? "sensor"
        let inputs = ((try? Files.names(in: path)) ?? []).filter {
            $0.hasPrefix("temp") && $0.hasSuffix("_input")
        }
        return inputs.compactMap { input in
            let stem = path + "/" + input.dropLast("input".count)
            guard let celsius = TemperatureSensor.celsius(Files.attribute(path + "/" + input)) else {
                return nil
            }
            let limits = ["max", "crit"].compactMap { TemperatureSensor.limit(Files.attribute(stem + $0)) }
            let label = Files.attribute(stem + "label").map { " \($0)" } ?? ""
            return TemperatureSensor(name: chip + label, celsius: celsius, limit: limits.min())
        }
    }
}
