"""What a stream tells: rate, loss, damage, and the picture in it."""

import time

from support.checks import check, expect
from support.probe import inspect
from support.studio import vivid

from .webcam import PROBE, WEBCAM, Webcam, near, subject


@check("a camera that is inspected delivers its nominal rate within 10 %")
def inspected_rate():
    Webcam.release()
    probe = inspect(PROBE, subject(node=WEBCAM), seconds=8)
    nominal, delivered = probe.latest("camera.fps.nominal"), probe.latest("camera.fps.delivered")
    expect(near(nominal, 25, 0.01), f"nominal {nominal}; {probe.summary()}")
    expect(near(delivered, nominal, 0.1), f"delivered {delivered} of {nominal}; {probe.summary()}")
    expect(probe.latest("camera.present") is True, probe.summary())
    expect("640x360" in str(probe.latest("camera.format")), probe.summary())
    expect(0 < probe.latest("camera.first-frame") < 3000, probe.summary())


@check("a sequence number that wraps at 32 bits is not taken for a loss")
def wrapped():
    # It starts 128 frames before the wrap: 5 s at 25 frames a second. Only a new stream starts there.
    Webcam.release()
    vivid(WEBCAM, wrap_sequence_number=1)
    with Webcam() as probe:
        start = probe.records[0]["received"]
        time.sleep(max(0, start + 7 - time.monotonic()))
        lost = probe.series("camera.frames.lost")
        # A wrap misread is a loss of billions; a second's frames may really be lost on a busy host. Frame for frame the
        # wrap is held against the kernel's own count in row.py.
        expect(len(lost) > 5 and max(lost) < 25, f"{lost}; {probe.summary()}")


@check("a healthy camera that is watched is whole, moving and lit")
def watched():
    with Webcam() as probe:
        since = time.monotonic()
        probe.wait("picture.black", lambda black: black is False, since=since)
        probe.wait("picture.frozen", lambda frozen: frozen is False, since=since)
        probe.wait("picture.luma.mean", lambda mean: 0.2 < mean < 0.8, since=since)
        probe.wait("camera.frame.age", lambda age: age < 0.5, since=since)
        expect(probe.latest("camera.access") == "free", probe.summary())


@check("dropped buffers are counted as lost, not as errors")
def lost():
    with Webcam() as probe:
        since = time.monotonic()
        vivid(WEBCAM, percentage_of_dropped_buffers=20)
        probe.wait("camera.frames.lost", lambda lost: lost and lost > 0, since=since)
        expect(not any(probe.series("camera.frames.error", since=since)), probe.summary())


@check("a buffer with the error flag is counted as an error, not as lost")
def flagged():
    with Webcam() as probe:
        since = time.monotonic()
        vivid(WEBCAM, inject_v4l2_buf_flag_error=1)
        probe.wait("camera.frames.error", lambda errors: errors and errors > 0, since=since)
        expect(not any(probe.series("camera.frames.lost", since=since)), probe.summary())


@check("a black picture is said, and so is its end")
def black():
    with Webcam() as probe:
        vivid(WEBCAM, osd_text_mode=2)
        since = time.monotonic()
        vivid(WEBCAM, test_pattern=5)
        probe.wait("picture.black", lambda black: black is True, since=since)
        since = time.monotonic()
        vivid(WEBCAM, test_pattern=0)
        probe.wait("picture.black", lambda black: black is False, since=since)


@check("a frozen picture is said while its frames keep coming, and so is its end")
def frozen():
    with Webcam() as probe:
        since = time.monotonic()
        # No text and no movement: every frame is the same, sequence and time go on.
        vivid(WEBCAM, osd_text_mode=2, horizontal_movement=3)
        probe.wait("picture.frozen", lambda frozen: frozen is True, since=since)
        probe.wait("camera.frame.age", lambda age: age < 0.5, since=time.monotonic())
        since = time.monotonic()
        vivid(WEBCAM, horizontal_movement=4)
        probe.wait("picture.frozen", lambda frozen: frozen is False, since=since)
