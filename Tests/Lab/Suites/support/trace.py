"""The kernel's own record of the buffers that programs fetched: what a probe counts is held against it."""

import os
import re

from .checks import expect
from .studio import command

ROOT = "/sys/kernel/tracing"
LINE = re.compile(r"^\s*(?P<task>.+)-(?P<pid>\d+)\s+\[\d+\].*?(?P<at>\d+\.\d+): v4l2_dqbuf: minor = (?P<minor>\d+), "
                  r"index = (?P<index>\d+), .*?bytesused = (?P<bytes>\d+), flags = (?P<flags>\S*), .*?timestamp = (?P<stamp>\d+),"
                  r".*sequence = (?P<sequence>\d+)")


class Buffer:
    """One buffer that a program fetched, with what the driver told about it."""

    def __init__(self, match):
        self.at = float(match["at"])  # seconds of CLOCK_MONOTONIC
        self.pid = int(match["pid"])
        self.index = int(match["index"])
        self.bytes = int(match["bytes"])
        self.is_flagged = "ERROR" in match["flags"].split("|")
        self.stamp = int(match["stamp"]) / 1e9
        self.sequence = int(match["sequence"])


class Trace:
    """A recording of the kernel's own, for the length of a `with`: an event, and which of its occurrences."""

    def __init__(self, event, wanted):
        self.event, self.wanted = event, wanted
        self.folder = f"{ROOT}/instances/lab-{os.getpid()}-{id(self)}"

    def __enter__(self):
        if not os.path.exists(f"{ROOT}/instances"):
            command("mount", "-t", "tracefs", "tracefs", ROOT)
        os.mkdir(self.folder)
        self._write("trace_clock", "mono")
        self._write("buffer_size_kb", "4096")
        self._write(f"events/{self.event}/filter", self.wanted)
        self._write(f"events/{self.event}/enable", "1")
        return self

    def __exit__(self, *_):
        self._write(f"events/{self.event}/enable", "0")
        os.rmdir(self.folder)

    def _write(self, name, text):
        with open(f"{self.folder}/{name}", "w") as file:
            file.write(text)

    def lines(self):
        with open(f"{self.folder}/trace") as file:
            return file.readlines()


class BufferTrace(Trace):
    """Every buffer that is fetched from these nodes."""

    def __init__(self, *nodes):
        self.minors = {node: os.minor(os.stat(node).st_rdev) for node in nodes}
        super().__init__("v4l2/v4l2_dqbuf", " || ".join(f"minor == {minor}" for minor in self.minors.values()))

    def buffers(self, node):
        """What was fetched from a node so far, oldest first."""
        matches = map(LINE.match, self.lines())
        return [Buffer(m) for m in matches if m and int(m["minor"]) == self.minors[node]]


class RequestTrace(Trace):
    """Every request (ioctl) that any program makes of a video device: its type is the letter V."""

    REQUEST = re.compile(r"^\s*.+-(?P<pid>\d+)\s+\[\d+\].*sys_ioctl\(.*cmd: (?:0x)?(?P<code>[0-9a-f]+)")

    def __init__(self):
        # The second byte of a request's code is its type, 0x56; terminals and sockets use others.
        super().__init__("syscalls/sys_enter_ioctl", "cmd & 0x5600")

    def numbers(self, but=()):
        """The requests of every thread but these, by their number, oldest first."""
        found = [m for m in map(self.REQUEST.match, self.lines()) if m and int(m["pid"]) not in but]
        codes = [int(m["code"], 16) for m in found]
        return [code & 0xFF for code in codes if code >> 8 & 0xFF == 0x56]


# linux/videodev2.h: what only reads. TRY_FMT (64) is not among them: uvcvideo asks the camera itself, and so
# disturbs it. QUERYCAP, ENUM_FMT, G_FMT, G_PARM, G_STD, ENUMSTD, ENUMINPUT, G_CTRL, G_TUNER, QUERYCTRL, QUERYMENU,
# G_INPUT, QUERYSTD, G_PRIORITY, G_EXT_CTRLS, ENUM_FRAMESIZES, ENUM_FRAMEINTERVALS, G_DV_TIMINGS, events,
# ENUM_DV_TIMINGS, QUERY_DV_TIMINGS, DV_TIMINGS_CAP, QUERY_EXT_CTRL.
READING = {0, 2, 4, 21, 23, 25, 26, 27, 29, 36, 37, 38, 63, 67, 71, 74, 75, 88, 89, 90, 91, 98, 99, 100, 103}


def only_reads(numbers, least):
    """Of so many requests at least, none sets anything or streams."""
    expect(len(numbers) >= least, f"only {len(numbers)} requests were traced: {numbers}")
    wrong = sorted(set(numbers) - READING)
    expect(not wrong, f"requests {wrong} among {len(numbers)}")


def missing(before, after):
    """How many sequence numbers lie between two buffers of a stream; the number has 32 bits and wraps. A number
    that repeats or goes back is no loss."""
    step = (after.sequence - before.sequence) % 2**32
    return step - 1 if 1 < step < 2**31 else 0


def last_stream(buffers):
    """The buffers since the last start of streaming: there the number begins anew, and with the first buffer."""
    start = 0
    for place in range(1, len(buffers)):
        step = (buffers[place].sequence - buffers[place - 1].sequence) % 2**32
        if buffers[place].index == 0 and (step == 0 or step >= 2**31):
            start = place
    return buffers[start:]


class Counts:
    """What the kernel handed out of one stream up to a moment."""

    def __init__(self, buffers, until=float("inf")):
        self.buffers = [b for b in buffers if b.at <= until]
        self.frames = len(self.buffers)
        self.lost = sum(missing(a, b) for a, b in zip(self.buffers, self.buffers[1:]))
        self.flagged = sum(b.is_flagged for b in self.buffers)
