"""The camera probe against vivid, the kernel's camera simulator, and against USB cameras over uvcvideo."""

import json
import os
import sys
import time

from support import checks
from support.checks import check, expect
from support.probe import Probe, describe, inspect, program
from support.studio import (Running, USBDevice, bound, command, load, reachable_by_everyone, vivid,
                            wait_for_node)

PROBE = "onair-probe-camera"
HOST = "camera/host"
# Fixed node numbers, so that the suite knows which simulator is which.
WEBCAM, HDMI = "/dev/video10", "/dev/video11"


def subject(**match):
    return [{"subject": HOST, "match": match}]


def start():
    # node_types 1: capture only; input_types: a webcam (0) and an HDMI input (3).
    load("vivid", "n_devs=2", "node_types=0x1,0x1", "num_inputs=1,1", "input_types=0x0,0x3",
         "vid_cap_nr=10,11")
    load("vhci-hcd")
    load("uvcvideo")
    for node in (WEBCAM, HDMI):
        wait_for_node(node)
    # 640x360 at 25 is within what the simulator delivers exactly on an emulated processor.
    command("v4l2-ctl", "-d", WEBCAM, "--set-fmt-video=width=640,height=360,pixelformat=YUYV")
    command("v4l2-ctl", "-d", WEBCAM, "--set-parm=25")
    vivid(WEBCAM, horizontal_movement=4)


class Webcam:
    """The simulated webcam, streaming under the probe; faults injected inside are taken back at the end."""

    CALM = {"percentage_of_dropped_buffers": 0, "test_pattern": 0, "osd_text_mode": 0, "horizontal_movement": 4}

    def __enter__(self):
        vivid(WEBCAM, **self.CALM)
        self.probe = Probe(PROBE, "watch", subject(node=WEBCAM))
        self.probe.__enter__()
        self.probe.wait("camera.fps.delivered", lambda fps: isinstance(fps, (int, float)), within=8)
        return self.probe

    def __exit__(self, *problem):
        vivid(WEBCAM, **self.CALM)
        self.probe.__exit__(*problem)


def near(value, target, share):
    return isinstance(value, (int, float)) and abs(value - target) <= target * share


# What there is


@check("describe names the family, its isolation and its metrics")
def describes():
    said = describe(PROBE)
    names = {metric["name"] for metric in said["metrics"]}
    expect(said["family"] == "camera" and said["isolation"] == "subject", said)
    expect({"camera.present", "camera.fps.delivered", "picture.black"} <= names, sorted(names))


@check("each simulated camera is one device, and free")
def simulated_cameras():
    found = inspect(PROBE, [], mode="passive")
    for node in (WEBCAM, HDMI):
        state = found.device(node=os.path.basename(node))["state"]
        expect("free" in json.dumps(state), state)


@check("a USB camera is one device, though it has two nodes, and carries its serial number")
def usb_camera_is_one():
    with USBDevice("camera", port=0, serial="A1B2", size="320x180") as camera:
        camera.node()
        found = inspect(PROBE, [], mode="passive")
        identity = found.device(serial="A1B2")["identity"]
        expect("046d" in identity.get("vendor-product", "").lower(), identity)
        expect(identity.get("bus-path"), identity)
        usb = [d for d in found.devices() if "046d" in json.dumps(d["identity"]).lower()]
        expect(len(usb) == 1, usb)
    camera.gone()


@check("twins without serial numbers are two devices, told apart by their ports")
def twins():
    with USBDevice("camera", port=1, size="320x180"), USBDevice("camera", port=2, size="320x180"):
        def both():
            found = inspect(PROBE, [], mode="passive").devices()
            return {d["identity"].get("bus-path") for d in found
                    if "046d" in d["identity"].get("vendor-product", "").lower()}

        paths = checks.eventually("two cameras", lambda: len(both()) == 2 and both(), within=10)
        expect(None not in paths, paths)


# Streaming


