"""Cameras in use, forbidden, failing, taken away."""

import json
import os
import time

from support.checks import check, expect
from support.probe import inspect, program
from support.studio import Running, bound, reachable_by_everyone, vivid, wait_for_node

from .webcam import PROBE, WEBCAM, Webcam, near, subject


@check("a camera that another program streams is busy, and the program is named with its pid")
def busy():
    Webcam.release()
    with Running("v4l2-ctl", "-d", WEBCAM, "--stream-mmap", "--stream-count=0") as holder:
        time.sleep(1)
        for mode in ("passive", "active"):
            probe = inspect(PROBE, subject(node=WEBCAM), mode=mode, seconds=5)
            expect(probe.latest("camera.access") == "busy", f"{mode}: {probe.summary()}")
            said = str(probe.latest("camera.holder"))
            expect("v4l2-ctl" in said and str(holder.pid) in said, f"{mode}: {said}")
            state = json.dumps(probe.device(node=os.path.basename(WEBCAM))["state"])
            expect("busy" in state and "v4l2-ctl" in state, state)
        expect(holder.poll() is None, "the holder lost its stream")


@check("a passive inspection does not stream")
def passive():
    probe = inspect(PROBE, subject(node=WEBCAM), mode="passive", seconds=5)
    expect(probe.latest("camera.access") == "free", probe.summary())
    numbers = [v for v in probe.series("camera.fps.delivered") if isinstance(v, (int, float))]
    expect(not numbers, numbers)


@check("a user without the right is told the group that has it")
def denied():
    reachable_by_everyone(program(PROBE))
    probe = inspect(PROBE, subject(node=WEBCAM), user="nobody", seconds=5)
    said = probe.summary()
    expect(probe.latest("camera.access") == "denied" or "denied" in str(probe.latest("camera.access")), said)
    expect("group video" in said or "'video'" in said or '"video"' in said, said)
    expect("denied" in json.dumps(probe.device(node=os.path.basename(WEBCAM))["state"]), probe.devices())


@check("a camera that reports a fatal error while streaming is streamed again")
def fatal_error():
    with Webcam() as probe:
        vivid(WEBCAM, inject_fatal_streaming_error=1)
        since = time.monotonic() + 2
        probe.wait("camera.fps.delivered", lambda fps: near(fps, 25, 0.2), since=since)


@check("a camera taken away while it streams is absent, with an event, and present again when it returns")
def removed_and_back():
    with Webcam() as probe:
        since = time.monotonic()
        bound("vivid", "vivid.0", connected=False)
        try:
            probe.wait("camera.present", lambda present: present is False, since=since)
            probe.wait_event("device.removed", since=since)
        finally:
            since = time.monotonic()
            bound("vivid", "vivid.0", connected=True)
            wait_for_node(WEBCAM)
        probe.wait("camera.present", lambda present: present is True, since=since)
        probe.wait("camera.fps.delivered", lambda fps: isinstance(fps, (int, float)) and fps > 0, since=since)
    # The driver has forgotten its settings: later claims begin anew.
    Webcam.release()
