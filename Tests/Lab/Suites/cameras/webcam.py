"""The simulated cameras and how a probe watches them."""

import os
import time

from support.probe import Probe
from support.studio import command, load, vivid, wait_for_node, write

PROBE = "onair-probe-camera"
HOST = "camera/host"
# Fixed node numbers, so that the suite knows which simulator is which.
WEBCAM, HDMI, SVIDEO, TUNER = "/dev/video10", "/dev/video11", "/dev/video12", "/dev/video13"
# Small webcams that run beside each other, each with a fault of its own.
ROW = [f"/dev/video{number}" for number in range(14, 20)]
# Not a camera: a node that a program writes pictures into, as a loopback without a producer shows itself.
OUTPUT = "/dev/video30"
CAMERAS = [WEBCAM, HDMI, SVIDEO, TUNER, *ROW]
# What they are to vivid: 0 webcam, 3 HDMI, 2 S-Video, 1 a tuner; then the row, then the output.
KINDS = [0, 3, 2, 1] + [0] * len(ROW) + [0]


def subject(**match):
    return [{"subject": HOST, "match": match}]


def start():
    # node_types 0x1 is capture only, 0x100 output only.
    types = ["0x1"] * len(CAMERAS) + ["0x100"]
    numbers = [node.removeprefix("/dev/video") for node in CAMERAS]
    load("vivid", f"n_devs={len(types)}", f"node_types={','.join(types)}",
         f"num_inputs={','.join('1' for _ in types)}", f"input_types={','.join(map(str, KINDS))}",
         f"num_outputs={','.join('1' for _ in types)}",
         f"vid_cap_nr={','.join(numbers)},-1", f"vid_out_nr={'-1,' * len(CAMERAS)}30")
    load("vhci-hcd")
    # A virtual port loses what is plugged in when it resumes late: cameras stay awake.
    write("/sys/module/usbcore/parameters/autosuspend", "-1")
    load("uvcvideo")
    for node in [*CAMERAS, OUTPUT]:
        wait_for_node(node)
    calm()
    # 720p25, the slowest that an HDMI source sends at its smallest size, is what an emulated processor bears.
    command("v4l2-ctl", "-d", HDMI, "--set-dv-bt-timings", "index=4")
    vivid(HDMI, **HEALTHY)
    vivid(SVIDEO, **HEALTHY)
    for node in ROW:
        settle(node)


def near(value, target, share):
    """Whether a value is a number within a share of the target: 0.1 is 10 %."""
    return isinstance(value, (int, float)) and abs(value - target) <= abs(target) * share


# A picture that nothing is wrong with: it moves, it is no test card, and neither black nor white.
HEALTHY = {"percentage_of_dropped_buffers": 0, "test_pattern": 20, "osd_text_mode": 0, "horizontal_movement": 4,
           "wrap_sequence_number": 0, "wrap_timestamp": 0, "contrast": 90, "brightness": 128}


def settle(node, width=320, height=180, rate=10):
    """A small healthy webcam at a rate that an emulated processor keeps up with six at a time."""
    command("v4l2-ctl", "-d", node, f"--set-fmt-video=width={width},height={height},pixelformat=YUYV",
            f"--set-parm={rate}")
    vivid(node, **HEALTHY)


class Webcam:
    """The simulated webcam, watched by one probe for all the claims about streams: a `with` finds it calm and
    leaves it calm. A claim that fails, or one that needs the camera free, ends that probe."""

    CALM = {**HEALTHY, "test_pattern": 0, "contrast": 128}
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
            Webcam.probe.wait(metric, healthy, since=since)
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
