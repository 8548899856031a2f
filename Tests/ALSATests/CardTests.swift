import SoundLab
import SystemCalls
import Testing

@testable import ALSA

@Suite struct CardTests {
    /// As the kernel prints it; the third card's names hold what the format uses itself.
    private static let cards = """
         0 [PCH            ]: HDA-Intel - HDA Intel PCH
                              HDA Intel PCH at 0xf7f10000 irq 31
         1 [L100           ]: USB-Audio - Lab Mic 100
                              LabCorp Lab Mic 100 at usb-0000:00:14.0-1.2, high speed
        12 [Odd            ]: USB-Audio - Mic [new] - two
                              Odd Mic [new] - two at usb

        """

    @Test func `every card is read with its id and both names`() {
        let cards = ALSACard.parse(Self.cards)
        #expect(cards.map(\.index) == [0, 1, 12])
        #expect(cards.map(\.id) == ["PCH", "L100", "Odd"])
        #expect(cards.map(\.driver) == ["HDA-Intel", "USB-Audio", "USB-Audio"])
        #expect(cards.map(\.name) == ["HDA Intel PCH", "Lab Mic 100", "Mic [new] - two"])
        #expect(cards[1].longName == "LabCorp Lab Mic 100 at usb-0000:00:14.0-1.2, high speed")
    }

    @Test(arguments: ["", "--- no soundcards ---\n", "garbage [x\n", " 0 [x]\n"])
    func `a machine without cards has none`(text: String) {
        #expect(ALSACard.parse(text) == [])
    }

    @Test func `a kernel without sound has no cards and no devices`() {
        let nowhere = Roots(below: "/nonexistent")
        #expect(ALSACard.all(nowhere) == [])
        #expect(ALSACaptureDevice.all(nowhere) == [])
    }

    @Test func `a USB card is known by serial, connector and ids`() throws {
        let usb = "sys/devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.2"
        let tree = try FixtureTree(
            files: [
                "proc/asound/cards": Self.cards, "proc/asound/card1/usbid": "0d8c:0014\n",
                usb + "/serial": "MIC01\n", usb + "/1-1.2:1.0/uevent": "",
            ],
            links: [
                "sys/class/sound/card1/device":
                    "../../../devices/pci0000:00/0000:00:14.0/usb1/1-1/1-1.2/1-1.2:1.0"
            ])
        let cards = ALSACard.all(tree.roots)
        #expect(cards.count == 3)
        let card = try #require(cards.first { $0.index == 1 })
        #expect(card.usbID == "0d8c:0014")
        #expect(card.serial == "MIC01")
        #expect(card.busPath == "pci-0000:00:14.0-usb-0:1.2:1.0")
        #expect(cards.first?.serial == nil)
    }

    @Test(arguments: [
        ("/sys/devices/pci0000:00/0000:00:1f.3", "pci-0000:00:1f.3"),
        (
            "/sys/devices/pci0000:00/0000:00:1c.0/0000:02:00.0/usb3/3-4/3-4:1.2",
            "pci-0000:02:00.0-usb-0:4:1.2"
        ),
        ("/sys/devices/platform/vhci_hcd.0/usb1/1-5/1-5:1.0", "platform-vhci_hcd.0-usb-0:5:1.0"),
        ("/sys/devices/platform/snd_aloop.0", "platform-snd_aloop.0"),
    ])
    func `a place in sysfs is written as udev writes it`(path: String, name: String) {
        #expect(BusPath.parse(path) == name)
    }

    @Test func `a virtual device hangs on no connector`() {
        #expect(BusPath.parse("/sys/devices/virtual/sound/card3") == nil)
    }
}
