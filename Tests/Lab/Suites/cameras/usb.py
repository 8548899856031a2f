"""USB cameras: real uvcvideo, plugged and pulled."""

import time

from support.checks import check, expect
from support.probe import Probe, inspect
from support.studio import USBDevice

from .webcam import PROBE, Webcam, near, subject

# USB cameras run at 10 frames a second here: each transfer costs an emulated processor a good part of a
# millisecond, and a rate it cannot reach would measure the emulator.
SMALL = {"size": "320x180", "rate": 10}


@check("a USB camera streams, is gone when pulled and streams again from another port, known by its serial")
def usb_replug():
    Webcam.release()
    # The name of the first port, as the kernel's controller and the probe write it.
    with Probe(PROBE, "watch", subject(**{"serial": "A1B2", "bus-path": "usb-vhci_hcd.0-1"})) as probe:
        probe.wait("camera.present", lambda present: present is False)
        since = time.monotonic()
        with USBDevice("camera", port=0, serial="A1B2", **SMALL) as camera:
            probe.wait("camera.present", lambda present: present is True, since=since)
            probe.wait("camera.fps.delivered", lambda fps: near(fps, 10, 0.1), since=since)
            expect(probe.latest("camera.moved") is False, probe.summary())
            since = time.monotonic()
            camera.pull()
            probe.wait("camera.present", lambda present: present is False, since=since)
            probe.wait_event("device.removed", since=since)
            camera.gone()
        since = time.monotonic()
        with USBDevice("camera", port=3, serial="A1B2", **SMALL):
            probe.wait("camera.present", lambda present: present is True, since=since)
            probe.wait("camera.moved", lambda moved: moved is True, since=since)
            probe.wait("camera.fps.delivered", lambda fps: near(fps, 10, 0.1), since=since)


@check("a SuperSpeed camera delivers its nominal rate within 10 %")
def superspeed():
    with USBDevice("camera", port=15, speed="super", serial="S3", **SMALL) as camera:
        camera.node()
        probe = inspect(PROBE, subject(serial="S3"), seconds=8)
        expect(near(probe.latest("camera.fps.delivered"), 10, 0.1), probe.summary())
    camera.gone()


@check("a camera that stops sending without a word shows an ageing frame and no rate")
def stalled():
    with USBDevice("camera", port=0, serial="ST1", faults={"stall_after": 50}, **SMALL) as camera:
        camera.node()
        with Probe(PROBE, "watch", subject(serial="ST1")) as probe:
            probe.wait("camera.fps.delivered", lambda fps: isinstance(fps, (int, float)) and fps > 5)
            probe.wait("camera.frame.age", lambda age: isinstance(age, (int, float)) and age > 1)
            expect(probe.latest("camera.present") is True, probe.summary())
            camera.pull()
            probe.wait("camera.present", lambda present: present is False)


@check("payload errors of a USB camera show as lost frames")
def usb_errors():
    # uvcvideo drops such a picture itself and leaves a gap in the sequence.
    with USBDevice("camera", port=0, serial="ER1", faults={"error_every": 10}, **SMALL) as camera:
        camera.node()
        with Probe(PROBE, "watch", subject(serial="ER1")) as probe:
            probe.wait("camera.frames.lost", lambda lost: isinstance(lost, (int, float)) and lost)
            expect(not any(probe.series("camera.frames.error")), probe.summary())
