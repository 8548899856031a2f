"""USB cameras beside each other, each with a fault of its own: the probe's counts, the kernel's and the camera's."""

import json
import os
import time

from support.checks import CheckFailed, check, eventually, expect, on_retry
from support.probe import Probe
from support.studio import USBDevice, command, write
from support.trace import BufferTrace, Counts, last_stream

from .webcam import PROBE

# Each stops after so many pictures: then all counts are final and can be compared to the last one. No fault falls on
# the very last, which nothing follows that could show the gap.
PICTURES = 46
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
    # The first ten whole: that this camera ends its pictures must be known before one without an end is broken.
    HALVED: ({"short_every": 12}, {"film": "/tmp/lab.mjpeg"}),
    WHOLE: ({}, {}),
}


def name(serial):
    return f"camera/{serial.lower()}"


class USBRow:
    """One run for all the claims."""

    run = None

    @classmethod
    def forget(cls):
        cls.run = None

    @classmethod
    def get(cls):
        if cls.run is None:
            cls.run = cls()
        return cls.run

    def __init__(self):
        make_film("/tmp/lab.mjpeg")
        self.devices = {}
        for serial in CAMERAS:
            if os.path.exists(f"/tmp/{serial}.tally"):
                os.remove(f"/tmp/{serial}.tally")
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
        # The driver reads its parameter when a camera comes.
        for kept in (False, True):
            write(NODROP, "1" if kept else "0")
            for port, (serial, (faults, options)) in enumerate(CAMERAS.items()):
                if (serial in (ERRORS_KEPT, CUT_KEPT)) == kept:
                    self.devices[serial] = USBDevice(
                        "camera", port=port, serial=serial, faults={**faults, "end_after": PICTURES},
                        tally=f"/tmp/{serial}.tally", **SMALL, **options)
            for device in self.devices.values():
                device.node()

    def watch(self):
        nodes = {serial: device.node() for serial, device in self.devices.items()}
        subjects = [{"subject": name(serial), "match": {"serial": serial}} for serial in CAMERAS]
        with BufferTrace(*nodes.values()) as trace, Probe(PROBE, "watch", subjects) as self.probe:
            eventually("all pictures sent", lambda: all(tally(serial)["sent"] == PICTURES for serial in CAMERAS),
                       within=60)
            # The last ones on their way to the probe, and its next report.
            time.sleep(2)
            self.buffers = {serial: last_stream(trace.buffers(node)) for serial, node in nodes.items()}
            self.tally = {serial: tally(serial) for serial in CAMERAS}


on_retry(USBRow.forget)


def tally(serial):
    """What the camera counted of itself; nothing before its first picture."""
    try:
        with open(f"/tmp/{serial}.tally") as file:
            return json.load(file)
    except FileNotFoundError:
        return {"sent": 0}


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


def counted(serial):
    """What the probe counted, once it agrees with the kernel and with the camera; and how many faults there were."""
    said, own = totals(serial), USBRow.get().tally[serial]
    kernel = Counts(USBRow.get().buffers[serial])
    seen = f"{serial}: the probe {said}, the camera {own}, the kernel {kernel.frames} frames, {kernel.lost} lost"
    expect(said["frames"] == kernel.frames and said["lost"] == kernel.lost, seen)
    # Nothing is left over: what the camera sent has come or is counted as lost.
    # What was lost before the first picture came has no gap: its number is how many they were.
    before = kernel_start(serial)
    expect(own["sent"] == PICTURES == said["frames"] + said["lost"] + before, f"{seen}, {before} before the first")
    return said, own, seen


def kernel_start(serial):
    return USBRow.get().buffers[serial][0].sequence


def dropped_by_driver(serial, fault):
    """Each fault is one lost picture. A late processor may make the driver lose more; that is then in both counts."""
    said, own, seen = counted(serial)
    expect(own[fault] > 0 and said["lost"] >= own[fault] - kernel_start(serial), seen)
    expect(said["flagged"] == said["short"] == said["broken"] == 0, seen)


def handed_out(serial, fault, *counts):
    """Each fault is one damaged picture, unless it is among those that a late processor made the driver lose."""
    said, own, seen = counted(serial)
    damaged = sum(said[count] for count in counts)
    unseen = said["lost"] + kernel_start(serial)
    expect(own[fault] > 0 and own[fault] - unseen <= damaged <= own[fault], seen)
    expect(damaged == said["flagged"] + said["short"] + said["broken"], seen)


@check("pictures with the payload error bit: the driver drops them, and each is one lost")
def errors():
    dropped_by_driver(ERRORS, "flagged")


@check("pictures cut short: the driver drops them, and each is one lost")
def short():
    dropped_by_driver(CUT, "short")


@check("a driver told to hand out damaged pictures: each error bit is one flagged picture")
def errors_kept():
    handed_out(ERRORS_KEPT, "flagged", "flagged")
    expect(USBRow.get().probe.latest("camera.driver.nodrop", name(ERRORS_KEPT)) is not None, "nodrop is not said")


@check("a driver told to hand out damaged pictures: each cut one is counted once")
def short_kept():
    handed_out(CUT_KEPT, "short", "short", "flagged")


@check("Motion JPEG with a hole in its middle, or its end cut off, is broken, picture for picture")
def broken():
    handed_out(HOLED, "broken", "broken")
    handed_out(HALVED, "short", "broken")


@check("a whole USB camera: all its pictures arrive, and all are counted")
def whole():
    said, _, seen = counted(WHOLE)
    expect(said["flagged"] == said["short"] == said["broken"] == 0, seen)
