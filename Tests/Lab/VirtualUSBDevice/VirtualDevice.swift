/// A USB device behind a socket of vhci_hcd: answers standard requests, hands the rest to its function.
package struct VirtualDevice {
    package let identity: DeviceIdentity
    package let function: any Function
    /// Transfers of the data endpoint that wait for something to send.
    package private(set) var waiting: [Transfer] = []

    package init(identity: DeviceIdentity, function: any Function) {
        self.identity = identity
        self.function = function
    }

    /// Takes a transfer; gives the reply when there is one at once.
    package mutating func submit(_ transfer: Transfer) -> Reply? {
        if transfer.endpoint == 0 { return control(transfer) }
        waiting.append(transfer)
        return nil
    }

    /// Takes a transfer back; the answer says whether it was still here.
    package mutating func unlink(sequence: Int32, target: Int32) -> Reply {
        let before = waiting.count
        waiting.removeAll { $0.sequence == target }
        if waiting.isEmpty { function.reset() }
        return USBIP.unlinkReply(sequence: sequence, status: waiting.count < before ? USBIP.unlinked : 0)
    }

    /// Sends what is due; returns when to call again, in nanoseconds of the monotonic clock.
    package mutating func service(now: UInt64, send: (Reply) -> Void) -> UInt64? {
        function.service(&waiting, now: now, send: send)
    }

    private func control(_ transfer: Transfer) -> Reply {
        let setup = transfer.setup
        if transfer.isInput {
            let answer = setup.isStandard ? readStandard(setup) : function.read(setup)
            guard let answer else { return transfer.reply(status: USBIP.stalled) }
            return transfer.reply(answer)
        }
        if setup.isStandard {
            // SET_INTERFACE and CLEAR_FEATURE(halt) both begin the stream anew; the others need no work.
            if setup.request == 11 || setup.request == 1 { function.reset() }
            return transfer.reply()
        }
        return transfer.reply(status: function.write(setup, transfer.data) ? 0 : USBIP.stalled)
    }

    private func readStandard(_ setup: SetupPacket) -> [UInt8]? {
        switch (setup.request, setup.value >> 8) {
        case (0, _): return [0, 0]
        case (6, 1): return identity.deviceDescriptor(classCode: function.classCode)
        case (6, 2):
            let interfaces = function.interfaces
            return identity.configurationDescriptor(interfaces: interfaces.count, body: interfaces.bytes)
        case (6, 15): return identity.capabilities
        case (6, 3): return identity.stringDescriptor(setup.value & 0xFF)
        case (8, _): return [1]
        case (10, _): return [0]
        default: return nil
        }
    }
}
