"""Cameras beside each other, each with a fault of its own, watched by one probe: what it counts is exact."""

import fcntl
import os
import struct
import threading
import time

from support.checks import CheckFailed, check, eventually, expect
from support.probe import Probe
from support.studio import vivid
from support.trace import BufferTrace, losses, missing, window_counts

from .webcam import HDMI, PROBE, ROW, SVIDEO, settle

# linux/videodev2.h: VIDIOC_S_CTRL takes a control's id and value; vivid's button for one flagged buffer.
VIDIOC_S_CTRL = 0xC008561C
INJECT_ERROR = 0x00F0F042

FEW, SOME, HALF, WRAPS, FLAGGED, WHOLE = ROW
PERCENT = {FEW: 2, SOME: 20, HALF: 50}
# Not a divisor of the rate, so that flags fall anywhere in the seconds.
PRESSES, EVERY = 17, 0.43


def name(node):
    return "camera/" + os.path.basename(node)


class Row:
    """One run for all the claims: six webcams, the HDMI input and the S-Video input, streamed for some seconds."""

    run = None

    @classmethod
    def get(cls):
        if cls.run is None:
            cls.run = cls()
        return cls.run

    def __init__(self, seconds=11):
        nodes = [*ROW, HDMI, SVIDEO]
        for node in ROW:
            settle(node)
        for node, percent in PERCENT.items():
            vivid(node, percentage_of_dropped_buffers=percent)
        # The number starts 128 before the wrap, at 10 a second too early to see it: 25 then.
        settle(WRAPS, rate=25)
        vivid(WRAPS, wrap_sequence_number=1)
        subjects = [{"subject": name(node), "match": {"node": node}} for node in nodes]
        with BufferTrace(*nodes) as trace, Probe(PROBE, "watch", subjects) as self.probe:
            for node in nodes:
                self.probe.wait("camera.frames.lost", lambda lost: isinstance(lost, (int, float)), within=20,
                                subject=name(node))
            presser = threading.Thread(target=press, args=(FLAGGED,))
            presser.start()
            time.sleep(seconds)
            presser.join()
            time.sleep(1.2)
            self.buffers = {node: trace.buffers(node) for node in nodes}
        for node in ROW:
            settle(node)

    def samples(self, node, metric):
        """Moments and values that the probe said of a metric."""
        for record in self.probe.records:
            if record.get("subject") == name(node) and metric in record.get("values", {}):
                yield record["t"] / 1e9, record["values"][metric]


def press(node):
    """Orders some damaged buffers, one at a time."""
    file = os.open(node, os.O_RDWR)
    try:
        for _ in range(PRESSES):
            fcntl.ioctl(file, VIDIOC_S_CTRL, struct.pack("Ii", INJECT_ERROR, 0))
            time.sleep(EVERY)
    finally:
        os.close(file)


def agree(node, metric, events):
    """Every count of the last second equals the kernel's over the same second."""
    compared = 0
    end = Row.get().buffers[node][-1].at
    for moment, said in Row.get().samples(node, metric):
        if moment > end:
            continue
        possible = window_counts(events, moment)
        if said not in possible:
            near = [(round(at - moment, 3), size) for at, size in events if moment - 1.2 < at < moment + 0.1]
            raise CheckFailed(f"{metric} of {node} was {said}, the kernel counted {possible}: {near}")
        compared += 1
    expect(compared >= 12, f"only {compared} values of {metric} of {node}")


@check("at 2 %, 20 % and 50 % of buffers dropped, every count of lost frames is the kernel's own, and none is an error")
def dropped():
    for node, percent in PERCENT.items():
        buffers = Row.get().buffers[node]
        gaps = losses(buffers)
        lost = sum(size for _, size in gaps)
        expect(lost > 0 or percent < 5, f"{node}: the driver dropped none of {len(buffers)}")
        agree(node, "camera.frames.lost", gaps)
        agree(node, "camera.frames.error", [])


@check("each buffer with the error flag is counted once, and none as lost")
def flagged():
    buffers = Row.get().buffers[FLAGGED]
    events = [(b.at, 1) for b in buffers if b.is_flagged]
    # Two presses within one picture are one flag.
    expect(PRESSES - 3 <= len(events) <= PRESSES, f"{len(events)} flags for {PRESSES} presses")
    agree(FLAGGED, "camera.frames.error", events)
    agree(FLAGGED, "camera.frames.lost", losses(buffers))


@check("a sequence number that wraps at 32 bits loses nothing")
def wrapped():
    numbers = [b.sequence for b in Row.get().buffers[WRAPS]]
    expect(max(numbers) > 2**32 - 200 and min(numbers) < 1000, f"no wrap in {numbers[:3]}...{numbers[-3:]}")
    agree(WRAPS, "camera.frames.lost", losses(Row.get().buffers[WRAPS]))


@check("a whole webcam, an HDMI input and an S-Video input lose nothing that the kernel did not")
def whole():
    for node in (WHOLE, HDMI, SVIDEO):
        agree(node, "camera.frames.lost", losses(Row.get().buffers[node]))
        agree(node, "camera.frames.error", [])
