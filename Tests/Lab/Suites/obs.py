"""OBS streams from cameras while OnAir looks at them: each way of looking only reads, and OBS loses nothing."""

import os
import sys
import time
from contextlib import ExitStack

from support import checks, desk
from support.checks import check, expect
from support.obs import OBS
from support.probe import Probe, inspect
from support.studio import USBDevice, command, load, vivid, wait_for_node, write
from support.trace import BufferTrace, RequestTrace, last_stream, missing, only_reads

PROBE = "onair-probe-camera"
WEBCAM = "/dev/video10"
# OBS has four buffers a camera: at this rate the host may stop an emulated processor for most of a second.
RATE = 5
# OBS starts in half a minute where nothing else runs; this is a bound against hanging.
START = 300
# linux/videodev2.h: S_FMT, REQBUFS, QBUF, DQBUF, STREAMON.
STREAMING = {5, 8, 15, 17, 18}


class Studio:
    """One OBS for all the claims, with a simulated and a USB camera in its scene; how it streams when left alone."""

    made = None

    @classmethod
    def get(cls):
        if cls.made is None:
            cls.made = cls()
        return cls.made

    def __init__(self):
        with ExitStack() as stack:
            self._start(stack)
            # All well: it goes on until the machine is switched off.
            stack.pop_all()

    def _start(self, stack):
        camera = stack.enter_context(USBDevice("camera", port=0, serial="OBS1", size="160x90", rate=RATE))
        self.nodes = [WEBCAM, camera.node()]
        self.subjects = [{"subject": f"camera/{os.path.basename(node)}", "match": {"node": node}} for node in self.nodes]
        self.trace = stack.enter_context(BufferTrace(*self.nodes))
        begun = time.monotonic()
        with RequestTrace() as requests:
            self.obs = stack.enter_context(OBS(*self.nodes))
            self.obs.wait("pictures in OBS", lambda: all(len(self.trace.buffers(n)) > 5 for n in self.nodes), START)
            self.started = set(requests.numbers())
        # Until it is no longer busy with its own start.
        time.sleep(5)
        since = time.monotonic()
        time.sleep(10)
        self.alone = self.gaps(since)
        print(f"# OBS streams after {since - 5 - begun:.0f} s; alone its longest waits for a picture are"
              f" {self.words(self.alone)}", flush=True)

    def pictures(self, node, since=0.0):
        threads = self.obs.threads
        return [b for b in self.trace.buffers(node) if b.at >= since and b.pid in threads]

    def gaps(self, since):
        """The longest wait for a picture of each camera, in seconds."""
        return {n: max(b.at - a.at for a, b in zip(p, p[1:])) for n in self.nodes for p in [self.pictures(n, since)]}

    @staticmethod
    def words(gaps):
        return ", ".join(f"{os.path.basename(node)} {gap * 1000:.0f} ms" for node, gap in gaps.items())

    def look(self, what, action):
        """Looks in some way while OBS streams: the look only reads, and the streams go on as they were."""
        since, load = time.monotonic(), checks.HostLoad()
        with RequestTrace() as requests:
            result = action()
            asked = requests.numbers(but=self.obs.threads)
        only_reads(asked, least=10)
        ended = time.monotonic()
        self.obs.wait("pictures after the look", lambda: all(len(self.pictures(n, ended)) > 3 for n in self.nodes),
                      checks.PATIENCE)
        gaps = self.gaps(since)
        print(f"# {what}: {len(asked)} requests of ours, none but reading; OBS' longest waits for a picture were"
              f" {self.words(gaps)}", flush=True)
        # A late processor makes the simulator itself leave out pictures, whoever fetches them; the USB camera does not.
        is_late = load.share() > checks.EXCUSE
        for node in self.nodes:
            stream = self.pictures(node)
            expect(len(last_stream(stream)) == len(stream), f"{node}: OBS' stream was begun anew")
            seen = [b for b in stream if b.at >= since]
            lost = sum(missing(a, b) for a, b in zip(seen, seen[1:]))
            expect(lost == 0 or is_late and node == WEBCAM, f"{node}: {lost} of OBS' pictures were lost")
            expect(not any(b.is_flagged for b in seen), f"{node}: OBS got damaged pictures")
            # OBS gives a camera five times the time of a picture before it says so.
            expect(gaps[node] < 5 / RATE, f"{node}: OBS waited {gaps[node]:.2f} s for a picture")
        expect("timed out" not in self.obs.said, self.obs.said[-2000:])
        return result


def named(said, studio):
    return f"obs (pid {studio.obs.pid})" in str(said)


@check("OBS takes two cameras and streams: the kernel's trace sees it set and stream")
def streams():
    studio = Studio.get()
    expect(STREAMING <= studio.started, sorted(studio.started))


@check("while OBS streams, a passive and an active inspection only read, and name it with its pid")
def inspected():
    studio = Studio.get()
    for mode in ("passive", "active"):
        probe = studio.look(f"{mode} inspection", lambda: inspect(PROBE, studio.subjects, mode=mode, seconds=10, within=60))
        for one in studio.subjects:
            expect(probe.latest("camera.access", one["subject"]) == "busy", probe.summary())
            expect(named(probe.latest("camera.holder", one["subject"]), studio), probe.summary())


@check("while OBS streams, `onair check` of either mode only reads; its finding is that OBS has the camera")
def checked():
    studio = Studio.get()
    cameras = {one["subject"]: f"match: {{ node: {os.path.basename(one['match']['node'])} }}" for one in studio.subjects}
    for words in (["--passive"], []):
        seen = studio.look(" ".join(["onair check", *words]), lambda: desk.Check(cameras, *words))
        for subject in cameras:
            expect(seen.wrong()[subject] == {"camera.busy"}, seen.found)
            expect(named(seen.reason(subject, "camera.busy"), studio), seen.found)


@check("while OBS streams, a watch that would measure only reads, and gets no picture of its own")
def watched():
    studio = Studio.get()

    def watch():
        with Probe(PROBE, "watch", studio.subjects) as probe:
            for one in studio.subjects:
                probe.wait("camera.holder", lambda said: named(said, studio), subject=one["subject"])
            time.sleep(8)
        return probe

    probe = studio.look("watch", watch)
    for one in studio.subjects:
        expect(set(probe.series("camera.access", one["subject"])) == {"busy"}, probe.summary())
        frames = [f for f in probe.series("camera.total.frames", one["subject"]) if isinstance(f, (int, float))]
        expect(not frames, frames)


if __name__ == "__main__":
    load("vivid", "n_devs=1", "node_types=0x1", "num_inputs=1", "input_types=0", "vid_cap_nr=10")
    load("vhci-hcd")
    # A virtual port loses what is plugged in when it resumes late: the camera stays awake.
    write("/sys/module/usbcore/parameters/autosuspend", "-1")
    load("uvcvideo")
    wait_for_node(WEBCAM)
    command("v4l2-ctl", "-d", WEBCAM, "--set-fmt-video=width=320,height=180,pixelformat=YUYV", f"--set-parm={RATE}")
    vivid(WEBCAM, horizontal_movement=4)
    checks.run(sys.argv[1:])
