"""Cameras beside each other, each with a fault of its own, watched by one probe: what it counts is exact."""

import fcntl
import os
import struct
import threading
import time

from support.checks import CheckFailed, check, expect, on_retry
from support.probe import Probe
from support.studio import vivid
from support.trace import BufferTrace, Counts, last_stream

from .webcam import HDMI, PROBE, ROW, SVIDEO, settle

# linux/videodev2.h: VIDIOC_S_CTRL takes a control's id and value; vivid's button for one flagged buffer.
VIDIOC_S_CTRL = 0xC008561C
INJECT_ERROR = 0x00F0F042

FEW, SOME, HALF, WRAPS, FLAGGED, WHOLE = ROW
PERCENT = {FEW: 2, SOME: 20, HALF: 50}
PRESSES, EVERY = 17, 0.43


def name(node):
    return "camera/" + os.path.basename(node)


class Row:
    """One run for all the claims: six webcams, the HDMI input and the S-Video input, streamed for some seconds."""

    run = None

    @classmethod
    def forget(cls):
        cls.run = None

    @classmethod
    def get(cls):
        if cls.run is None:
            cls.run = cls()
        return cls.run

    def __init__(self, seconds=8):
        nodes = [*ROW, HDMI, SVIDEO]
        for node in ROW:
            settle(node)
        for node, percent in PERCENT.items():
            vivid(node, percentage_of_dropped_buffers=percent)
        # The number starts 128 before the wrap: at 25 a second that is 5 s.
        settle(WRAPS, rate=25)
        vivid(WRAPS, wrap_sequence_number=1)
        subjects = [{"subject": name(node), "match": {"node": node}} for node in nodes]
        with BufferTrace(*nodes) as trace, Probe(PROBE, "watch", subjects) as self.probe:
            for node in nodes:
                self.probe.wait("camera.total.frames", lambda frames: isinstance(frames, (int, float)), within=30,
                                subject=name(node))
            presser = threading.Thread(target=press, args=(FLAGGED,))
            presser.start()
            time.sleep(seconds)
            presser.join()
            time.sleep(0.7)
            self.buffers = {node: last_stream(trace.buffers(node)) for node in nodes}
        for node in ROW:
            settle(node)

    def samples(self, node, *metrics):
        """Moments, and what the probe said of these metrics then."""
        for record in self.probe.records:
            values = record.get("values", {})
            if record.get("subject") == name(node) and all(metric in values for metric in metrics):
                yield record["t"] / 1e9, [values[metric] for metric in metrics]


on_retry(Row.forget)


def press(node, times=PRESSES, every=EVERY, until=None):
    """Orders some damaged buffers, one at a time, until an event is set."""
    file = os.open(node, os.O_RDWR)
    try:
        for _ in range(times):
            if until and until.is_set():
                break
            fcntl.ioctl(file, VIDIOC_S_CTRL, struct.pack("Ii", INJECT_ERROR, 0))
            time.sleep(every)
    finally:
        os.close(file)


def agree(node):
    """Each time that the probe counted its stream, the kernel's count up to that moment was the same; the last."""
    row, compared, kernel = Row.get(), 0, None
    buffers = row.buffers[node]
    for moment, said in row.samples(node, "camera.total.frames", "camera.total.lost", "camera.total.flagged"):
        if not buffers[0].at <= moment <= buffers[-1].at:
            continue
        kernel = Counts(buffers, until=moment)
        if said != [kernel.frames, kernel.lost, kernel.flagged]:
            raise CheckFailed(f"{node}: frames, lost, flagged were said to be {said}, the kernel handed out"
                              f" {[kernel.frames, kernel.lost, kernel.flagged]};"
                              f" numbers {[b.sequence for b in kernel.buffers][-12:]}")
        compared += 1
    expect(compared >= 8, f"only {compared} counts of {node}")
    for count in ("camera.total.short", "camera.total.broken", "camera.total.backwards"):
        expect(not any(row.probe.series(count, name(node))), f"{node}: {count}")
    return kernel


@check("at 2 %, 20 % and 50 % of buffers dropped every count of frames and of lost ones is the kernel's own")
def dropped():
    for node, percent in PERCENT.items():
        kernel = agree(node)
        expect(kernel.lost > 0 or percent < 5, f"{node}: the driver dropped none of {kernel.frames}")
        expect(kernel.flagged == 0, f"{node}: {kernel.flagged} flagged")
        expect(not any(Row.get().probe.series("camera.frames.error", name(node))), f"{node}: errors")


@check("each buffer with the error flag is counted once, and not as lost")
def flagged():
    kernel = agree(FLAGGED)
    # Two presses within one picture are one flag.
    expect(PRESSES - 3 <= kernel.flagged <= PRESSES, f"{kernel.flagged} flags for {PRESSES} presses")


@check("a sequence number that wraps at 32 bits loses nothing")
def wrapped():
    numbers = [b.sequence for b in Row.get().buffers[WRAPS]]
    expect(max(numbers) > 2**32 - 200 and numbers[-1] < 1000, f"no wrap in {numbers[:3]}...{numbers[-3:]}")
    agree(WRAPS)


@check("a whole webcam, an HDMI input and an S-Video input are counted frame for frame")
def whole():
    for node in (WHOLE, HDMI, SVIDEO):
        kernel = agree(node)
        expect(kernel.flagged == 0, f"{node}: {kernel.flagged} flagged")
