"""Each fault of a simulated camera is its own finding of `onair check`, and no other."""

import os
import threading
import time

from support import desk
from support.checks import check, expect, on_retry
from support.studio import vivid
from support.trace import BufferTrace, Counts

from .row import name, press
from .webcam import CAMERAS, HDMI, HEALTHY, OUTPUT, ROW, SVIDEO, Webcam, settle

# The buttons that do something once; the names are v4l2-ctl's.
DISCONNECT = {"disconnect": 1}


def lines(node, rate=10):
    """What the profile says of a simulated camera."""
    expected = f"expect: {{ width: 320, height: 180, fps: {rate} }}" if node in ROW else ""
    return f"match: {{ node: {os.path.basename(node)} }}\n{expected}"


class Run:
    """One active check of some simulated cameras, each with a fault; for several claims."""

    known = {}

    def __init__(self, nodes, during=None, rates={}):
        Webcam.release()
        self.nodes = nodes
        over = threading.Event()
        hidden = [node for node in [*CAMERAS, OUTPUT] if node not in nodes]
        with BufferTrace(*nodes) as trace:
            worker = threading.Thread(target=during or (lambda *_: None), args=(trace, over))
            worker.start()
            try:
                self.check = desk.Check({name(node): lines(node, rates.get(node, 10)) for node in nodes},
                                        hidden=hidden)
            finally:
                over.set()
                worker.join()
            self.kernel = {node: Counts(trace.buffers(node)) for node in nodes}
        self.found = self.check.found

    @classmethod
    def get(cls, make):
        if make not in cls.known:
            for node in ROW:
                settle(node)
                vivid(node, **GOOD)
            try:
                cls.known[make] = make()
            finally:
                for node in ROW:
                    settle(node)
                vivid(HDMI, dv_timings_signal_mode=0)
        return cls.known[make]

    def expect(self, node, *rules):
        """This camera has these findings and no other, and nobody has one that was not expected of anybody."""
        found = dict(self.found[name(node)])
        # A late processor makes the simulator lose pictures; where the kernel's trace has none, none may be said.
        if self.kernel[node].lost:
            for rule in {"camera.frames.lost", "camera.together"} - set(rules):
                found.pop(rule, None)
        expect(set(found) == set(rules), f"{node} has {found}, not {rules or 'nothing'}")
        strangers = set(self.found) - {name(node) for node in self.nodes}
        expect(not strangers, f"findings of {strangers}: {self.found}")


on_retry(Run.known.clear)


def while_streaming(node, action):
    """Only then: who has a camera open before counts as its user."""

    def wait_and_act(trace, over):
        while not over.is_set() and len(trace.buffers(node)) < 10:
            time.sleep(0.2)
        if not over.is_set():
            action(over)

    return wait_and_act


# A picture that no rule finds fault with: it moves, without text, and neither too dark nor too bright.
GOOD = {"contrast": 40, "brightness": 220, "osd_text_mode": 2}

FEW, SOME, HALF, FLAGGED, WHOLE = ROW[:5]


def counts():
    for node, percent in ((FEW, 10), (SOME, 20), (HALF, 50)):
        vivid(node, percentage_of_dropped_buffers=percent)
    vivid(HDMI, **HEALTHY)
    vivid(HDMI, dv_timings_signal_mode=1)
    return Run([FEW, SOME, HALF, FLAGGED, WHOLE, HDMI],
               while_streaming(FLAGGED, lambda over: press(FLAGGED, times=400, every=0.1, until=over)))


BLACK, FROZEN, BARS, WRAPS, CLOCK, CLOCK64 = ROW


def pictures():
    vivid(BLACK, test_pattern=5, contrast=128, brightness=128)
    vivid(FROZEN, horizontal_movement=3)
    vivid(BARS, test_pattern=1, contrast=128, brightness=128, osd_text_mode=1, horizontal_movement=3)
    vivid(WRAPS, wrap_sequence_number=1)
    vivid(CLOCK, wrap_timestamp=2)
    vivid(CLOCK64, wrap_timestamp=1)
    vivid(HDMI, dv_timings_signal_mode=2)
    # The number starts 128 before the wrap: at 25 a second that is 5 s.
    return Run([*ROW, HDMI], rates={WRAPS: 25})


STOPPED, GONE, OTHER = ROW[:3]


def ends():
    vivid(STOPPED, percentage_of_dropped_buffers=100)
    vivid(HDMI, dv_timings_signal_mode=3)
    return Run([STOPPED, GONE, OTHER, HDMI], while_streaming(GONE, lambda over: vivid(GONE, **DISCONNECT)))


@check("a check of six cameras: the whole one has no finding, 10, 20 and 50 % dropped and error flags have one each")
def dropped_and_flagged():
    run = Run.get(counts)
    run.expect(WHOLE)
    for node in (FEW, SOME, HALF):
        run.expect(node, "camera.frames.lost")
    run.expect(FLAGGED, "camera.frames.corrupt")


@check("a black, a frozen and a test picture are one finding each")
def shown():
    run = Run.get(pictures)
    run.expect(BLACK, "picture.black")
    run.expect(FROZEN, "picture.frozen")
    run.expect(BARS, "picture.card")


@check("a sequence number that wraps is no finding, a clock that is not the kernel's is one, of 32 and of 64 bits")
def numbered():
    run = Run.get(pictures)
    run.expect(WRAPS)
    run.expect(CLOCK, "camera.timestamps.bad")
    run.expect(CLOCK64, "camera.timestamps.bad")


@check("a stream that stops and a camera that is taken away are one finding each")
def ended():
    run = Run.get(ends)
    run.expect(STOPPED, "camera.stalled")
    run.expect(GONE, "camera.removed")
    run.expect(OTHER)


@check("an HDMI input without signal, without lock and out of range: one finding each")
def signals():
    Run.get(counts).expect(HDMI, "camera.signal.missing")
    Run.get(pictures).expect(HDMI, "camera.signal.unstable")
    Run.get(ends).expect(HDMI, "camera.signal.mode")
