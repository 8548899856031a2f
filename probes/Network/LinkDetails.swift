import Netlink
import StudioModel
import SystemCalls

/// What rtnetlink does not tell of an interface and sysfs does.
struct LinkDetails {
    var speed: Outcome
    var duplex: Outcome
    var wireless: Outcome

    static func read(_ link: NetworkLink, sys: String) -> LinkDetails {
        let folder = "\(sys)/class/net/\(link.name)"
        // sysfs keeps showing the network namespace it was mounted in: an interface of the same name there
        // is another one. Its index tells.
        guard Files.attribute(folder + "/ifindex") == "\(link.index)" else {
            let reason = Outcome.unsupported("unknown: /sys does not show this network namespace")
            return LinkDetails(speed: reason, duplex: reason, wireless: reason)
        }
        return LinkDetails(
            speed: speed(Files.attribute(folder + "/speed")),
            duplex: duplex(Files.attribute(folder + "/duplex")),
            wireless: .flag(Files.exists(folder + "/phy80211") || Files.exists(folder + "/wireless")))
    }

    /// Drivers without a speed answer -1, all ones, or refuse the read (EINVAL, then `nil`): that is
    /// "unknown", never a slow link.
    static func speed(_ attribute: String?) -> Outcome {
        guard let speed = attribute.flatMap(Double.init), speed > 0, speed < 4_294_967_295 else {
            return .unsupported("unknown: the driver does not tell a speed")
        }
        return .number(speed)
    }

    static func duplex(_ attribute: String?) -> Outcome {
        guard let attribute, attribute == "full" || attribute == "half" else {
            return .unsupported("unknown: the driver does not tell a duplex mode")
        }
        return .text(attribute)
    }
}
