/// One physical camera: its picture node, and what recognises it when it comes back.
package struct Camera: Hashable, Sendable {
    /// Where its picture comes from.
    package var node: VideoNode
    /// All its nodes, the metadata one too: whoever holds any of them holds the camera.
    package var nodes: [VideoNode]
    package var identity: CameraIdentity
    /// Nil when the node could not be opened to ask.
    package var capability: Capability?
    package var usb: USBDevice?
    /// Why the node could not be asked.
    package var trouble: VideoTrouble?
    /// A virtual camera that no program feeds: v4l2loopback with exclusive_caps announces output only until then.
    package var lacksProducer: Bool

    package init(
        node: VideoNode, nodes: [VideoNode], identity: CameraIdentity, capability: Capability? = nil,
        usb: USBDevice? = nil, trouble: VideoTrouble? = nil, lacksProducer: Bool = false
    ) {
        self.lacksProducer = lacksProducer
        self.node = node
        self.nodes = nodes
        self.identity = identity
        self.capability = capability
        self.usb = usb
        self.trouble = trouble
    }

    /// As its maker calls it.
    package var name: String { usb?.name ?? capability?.card ?? node.title }
}

/// What recognises a camera, strongest first. Keys are those of the probe's `match`.
package struct CameraIdentity: Hashable, Sendable {
    package var serial: String?
    package var busPath: String?
    package var vendorProduct: String?
    /// "video0", without its folder; the last resort.
    package var node: String
    /// udev's link below /dev/v4l/by-id, for people.
    package var byID: String?

    package init(
        serial: String? = nil, busPath: String? = nil, vendorProduct: String? = nil, node: String,
        byID: String? = nil
    ) {
        self.serial = serial
        self.busPath = busPath
        self.vendorProduct = vendorProduct
        self.node = node
        self.byID = byID
    }

    /// Keyed as a profile writes them; what is not known is left out.
    package var keys: [String: String] {
        let all = [
            "serial": serial, "bus-path": busPath, "vendor-product": vendorProduct, "node": node,
        ]
        return all.compactMapValues(\.self)
    }
}
