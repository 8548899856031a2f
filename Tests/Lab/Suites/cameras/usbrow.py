"""USB cameras beside each other, each with a fault of its own: the probe's counts, the kernel's and the camera's."""

import json
import os
import time

from support.checks import CheckFailed, check, expect
from support.probe import Probe
from support.studio import USBDevice, command, write
from support.trace import BufferTrace, Counts, last_stream

from .webcam import PROBE

# Each stops after so many pictures: then all counts are final and can be compared to the last one.
PICTURES = 60
SMALL = {"size": "160x90", "rate": 10}
NODROP = "/sys/module/uvcvideo/parameters/nodrop"
# Serial, faults, options. No serial is a part of another: nodes are found by it.
ERRORS, CUT, ERRORS_KEPT, CUT_KEPT, HOLED, HALVED, WHOLE = "ER1", "CU2", "EK3", "CK4", "JH5", "JC6", "OK7"
CAMERAS = {
    ERRORS: ({"error_every": 7}, {}),
    CUT: ({"short_every": 9}, {}),
    ERRORS_KEPT: ({"error_every": 7}, {}),
    CUT_KEPT: ({"short_every": 9}, {}),
    HOLED: ({"break_every": 8}, {"film": "/tmp/lab.mjpeg"}),
    HALVED: ({"short_every": 8}, {"film": "/tmp/lab.mjpeg"}),
    WHOLE: ({}, {}),
}


def name(serial):
    return f"camera/{serial.lower()}"


class USBRow:
    """One run for all the claims."""

    run = None

    @classmethod
    def get(cls):
        if cls.run is None:
            cls.run = cls()
        return cls.run

    def __init__(self):
        make_film("/tmp/lab.mjpeg")
        self.devices = {}
        try:
            self.plug()
            self.watch()
        finally:
            write(NODROP, "0")
            for device in self.devices.values():
                device.pull()
        for device in self.devices.values():
            device.gone()

    def plug(self):
        for port, (serial, (faults, options)) in enumerate(CAMERAS.items()):
            write(NODROP, "1" if serial in (ERRORS_KEPT, CUT_KEPT) else "0")
            device = USBDevice("camera", port=port, serial=serial, faults={**faults, "end_after": PICTURES},
                               tally=f"/tmp/{serial}.tally", **SMALL, **options)
            self.devices[serial] = device
            # The driver reads its parameter when a camera comes.
            device.node()

    def watch(self):
        nodes = {serial: device.node() for serial, device in self.devices.items()}
        subjects = [{"subject": name(serial), "match": {"serial": serial}} for serial in CAMERAS]
        with BufferTrace(*nodes.values()) as trace, Probe(PROBE, "watch", subjects) as self.probe:
            for serial in CAMERAS:
                self.probe.wait("camera.frame.age", lambda age: isinstance(age, (int, float)) and age > 1.5,
                                within=40, subject=name(serial))
            self.buffers = {serial: last_stream(trace.buffers(node)) for serial, node in nodes.items()}
            self.tally = {serial: json.load(open(f"/tmp/{serial}.tally")) for serial in CAMERAS}


def make_film(path):
    """Ten moving pictures of Motion JPEG."""
    command("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=10:duration=1",
            "-c:v", "mjpeg", "-pix_fmt", "yuvj422p", "-f", "mjpeg", path)


def totals(serial):
    """The last counts before the camera fell silent; the stream that is begun anew starts at nothing."""
    counts = ("frames", "lost", "flagged", "short", "broken")
    best = {}
    for record in USBRow.get().probe.records:
        values = record.get("values", {})
        if record.get("subject") == name(serial) and "camera.total.frames" in values:
            said = {count: values[f"camera.total.{count}"] for count in counts}
            if said["frames"] >= best.get("frames", 0):
                best = said
    if not best:
        raise CheckFailed(f"no counts of {serial}; {USBRow.get().probe.summary()}")
    return best


def compare(serial, **expected):
    said, tally = totals(serial), USBRow.get().tally[serial]
    kernel = Counts(USBRow.get().buffers[serial])
    seen = f"{serial}: the probe {said}, the camera {tally}, the kernel {kernel.frames} frames, {kernel.lost} lost"
    expect(said["frames"] == kernel.frames and said["lost"] == kernel.lost, seen)
    # Nothing is left over: what the camera sent has come or is counted as lost.
    expect(tally["sent"] == PICTURES == said["frames"] + said["lost"], seen)
    for count, value in expected.items():
        expect(said[count] == value, f"{count} should be {value}; {seen}")
    return seen


@check("pictures with the payload error bit: the driver drops them, and each is one lost")
def errors():
    compare(ERRORS, lost=PICTURES // 7, flagged=0, short=0, broken=0)


@check("pictures cut short: the driver drops them, and each is one lost")
def short():
    compare(CUT, lost=PICTURES // 9, flagged=0, short=0, broken=0)


@check("a driver told to hand out damaged pictures: each error bit is one flagged picture, and none is lost")
def errors_kept():
    compare(ERRORS_KEPT, lost=0, flagged=PICTURES // 7, short=0, broken=0)
    expect(USBRow.get().probe.latest("camera.driver.nodrop", name(ERRORS_KEPT)) is not None, "nodrop is not said")


@check("a driver told to hand out damaged pictures: each cut one is counted, and none is lost")
def short_kept():
    said = totals(CUT_KEPT)
    compare(CUT_KEPT, lost=0, broken=0)
    expect(said["short"] + said["flagged"] == PICTURES // 9, said)


@check("Motion JPEG with a hole in its middle, or its end cut off, is broken, picture for picture")
def broken():
    compare(HOLED, lost=0, flagged=0, broken=PICTURES // 8)
    compare(HALVED, lost=0, flagged=0, broken=PICTURES // 8)


@check("a whole USB camera loses nothing, and all its pictures arrive")
def whole():
    compare(WHOLE, lost=0, flagged=0, short=0, broken=0)
