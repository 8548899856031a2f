"""Passive inspection touches nothing: the kernel traces what is asked of the devices."""

from support.checks import check, eventually, expect
from support.probe import inspect
from support.studio import Running, USBDevice, vivid
from support.trace import BufferTrace, RequestTrace, last_stream, only_reads

from .webcam import HDMI, HEALTHY, PROBE, ROW, WEBCAM, Webcam, subject

# linux/videodev2.h: what takes a camera.
SETTING = {"S_FMT": 5, "REQBUFS": 8, "QBUF": 15, "STREAMON": 18}


@check("a passive inspection only reads, of simulated and USB cameras: the kernel's trace says so")
def traced():
    Webcam.release()
    with USBDevice("camera", port=0, serial="Q1", size="160x90", rate=10) as camera:
        camera.node()
        subjects = [{"subject": "camera/webcam", "match": {"node": WEBCAM}},
                    {"subject": "camera/hdmi", "match": {"node": HDMI}},
                    {"subject": "camera/usb", "match": {"serial": "Q1"}}]
        with RequestTrace() as requests:
            probe = inspect(PROBE, subjects, mode="passive", seconds=5)
            only_reads(requests.numbers(), least=10)
        for one in subjects:
            expect(probe.latest("camera.access", one["subject"]) == "free", probe.summary())
    camera.gone()


@check("an active inspection is seen by the same trace to set and to stream")
def traced_active():
    with RequestTrace() as requests:
        inspect(PROBE, subject(node=WEBCAM), seconds=4)
        seen = set(requests.numbers())
    expect(set(SETTING.values()) <= seen, f"{SETTING} among {sorted(seen)}")


@check("while another program streams, an inspection of either mode only reads, and leaves the stream as it was")
def traced_while_streaming():
    node = ROW[0]
    vivid(node, **HEALTHY)
    with BufferTrace(node) as trace, Running("v4l2-ctl", "-d", node, "--stream-mmap", "--stream-count=0") as holder:
        eventually("the program streams", lambda: trace.buffers(node))
        for mode in ("passive", "active"):
            with RequestTrace() as requests:
                probe = inspect(PROBE, subject(node=node), mode=mode, seconds=4)
                only_reads(requests.numbers(but={holder.pid}), least=3)
            expect(probe.latest("camera.access") == "busy", probe.summary())
            expect(str(holder.pid) in str(probe.latest("camera.holder")), probe.summary())
        before = len(trace.buffers(node))
        eventually("pictures after the inspections", lambda: len(trace.buffers(node)) > before + 5)
        buffers = [b for b in trace.buffers(node) if b.pid == holder.pid]
        # A stream that was begun anew would count from nothing; a picture that a late processor missed is the host's.
        expect(len(last_stream(buffers)) == len(buffers), "the program's stream was begun anew")
        expect(not any(b.is_flagged for b in buffers), "the program got damaged pictures")
        expect(holder.poll() is None, "the program lost its stream")
