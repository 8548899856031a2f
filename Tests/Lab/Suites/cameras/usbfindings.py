"""Each fault of a USB camera is its own finding of `onair check`, and no other; so is each camera out of its place."""

import threading
import time

from support import desk
from support.checks import check, expect, on_retry
from support.studio import USBDevice, command, write
from support.trace import BufferTrace

from .usbrow import NODROP
from .webcam import CAMERAS, OUTPUT

SMALL = {"size": "160x90", "rate": 10, "speed": "super"}
SIMULATED = [*CAMERAS, OUTPUT]
# SuperSpeed ports that no other claim uses: in the kernel's log a camera that was pulled is trouble of its port.
FIRST = 16
WIRE, YANKED, FROZEN, CUT, ERRORS, STALLED = "FW1", "FY2", "FF3", "FC4", "FE5", "FS6"
FAULTS = {
    WIRE: {"fail_after": 30}, YANKED: {}, FROZEN: {"freeze_after": 10},
    # The first ten whole: that this camera ends its pictures must be known before one without an end is broken.
    CUT: {"short_every": 12}, ERRORS: {"error_every": 5}, STALLED: {"stall_after": 30},
}
# A picture that no rule finds fault with: greys that move.
GREYS = ("gradients=size=160x90:rate=10:duration=1:c0=0x707070:c1=0x989898:nb_colors=2:x0=0:y0=0:x1=159:y1=89"
         ":speed=0.05:seed=1,format=gray")
FILM = "/tmp/greys.mjpeg"


def name(serial):
    return f"camera/{serial.lower()}"


def path(port):
    """A SuperSpeed port as the kernel's controller and the probe write it."""
    return f"usb-vhci_hcd.0-{port - 14}"


def found(cameras, *words):
    """What a check finds of them. Ports have a second use only when a claim is tried once more: then the kernel's log
    tells that a camera was pulled there, as it should."""
    seen = desk.Check(cameras, *words, hidden=SIMULATED)
    for rules in seen.found.values():
        if Run.tries > 1:
            rules.pop("camera.kernel-log", None)
    return seen


class Run:
    """One check of all of them, for several claims."""

    run = None
    tries = 1

    @classmethod
    def forget(cls):
        cls.run = None
        cls.tries += 1

    @classmethod
    def get(cls):
        if cls.run is None:
            cls.run = cls()
        return cls.run

    def __init__(self):
        command("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", GREYS, "-c:v", "mjpeg", "-pix_fmt", "yuvj422p", "-f",
                "mjpeg", FILM)
        devices = {}
        try:
            # The driver reads its parameter when a camera comes: this one is told to hand out damaged pictures.
            for kept in (False, True):
                write(NODROP, "1" if kept else "0")
                for number, (serial, faults) in enumerate(FAULTS.items()):
                    if (serial == CUT) == kept:
                        devices[serial] = USBDevice("camera", port=FIRST + number, serial=serial, faults=faults,
                                                    film=FILM, **SMALL)
                for device in devices.values():
                    device.node()
            self.check(devices)
        finally:
            write(NODROP, "0")
            for device in devices.values():
                device.pull()
        for device in devices.values():
            device.gone()

    def check(self, devices):
        node, over = devices[YANKED].node(), threading.Event()
        with BufferTrace(node) as trace:
            puller = threading.Thread(target=pull_while_streaming, args=(devices[YANKED], node, trace, over))
            puller.start()
            try:
                self.found = found({name(serial): f"match: {{ serial: {serial} }}" for serial in FAULTS}).found
            finally:
                over.set()
                puller.join()

    def expect(self, serial, rule):
        expect(list(self.found[name(serial)]) == [rule], f"{serial} has {self.found[name(serial)]}, not {rule}")
        expect(set(self.found) == {name(s) for s in FAULTS}, self.found)


on_retry(Run.forget)


def pull_while_streaming(device, node, trace, over):
    while not over.is_set() and len(trace.buffers(node)) < 10:
        time.sleep(0.2)
    if not over.is_set():
        device.pull()


@check("a USB camera with a broken wire (-71), one that is pulled out and one that stalls: one finding each")
def broken_off():
    Run.get().expect(WIRE, "camera.transfer.broken")
    Run.get().expect(YANKED, "camera.removed")
    Run.get().expect(STALLED, "camera.stalled")


@check("a USB camera with identical pictures, with pictures cut short, and with error bits: one finding each")
def damaged():
    Run.get().expect(FROZEN, "picture.frozen")
    Run.get().expect(CUT, "camera.frames.corrupt")
    # The driver drops what it knows to be damaged: to everybody else it is lost.
    Run.get().expect(ERRORS, "camera.frames.lost")


@check("a camera on another port, two that were swapped, one that is missing and one too many: four different findings")
def misplaced():
    # The ports of the profile, and those of the studio; an empty place is None.
    places = {"MV1": (24, 25), "SW2": (26, 27), "SX3": (27, 26), "NO4": (28, None), "XT5": (None, 29)}
    devices = [USBDevice("camera", port=port, serial=serial, **SMALL) for serial, (_, port) in places.items() if port]
    try:
        for device in devices:
            device.node()
        cameras = {name(serial): f"match: {{ serial: {serial}, bus-path: {path(port)} }}"
                   for serial, (port, _) in places.items() if port}
        seen = found(cameras, "--passive")
        said = seen.wrong()
        extra = [subject for subject in said if subject not in cameras]
        expect(len(extra) == 1 and said.pop(extra[0]) == {"camera.extra"}, seen.found)
        expect(said == {"camera/mv1": {"camera.moved"}, "camera/sw2": {"camera.swapped"},
                        "camera/sx3": {"camera.swapped"}, "camera/no4": {"camera.removed"}}, seen.found)
    finally:
        for device in devices:
            device.pull()
        for device in devices:
            device.gone()
