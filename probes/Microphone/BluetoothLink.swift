/// What a Bluetooth microphone's sound goes through on the air. Its source may show 48 kHz, resampled from 8.
enum BluetoothLink {
    /// The sample rate that the codec carries, Hz; nil for what is no Bluetooth source.
    ///
    /// PulseAudio tells `device.api` bluez, `bluetooth.protocol` and `bluetooth.codec`; PipeWire `device.api`
    /// bluez5, `api.bluez5.profile` and `api.bluez5.codec`. Rates: Hands-Free Profile 1.9.
    static func rate(_ properties: [String: String], shown: Int) -> Int? {
        guard properties["device.api"]?.hasPrefix("bluez") == true || properties["device.bus"] == "bluetooth"
        else { return nil }
        let codec = word(properties["bluetooth.codec"] ?? properties["api.bluez5.codec"])
        switch codec {
        case "cvsd": return 8_000
        case "msbc": return 16_000
        case "lc3swb": return 32_000
        default: break
        }
        let profile = word(properties["bluetooth.protocol"] ?? properties["api.bluez5.profile"])
        // Call modes of a codec that is not told: the better of the two that every headset has.
        let isCall = ["headset", "handsfree", "hfp", "hsp"].contains { profile.hasPrefix($0) }
        return isCall ? min(shown, 16_000) : shown
    }

    /// `headset-head-unit` and `headset_head_unit` are one.
    private static func word(_ text: String?) -> String {
        String((text ?? "").lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