@check("a camera that is inspected delivers its nominal rate within 10 %", timed=True)
def inspected_rate():
    probe = inspect(PROBE, subject(node=WEBCAM), seconds=8)
    nominal, delivered = probe.latest("camera.fps.nominal"), probe.latest("camera.fps.delivered")
    expect(near(nominal, 25, 0.01), f"nominal {nominal}; {probe.summary()}")
    expect(near(delivered, nominal, 0.1), f"delivered {delivered} of {nominal}; {probe.summary()}")
    expect(probe.latest("camera.present") is True, probe.summary())
    expect("640x360" in str(probe.latest("camera.format")), probe.summary())
    expect(0 < probe.latest("camera.first-frame") < 3000, probe.summary())


@check("a healthy camera that is watched is whole, moving and lit", timed=True)
def watched():
    with Webcam() as probe:
        time.sleep(6)
        probe.wait("camera.fps.delivered", lambda fps: near(fps, 25, 0.1), within=6)
        since = time.monotonic()
        probe.wait("picture.black", lambda black: black is False, within=3, since=since)
        probe.wait("picture.frozen", lambda frozen: frozen is False, within=3, since=since)
        probe.wait("camera.frames.lost", lambda lost: lost == 0, within=3, since=since)
        probe.wait("picture.luma.mean", lambda mean: 0.2 < mean < 0.8, within=3, since=since)
        expect(probe.latest("camera.frames.error") == 0, probe.summary())


@check("dropped buffers are counted as lost, not as errors")
def lost():
    with Webcam() as probe:
        since = time.monotonic()
        vivid(WEBCAM, percentage_of_dropped_buffers=20)
        probe.wait("camera.frames.lost", lambda lost: lost and lost > 0, within=5, since=since)
        expect(not any(probe.series("camera.frames.error", since=since)), probe.summary())


@check("a buffer with the error flag is counted as an error, not as lost", timed=True)
def flagged():
    with Webcam() as probe:
        since = time.monotonic()
        vivid(WEBCAM, inject_v4l2_buf_flag_error=1)
        probe.wait("camera.frames.error", lambda errors: errors and errors > 0, within=4, since=since)
        expect(not any(probe.series("camera.frames.lost", since=since)), probe.summary())


@check("a black picture is said within 3 s, and so is its end")
def black():
    with Webcam() as probe:
        vivid(WEBCAM, osd_text_mode=2)
        since = time.monotonic()
        vivid(WEBCAM, test_pattern=5)
        probe.wait("picture.black", lambda black: black is True, within=3, since=since)
        since = time.monotonic()
        vivid(WEBCAM, test_pattern=0)
        probe.wait("picture.black", lambda black: black is False, within=3, since=since)


@check("a frozen picture is said while its frames keep coming, and so is its end")
def frozen():
    with Webcam() as probe:
        since = time.monotonic()
        # No text and no movement: every frame is the same, sequence and time go on.
        vivid(WEBCAM, osd_text_mode=2, horizontal_movement=3)
        probe.wait("picture.frozen", lambda frozen: frozen is True, within=6, since=since)
        probe.wait("camera.frame.age", lambda age: age < 0.5, within=2, since=time.monotonic())
        since = time.monotonic()
        vivid(WEBCAM, horizontal_movement=4)
        probe.wait("picture.frozen", lambda frozen: frozen is False, within=4, since=since)


@check("a sequence number that wraps at 32 bits is no loss", timed=True)
def wrapped():
    vivid(WEBCAM, wrap_sequence_number=1)
    try:
        # It starts 128 frames before the wrap: 5 s at 25 frames a second.
        with Webcam() as probe:
            time.sleep(6)
            lost = probe.series("camera.frames.lost")
            expect(lost and not any(lost), f"{lost}; {probe.summary()}")
    finally:
        vivid(WEBCAM, wrap_sequence_number=0)


# In use, not allowed


