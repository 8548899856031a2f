"""Each fault of a simulated camera is its own finding of `onair check`, and no other."""

import os
import threading
import time

from support import desk
from support.checks import check, expect, on_retry
from support.studio import vivid
from support.trace import BufferTrace, Counts

from .row import name, press
from .webcam import CAMERAS, HDMI, HEALTHY, OUTPUT, ROW, Webcam, settle

# The buttons that do something once; the names are v4l2-ctl's.
DISCONNECT = {"disconnect": 1}


def lines(node, rate=10):
    """What the profile says of a simulated camera."""
    expected = f"expect: {{ width: 320, height: 180, fps: {rate} }}" if node in ROW else ""
    return f"match: {{ node: {os.path.basename(node)} }}\n{expected}"


def others(nodes):
    """The simulated cameras that a command is not to see."""
    return [node for node in [*CAMERAS, OUTPUT] if node not in nodes]


class Run:
    """One active check of some simulated cameras, each with a fault; for several claims."""

    known = {}

    def __init__(self, nodes, during=None, rates={}):
        Webcam.release()
        self.nodes = nodes
        over = threading.Event()
        with BufferTrace(*nodes) as trace:
            worker = threading.Thread(target=during or (lambda *_: None), args=(trace, over))
            worker.start()
            try:
                self.check = desk.Check({name(node): lines(node, rates.get(node, 10)) for node in nodes},
                                        hidden=others(nodes))
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
GOOD = {"contrast": 40, "brightness": 205, "osd_text_mode": 2}

FEW, SOME, HALF, FLAGGED, WHOLE = ROW[:5]


def counts():
    for node, percent in ((FEW, 10), (SOME, 20), (HALF, 50)):
        vivid(node, percentage_of_dropped_buffers=percent)
    return Run([FEW, SOME, HALF, FLAGGED, WHOLE],
               while_streaming(FLAGGED, lambda over: press(FLAGGED, times=400, every=0.35, until=over)))


BLACK, FROZEN, BARS, WRAPS = ROW[:4]


def pictures():
    vivid(BLACK, test_pattern=5, contrast=128, brightness=128)
    vivid(FROZEN, horizontal_movement=3)
    vivid(BARS, test_pattern=1, contrast=128, brightness=128, osd_text_mode=1, horizontal_movement=3)
    # The number starts 128 before the wrap: at 15 a second that is 9 s.
    vivid(WRAPS, wrap_sequence_number=1)
    return Run([BLACK, FROZEN, BARS, WRAPS], rates={WRAPS: 15})


STOPPED, GONE, CLOCK, CLOCK64 = ROW[:4]


def ends():
    vivid(STOPPED, percentage_of_dropped_buffers=100)
    vivid(CLOCK, wrap_timestamp=2)
    vivid(CLOCK64, wrap_timestamp=1)
    return Run([STOPPED, GONE, CLOCK, CLOCK64], while_streaming(GONE, lambda over: vivid(GONE, **DISCONNECT)))


@check("a check of five cameras: the whole one has no finding, 10, 20 and 50 % dropped and error flags have one each")
def dropped_and_flagged():
    run = Run.get(counts)
    run.expect(WHOLE)
    for node in (FEW, SOME, HALF):
        run.expect(node, "camera.frames.lost")
    run.expect(FLAGGED, "camera.frames.corrupt")


@check("a black, a frozen and a test picture are one finding each, a sequence number that wraps is none")
def shown():
    run = Run.get(pictures)
    run.expect(BLACK, "picture.black")
    run.expect(FROZEN, "picture.frozen")
    run.expect(BARS, "picture.card")
    run.expect(WRAPS)


@check("a stream that stops, a camera that is taken away, and stamps that wrap at 32 and 64 bits: one finding each")
def ended():
    run = Run.get(ends)
    run.expect(STOPPED, "camera.stalled")
    run.expect(GONE, "camera.removed")
    run.expect(CLOCK, "camera.timestamps.bad")
    run.expect(CLOCK64, "camera.timestamps.bad")


@check("an HDMI input without signal, without lock, out of range, and with other timings: one finding each")
def signals():
    rules = {0: None, 1: "camera.signal.missing", 2: "camera.signal.unstable", 3: "camera.signal.mode",
             4: "camera.signal.mode"}
    vivid(HDMI, **HEALTHY)
    try:
        for mode, rule in rules.items():
            vivid(HDMI, dv_timings_signal_mode=mode)
            if mode == 4:
                vivid(HDMI, dv_timings=7)
            # What the input tells is read without a stream.
            seen = desk.Check({name(HDMI): lines(HDMI)}, "--passive", hidden=others([HDMI]))
            expect(seen.wrong() == {name(HDMI): {rule} - {None}}, f"mode {mode}: {seen.found}")
    finally:
        vivid(HDMI, dv_timings_signal_mode=0)
