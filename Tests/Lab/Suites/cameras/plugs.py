"""USB cameras: what their link and their controls tell, and what plugging and pulling tells."""

import time

from support.checks import check, eventually, expect
from support.probe import Probe, inspect
from support.studio import USBDevice

from .webcam import PROBE, near, subject

SMALL = {"size": "160x90", "rate": 10}


@check("a USB 3 camera on a USB 2 port is said to be slowed, a USB 2 camera and one at SuperSpeed are not")
def slowed():
    plugged = {"LS1": dict(port=0, capable="super"), "LH2": dict(port=1), "LX3": dict(port=15, speed="super")}
    expected = {"LS1": (480, True), "LH2": (480, False), "LX3": (5000, False)}
    # A picture that needs more than its link: 1280x720 raw at 30 a second.
    plugged["LN4"] = dict(port=2, size="1280x720", rate=30)
    # A closed shutter.
    plugged["LP5"] = dict(port=3, control="privacy=1")
    devices = [USBDevice("camera", serial=serial, **{**SMALL, **options}) for serial, options in plugged.items()]
    try:
        for device in devices:
            device.node()
        subjects = [{"subject": f"camera/{serial.lower()}", "match": {"serial": serial}} for serial in plugged]
        probe = inspect(PROBE, subjects, mode="passive", seconds=6)
        for serial, (speed, is_slowed) in expected.items():
            one = f"camera/{serial.lower()}"
            seen = f"{serial}: {probe.summary()}"
            expect(probe.latest("camera.usb.speed", one) == speed, seen)
            expect(probe.latest("camera.usb.slowed", one) is is_slowed, seen)
            expect(probe.latest("camera.privacy", one) is False, seen)
            expect(near(probe.latest("camera.usb.need-ratio", one), 0, 1) or
                   probe.latest("camera.usb.need-ratio", one) < 0.1, seen)
        # 55.3 MB/s of the 24.6 MB/s of a high-speed isochronous endpoint.
        expect(probe.latest("camera.usb.need-ratio", "camera/ln4") > 1, probe.summary())
        expect(probe.latest("camera.privacy", "camera/lp5") is True, probe.summary())
    finally:
        for device in devices:
            device.pull()
        for device in devices:
            device.gone()


@check("a camera plugged and pulled ten times, on two ports: all removals and returns are seen, none is made up")
def ten_times():
    events = []
    with Probe(PROBE, "watch", subject(serial="TEN1")) as probe:
        probe.wait("camera.present", lambda present: present is False)
        begun = time.monotonic()
        for turn in range(10):
            since = time.monotonic()
            with USBDevice("camera", port=turn % 2, serial="TEN1", **SMALL) as camera:
                node = camera.node()
                back = time.monotonic()
                probe.wait("camera.present", lambda present: present is True, since=since)
                events.append(time.monotonic() - back)
                if turn in (0, 9):
                    probe.wait("camera.total.frames", lambda frames: near(frames, 5, 1) and frames > 2,
                               since=since)
                since = time.monotonic()
                camera.pull()
                probe.wait("camera.present", lambda present: present is False, since=since)
                camera.gone()
        expect(node.startswith("/dev/video"), node)

        def seen():
            return [e for e in probe.events(begun) if e in ("device.added", "device.removed")]

        eventually("all events", lambda: len(seen()) >= 20)
        expect(seen() == ["device.added", "device.removed"] * 10, seen())
        print(f"# known again {sorted(events)[5]:.2f} s after its node was there (median of ten)", flush=True)


@check("a broken wire: the kernel's log says so of this camera, and the stream is begun anew")
def protocol_errors():
    # A port of its own: lines of cameras that were pulled from another are not this one's.
    with USBDevice("camera", port=9, serial="WI1", faults={"fail_after": 20}, **SMALL) as camera:
        camera.node()
        with Probe(PROBE, "watch", subject(serial="WI1")) as probe:
            probe.wait("camera.total.frames", lambda frames: isinstance(frames, (int, float)) and frames > 5)
            since = time.monotonic()
            probe.wait("camera.kernel.warnings", lambda lines: isinstance(lines, (int, float)) and lines > 0)
            probe.wait("camera.kernel.last", lambda line: "-71" in str(line))
            expect(probe.latest("camera.kernel.failures") == 0, probe.summary())
            probe.wait_event("stream.restarted", since=since - 10)
            expect(probe.latest("camera.present") is True, probe.summary())
    camera.gone()


@check("in the dark a camera that may slow down runs at half its rate, and that is the reason given")
def low_light():
    with USBDevice("camera", port=0, serial="DK1", faults={"dark": 1}, control="dynamic-rate=1", **SMALL) as camera:
        camera.node()
        probe = inspect(PROBE, subject(serial="DK1"), seconds=9)
        expect(near(probe.latest("camera.fps.delivered-ratio"), 0.5, 0.15), probe.summary())
        expect(probe.latest("camera.low-light") is True, probe.summary())
        expect(probe.latest("camera.exposure.dynamic") is True, probe.summary())
    camera.gone()


@check("a camera that refuses to stream has a start that failed, not a stream that stalled")
def refused():
    with USBDevice("camera", port=0, serial="RF1", faults={"refuse_stream": 1}, **SMALL) as camera:
        camera.node()
        with Probe(PROBE, "watch", subject(serial="RF1")) as probe:
            start = probe.wait("camera.stream.start", lambda said: bool(said))
            expect(start != "ok" and probe.latest("camera.present") is True, probe.summary())
    camera.gone()
