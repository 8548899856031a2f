"""Inputs that a source is plugged into: HDMI and S-Video, with and without a signal."""

import time

from support.checks import check, expect
from support.probe import Probe
from support.studio import vivid

from .webcam import HDMI, PROBE, SVIDEO, subject

# What the driver answers in each of its modes (errno of VIDIOC_QUERY_DV_TIMINGS), and what that is called.
# no signal: ENOLINK; no lock: ENOLCK; out of range: ERANGE.
MODES = {1: ("no-signal", False, None), 2: ("unstable", True, False), 3: ("unsupported", True, True)}


def expect_state(probe, state, signal, lock, since):
    probe.wait("camera.hdmi.state", lambda said: said == state, since=since)
    expect(probe.latest("camera.hdmi.signal") is signal, probe.summary())
    if lock is not None:
        expect(probe.latest("camera.hdmi.lock") is lock, probe.summary())


@check("an HDMI input without signal, without lock and out of range are three states, each with its event")
def hdmi_modes():
    with Probe(PROBE, "watch", subject(node=HDMI)) as probe:
        probe.wait("camera.hdmi.state", lambda said: said == "ok")
        probe.wait("camera.fps.delivered", lambda fps: isinstance(fps, (int, float)) and fps > 5)
        for mode, (state, signal, lock) in MODES.items():
            since = time.monotonic()
            vivid(HDMI, dv_timings_signal_mode=mode)
            probe.wait_event("source.changed", since=since)
            expect_state(probe, state, signal, lock, since)
            since = time.monotonic()
            vivid(HDMI, dv_timings_signal_mode=0)
            expect_state(probe, "ok", True, True, since)
        expect(probe.latest("camera.present") is True, probe.summary())


@check("a source that changes its timings while it is received is told from one that is gone")
def hdmi_changed():
    with Probe(PROBE, "watch", subject(node=HDMI)) as probe:
        probe.wait("camera.hdmi.timings.agreed", lambda agreed: agreed is True)
        was = probe.latest("camera.hdmi.timings")
        since = time.monotonic()
        # The control's own list: 7 is 1280x720p30. It counts only together with the mode "selected".
        vivid(HDMI, dv_timings_signal_mode=4)
        vivid(HDMI, dv_timings=7)
        try:
            probe.wait_event("source.changed", since=since)
            probe.wait("camera.hdmi.timings.agreed", lambda agreed: agreed is False, since=since)
            now = probe.wait("camera.hdmi.timings", lambda said: "p30" in said, since=since)
            expect("1280x720" in was and "p25" in was and "1280x720" in now, (was, now))
            expect(probe.latest("camera.hdmi.signal") is True, probe.summary())
        finally:
            # Before it is set back: the probe may say so while the setting program still runs.
            since = time.monotonic()
            vivid(HDMI, dv_timings_signal_mode=0)
        probe.wait("camera.hdmi.timings.agreed", lambda agreed: agreed is True, since=since)


@check("an S-Video input streams, and says when its signal is gone or does not lock")
def svideo():
    with Probe(PROBE, "watch", subject(node=SVIDEO)) as probe:
        probe.wait("camera.hdmi.state", lambda said: said == "ok")
        probe.wait("camera.fps.delivered", lambda fps: isinstance(fps, (int, float)) and fps > 5)
        try:
            for mode, state in ((1, "no-signal"), (2, "no-sync")):
                since = time.monotonic()
                vivid(SVIDEO, standard_signal_mode=mode)
                expect_state(probe, state, mode != 1, None, since)
        finally:
            since = time.monotonic()
            vivid(SVIDEO, standard_signal_mode=0)
        expect_state(probe, "ok", True, None, since)


