"""Each fault of a simulated camera is its own finding of `onair check`, and no other."""

import os
import threading

from support import desk
from support.checks import check, expect
from support.studio import vivid

from .row import name, press
from .webcam import HDMI, HEALTHY, ROW, Webcam, settle

SMALL = "expect: { width: 320, height: 180, fps: 10 }"


def camera(node):
    return f"match: {{ node: {os.path.basename(node)} }}\n{SMALL if node in ROW else ''}"


def expect_findings(expected, **options):
    """`expected` maps nodes to the rules that they alone may break."""
    found = desk.check({name(node): camera(node) for node in expected}, **options)
    wrong = {node: found[name(node)] for node, rules in expected.items() if set(found[name(node)]) != set(rules)}
    expect(not wrong and set(found) == {name(node) for node in expected},
           f"{wrong}; expected {expected}; other subjects {set(found) - {name(n) for n in expected}}")


@check("a whole camera has no finding, dropped buffers and error flags have one each")
def counts():
    Webcam.release()
    whole, dropping, flagged = ROW[:3]
    for node in (whole, dropping, flagged):
        settle(node)
    vivid(dropping, percentage_of_dropped_buffers=20)
    pressing = threading.Event()
    presser = threading.Thread(target=press, args=(flagged, 400, 0.1, pressing))
    presser.start()
    try:
        expect_findings({whole: [], dropping: ["camera.frames.lost"], flagged: ["camera.frames.corrupt"]})
    finally:
        pressing.set()
        presser.join()


@check("a black, a frozen and a test picture are one finding each")
def pictures():
    black, frozen, bars = ROW[3:6]
    for node in (black, frozen, bars):
        settle(node)
    vivid(black, test_pattern=5, osd_text_mode=2, contrast=128)
    vivid(frozen, horizontal_movement=3, osd_text_mode=2)
    vivid(bars, test_pattern=1, contrast=128, osd_text_mode=1, horizontal_movement=3)
    expect_findings({black: ["picture.black"], frozen: ["picture.frozen"], bars: ["picture.bars"]})


@check("a sequence number that wraps is no finding, a clock that is not the kernel's and a stopped stream are one each")
def numbers():
    wraps, clock, stopped = ROW[:3]
    for node in (wraps, clock, stopped):
        settle(node)
    settle(wraps, rate=25)
    vivid(wraps, wrap_sequence_number=1)
    vivid(clock, wrap_timestamp=2)
    vivid(stopped, percentage_of_dropped_buffers=100)
    try:
        expect_findings({wraps: [], clock: ["camera.timestamps.bad"], stopped: ["camera.stalled"]})
    finally:
        for node in (wraps, clock, stopped):
            settle(node)


@check("an HDMI input without signal, without lock, out of range, and with other timings: one finding each")
def signals():
    rules = {1: "camera.signal.missing", 2: "camera.signal.unstable", 3: "camera.signal.mode", 4: "camera.signal.mode"}
    vivid(HDMI, **HEALTHY)
    try:
        for mode, rule in rules.items():
            vivid(HDMI, dv_timings_signal_mode=mode)
            if mode == 4:
                vivid(HDMI, dv_timings=7)
            expect_findings({HDMI: [rule]}, seconds=6)
    finally:
        vivid(HDMI, dv_timings_signal_mode=0)