@check("a camera that another program streams is busy, and the program is named with its pid")
def busy():
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


# Coming and going


@check("a camera taken away while it streams is absent, with an event, and present again when it returns")
def removed_and_back():
    with Webcam() as probe:
        since = time.monotonic()
        bound("vivid", "vivid.0", connected=False)
        try:
            probe.wait("camera.present", lambda present: present is False, within=3, since=since)
            probe.wait_event("device.removed", within=1, since=since)
        finally:
            since = time.monotonic()
            bound("vivid", "vivid.0", connected=True)
            wait_for_node(WEBCAM)
        probe.wait("camera.present", lambda present: present is True, within=10, since=since)
        probe.wait("camera.fps.delivered", lambda fps: isinstance(fps, (int, float)) and fps > 0,
                   within=10, since=since)


@check("a camera that reports a fatal error while streaming is streamed again")
def fatal_error():
    with Webcam() as probe:
        vivid(WEBCAM, inject_fatal_streaming_error=1)
        since = time.monotonic() + 2
        probe.wait("camera.fps.delivered", lambda fps: near(fps, 25, 0.2), within=20, since=since)


@check("a USB camera streams, is gone when pulled and streams again from another port, known by its serial",
       timed=True)
def usb_replug():
    options = {"serial": "A1B2", "size": "320x180"}
    with Probe(PROBE, "watch", subject(serial="A1B2")) as probe:
        probe.wait("camera.present", lambda present: present is False, within=5)
        since = time.monotonic()
        with USBDevice("camera", port=0, **options) as camera:
            probe.wait("camera.present", lambda present: present is True, within=10, since=since)
            probe.wait("camera.fps.delivered", lambda fps: near(fps, 30, 0.1), within=20, since=since)
            since = time.monotonic()
            camera.pull()
            probe.wait("camera.present", lambda present: present is False, within=3, since=since)
            probe.wait_event("device.removed", within=1, since=since)
            camera.gone()
        since = time.monotonic()
        with USBDevice("camera", port=3, **options):
            probe.wait("camera.present", lambda present: present is True, within=10, since=since)
            probe.wait("camera.fps.delivered", lambda fps: near(fps, 30, 0.1), within=20, since=since)


@check("a SuperSpeed camera delivers 30 frames a second within 10 %", timed=True)
def superspeed():
    with USBDevice("camera", port=15, speed="super", serial="S3", size="640x360") as camera:
        camera.node()
        probe = inspect(PROBE, subject(serial="S3"), seconds=9)
        expect(near(probe.latest("camera.fps.delivered"), 30, 0.1), probe.summary())
    camera.gone()


@check("a camera that stops sending without a word shows an ageing frame and no rate")
def stalled():
    with USBDevice("camera", port=0, serial="ST1", size="320x180", faults={"stall_after": 120}) as camera:
        camera.node()
        with Probe(PROBE, "watch", subject(serial="ST1")) as probe:
            probe.wait("camera.fps.delivered", lambda fps: isinstance(fps, (int, float)) and fps > 15, within=15)
            probe.wait("camera.frame.age", lambda age: isinstance(age, (int, float)) and age > 1, within=15)
            expect(probe.latest("camera.present") is True, probe.summary())
            camera.pull()
            probe.wait("camera.present", lambda present: present is False, within=5)


@check("payload errors of a USB camera show as lost frames", timed=True)
def usb_errors():
    # uvcvideo drops such a picture itself and leaves a gap in the sequence.
    with USBDevice("camera", port=0, serial="ER1", size="320x180", faults={"error_every": 10}) as camera:
        camera.node()
        with Probe(PROBE, "watch", subject(serial="ER1")) as probe:
            probe.wait("camera.frames.lost", lambda lost: isinstance(lost, (int, float)) and lost > 0, within=15)
            expect(not any(probe.series("camera.frames.error")), probe.summary())


if __name__ == "__main__":
    start()
    checks.run(sys.argv[1:])
