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
    calm()


class Webcam:
    """The simulated webcam, watched by one probe for all the claims about streams: a `with` finds it calm and
    leaves it calm. A claim that fails, or one that needs the camera free, ends that probe."""

    CALM = {"percentage_of_dropped_buffers": 0, "test_pattern": 0, "osd_text_mode": 0, "horizontal_movement": 4,
            "wrap_sequence_number": 0}
    probe = None

    def __enter__(self):
        if Webcam.probe is None:
            calm()
            Webcam.probe = Probe(PROBE, "watch", subject(node=WEBCAM))
        since = time.monotonic()
        # The rate is a mean over some seconds: wait until what the claim before it did has left the window.
        for metric, healthy in (("picture.frozen", lambda frozen: frozen is False),
                                ("camera.fps.delivered", lambda fps: near(fps, 25, 0.1)),
                                ("camera.frames.lost", lambda lost: lost == 0),
                                ("camera.frames.error", lambda errors: errors == 0)):
            Webcam.probe.wait(metric, healthy, within=15, since=since)
        return Webcam.probe

    def __exit__(self, kind, *problem):
        if kind:
            Webcam.release(kind, *problem)
        if os.path.exists(WEBCAM):
            vivid(WEBCAM, **self.CALM)

    @classmethod
    def release(cls, *problem):
        probe, cls.probe = cls.probe, None
        if probe:
            probe.__exit__(*(problem or (None, None, None)))


def calm():
    """Sets the webcam up; a driver that was bound anew has forgotten everything."""
    # 640x360 at 25 is within what the simulator delivers exactly on an emulated processor.
    command("v4l2-ctl", "-d", WEBCAM, "--set-fmt-video=width=640,height=360,pixelformat=YUYV", "--set-parm=25")
    vivid(WEBCAM, **Webcam.CALM)


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
    Webcam.release()
    probe = inspect(PROBE, subject(node=WEBCAM), seconds=8)
    nominal, delivered = probe.latest("camera.fps.nominal"), probe.latest("camera.fps.delivered")
    expect(near(nominal, 25, 0.01), f"nominal {nominal}; {probe.summary()}")
    expect(near(delivered, nominal, 0.1), f"delivered {delivered} of {nominal}; {probe.summary()}")
    expect(probe.latest("camera.present") is True, probe.summary())
    expect("640x360" in str(probe.latest("camera.format")), probe.summary())
    expect(0 < probe.latest("camera.first-frame") < 3000, probe.summary())


@check("a camera whose sequence number wraps at 32 bits has lost nothing", timed=True)
def wrapped():
    # It starts 128 frames before the wrap: 5 s at 25 frames a second. Only a new stream starts there.
    Webcam.release()
    vivid(WEBCAM, wrap_sequence_number=1)
    with Webcam() as probe:
        start = probe.records[0]["received"]
        time.sleep(max(0, start + 7 - time.monotonic()))
        lost = probe.series("camera.frames.lost")
        expect(len(lost) > 5 and not any(lost), f"{lost}; {probe.summary()}")


@check("a healthy camera that is watched is whole, moving and lit", timed=True)
def watched():
    with Webcam() as probe:
        since = time.monotonic()
        probe.wait("picture.black", lambda black: black is False, within=3, since=since)
        probe.wait("picture.frozen", lambda frozen: frozen is False, within=3, since=since)
        probe.wait("picture.luma.mean", lambda mean: 0.2 < mean < 0.8, within=3, since=since)
        probe.wait("camera.frame.age", lambda age: age < 0.5, within=3, since=since)
        expect(probe.latest("camera.access") == "free", probe.summary())


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


# In use, not allowed


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


# Coming and going


@check("a camera that reports a fatal error while streaming is streamed again")
def fatal_error():
    with Webcam() as probe:
        vivid(WEBCAM, inject_fatal_streaming_error=1)
        since = time.monotonic() + 2
        probe.wait("camera.fps.delivered", lambda fps: near(fps, 25, 0.2), within=20, since=since)


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
    # The driver has forgotten its settings: later claims begin anew.
    Webcam.release()


# USB cameras run at 15 and 10 frames a second here: each transfer costs an emulated processor a good part of a
# millisecond, and a rate it cannot reach would measure the emulator.
SMALL = {"size": "320x180", "rate": 15}


@check("a USB camera streams, is gone when pulled and streams again from another port, known by its serial",
       timed=True)
def usb_replug():
    Webcam.release()
    # The name of the first port, as the kernel's controller and the probe write it.
    with Probe(PROBE, "watch", subject(**{"serial": "A1B2", "bus-path": "usb-vhci_hcd.0-1"})) as probe:
        probe.wait("camera.present", lambda present: present is False, within=5)
        since = time.monotonic()
        with USBDevice("camera", port=0, serial="A1B2", **SMALL) as camera:
            probe.wait("camera.present", lambda present: present is True, within=10, since=since)
            probe.wait("camera.fps.delivered", lambda fps: near(fps, 15, 0.1), within=15, since=since)
            expect(probe.latest("camera.moved") is False, probe.summary())
            since = time.monotonic()
            camera.pull()
            probe.wait("camera.present", lambda present: present is False, within=3, since=since)
            probe.wait_event("device.removed", within=1, since=since)
            camera.gone()
        since = time.monotonic()
        with USBDevice("camera", port=3, serial="A1B2", **SMALL):
            probe.wait("camera.present", lambda present: present is True, within=10, since=since)
            probe.wait("camera.moved", lambda moved: moved is True, within=3, since=since)
            probe.wait("camera.fps.delivered", lambda fps: near(fps, 15, 0.1), within=15, since=since)


@check("a SuperSpeed camera delivers its nominal rate within 10 %", timed=True)
def superspeed():
    with USBDevice("camera", port=15, speed="super", serial="S3", size="640x360", rate=10) as camera:
        camera.node()
        probe = inspect(PROBE, subject(serial="S3"), seconds=8)
        expect(near(probe.latest("camera.fps.delivered"), 10, 0.1), probe.summary())
    camera.gone()


@check("a camera that stops sending without a word shows an ageing frame and no rate")
def stalled():
    with USBDevice("camera", port=0, serial="ST1", faults={"stall_after": 60}, **SMALL) as camera:
        camera.node()
        with Probe(PROBE, "watch", subject(serial="ST1")) as probe:
            probe.wait("camera.fps.delivered", lambda fps: isinstance(fps, (int, float)) and fps > 8, within=15)
            probe.wait("camera.frame.age", lambda age: isinstance(age, (int, float)) and age > 1, within=15)
            expect(probe.latest("camera.present") is True, probe.summary())
            camera.pull()
            probe.wait("camera.present", lambda present: present is False, within=5)


@check("payload errors of a USB camera show as lost frames", timed=True)
def usb_errors():
    # uvcvideo drops such a picture itself and leaves a gap in the sequence.
    with USBDevice("camera", port=0, serial="ER1", faults={"error_every": 10}, **SMALL) as camera:
        camera.node()
        with Probe(PROBE, "watch", subject(serial="ER1")) as probe:
            probe.wait("camera.frames.lost", lambda lost: isinstance(lost, (int, float)) and lost,
                       within=15)
            expect(not any(probe.series("camera.frames.error")), probe.summary())


if __name__ == "__main__":
    start()
    checks.run(sys.argv[1:])
