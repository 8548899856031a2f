"""The lab itself: the machine, its drivers and our USB devices, judged with Debian's own tools.

When a claim about a probe fails and these hold, the probe is at fault.
"""

import grp
import os
import re
import sys

from support import checks
from support.checks import check, expect
from support.probe import PROGRAMS
from support.studio import USBDevice, command, load, vivid, wait_for_node
from support.sound import levels, play_tone, record


def rate(node, pictures):
    """Pictures a second by the kernel's own time stamps; the first are left out while the machine warms up."""
    said = command("v4l2-ctl", "-d", node, "--stream-mmap", f"--stream-count={pictures}", "--verbose")
    stamps = [float(t) for t in re.findall(r"ts: ([0-9.]+)", said)][pictures // 3:]
    return (len(stamps) - 1) / (stamps[-1] - stamps[0])


@check("the kernel is Debian's and the built programs are visible")
def machine():
    expect("Debian" in open("/proc/version").read(), open("/proc/version").read())
    expect(os.access(f"{PROGRAMS}/virtual-usb-device", os.X_OK), f"no virtual-usb-device in {PROGRAMS}")


@check("files of the host can be changed, in this machine only")
def overlay():
    with open("/etc/lab-was-here", "w") as file:
        file.write("only in memory")
    expect("overlay" in open("/proc/mounts").read(), open("/proc/mounts").read())


@check("a simulated camera's node belongs to the group video")
def video_group():
    load("vivid", "n_devs=1", "node_types=0x1", "num_inputs=1", "input_types=0x0", "vid_cap_nr=10")
    node = wait_for_node("/dev/video10")
    expect(grp.getgrgid(os.stat(node).st_gid).gr_name == "video", os.stat(node))


@check("the simulated camera delivers 25 pictures a second")
def simulated_rate():
    command("v4l2-ctl", "-d", "/dev/video10", "--set-fmt-video=width=640,height=360,pixelformat=YUYV")
    command("v4l2-ctl", "-d", "/dev/video10", "--set-parm=25")
    vivid("/dev/video10", horizontal_movement=4)
    seen = rate("/dev/video10", 90)
    expect(abs(seen - 25) < 1, seen)


@check("a USB camera has its serial number, its port and its own driver")
def usb_identity():
    load("vhci-hcd")
    load("uvcvideo")
    with USBDevice("camera", port=0, serial="A1B2", size="320x180") as camera:
        said = command("v4l2-ctl", "-d", camera.node(), "--info")
        for fact in ("uvcvideo", "Lab Cam 2000", "A1B2", "usb-vhci_hcd.0-1"):
            expect(fact in said, said)
    camera.gone()


@check("a USB camera of 320x180 delivers 10 pictures a second")
def usb_rate():
    with USBDevice("camera", port=0, serial="A1B2", size="320x180", rate=10) as camera:
        seen = rate(camera.node(), 45)
        # The device's own clock is a program on the same two processors: a tenth is a busy host's.
        expect(abs(seen - 10) < 1, seen)
    camera.gone()


@check("a USB camera's brightness control changes its picture")
def usb_brightness():
    def mean(node, brightness):
        file = "/tmp/picture.yuv"
        command("v4l2-ctl", "-d", node, "-c", f"brightness={brightness}", "--stream-mmap", "--stream-count=5",
                f"--stream-to={file}")
        picture = open(file, "rb").read()[-320 * 180 * 2:]
        return sum(picture[::2]) / len(picture[::2])

    with USBDevice("camera", port=0, serial="A1B2", size="320x180") as camera:
        node = camera.node()
        dark, normal, bright = mean(node, 28), mean(node, 128), mean(node, 228)
        expect(dark + 40 < normal < bright - 40, (dark, normal, bright))
    camera.gone()


@check("the loopback sound card carries a tone at its level")
def loopback_level():
    load("snd-aloop", "index=4", "id=Loop", "pcm_substreams=2")
    with play_tone("hw:Loop,0,0", peak_dbfs=-20):
        peak, rms = levels(record("hw:Loop,1,0", seconds=1, channels=2))
    expect(abs(peak - -20) < 0.3 and abs(rms - -23) < 0.3, (peak, rms))


@check("a USB microphone hears its tone, less by its volume, and nothing when muted")
def usb_microphone():
    load("snd-usb-audio")
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        card = int(re.search(r"(\d+)$", microphone.node()).group(1))

        def peak():
            return levels(record(f"hw:{card},0", seconds=1, channels=1))[0]

        expect(abs(peak() - -8.7) < 0.2, peak())
        command("amixer", "-c", str(card), "sset", "Mic", "20")
        expect(abs(peak() - -28.7) < 0.2, peak())
        command("amixer", "-c", str(card), "sset", "Mic", "nocap")
        expect(peak() < -140, peak())
    microphone.gone()


if __name__ == "__main__":
    checks.run(sys.argv[1:])
