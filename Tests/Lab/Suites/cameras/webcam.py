"""The simulated webcam and how a probe watches it."""

import os
import time

from support.probe import Probe
from support.studio import command, load, vivid, wait_for_node

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


def near(value, target, share):
    """Whether a value is a number within a share of the target: 0.1 is 10 %."""
    return isinstance(value, (int, float)) and abs(value - target) <= abs(target) * share


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
