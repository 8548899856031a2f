"""The microphone that the claims are about, and where its sound comes from."""

import os
import re
import time

from support.checks import eventually
from support.studio import USBDevice, command, load, write

PROBE = "onair-probe-microphone"
LAVALIER = "microphone/lavalier-1"
# What is played on one half of the loopback card is recorded from the other.
PLAYER, RECORDER = "hw:Loop,1,0", "hw:Loop,0,0"
LOOP = "loopback"
SOCKET = "/run/lab/pulse/socket"


def subject(expect=None, **match):
    return [{"subject": LAVALIER, "match": match, "expect": expect or {}}]


def start():
    # The server is to leave this card alone: trying all its 32 channels takes it half a minute here.
    write("/run/udev/rules.d/89-lab.rules", 'SUBSYSTEM=="sound", ATTR{id}=="Loop", ENV{PULSE_IGNORE}="1"\n')
    command("udevadm", "control", "--reload")
    load("snd-aloop", "index=4", "id=Loop", "pcm_substreams=2")
    load("vhci-hcd")
    load("snd-usb-audio")
    eventually("the loopback card", lambda: os.path.exists("/proc/asound/Loop"))
    # Until the server is started there is none, wherever a probe looks.
    os.environ["PULSE_SERVER"] = f"unix:{SOCKET}"


def near(value, target, tolerance):
    """Whether a value is a number within a tolerance of the target, in its own unit."""
    return isinstance(value, (int, float)) and abs(value - target) <= tolerance


def card_of(microphone):
    """The number ALSA gave a USB microphone's card."""
    return re.search(r"(\d+)$", microphone.node()).group(1)


def replug(probe):
    """The same for both systems: absent, plugged in, pulled, plugged into another port."""
    probe.wait("microphone.present", lambda present: present is False)
    since = time.monotonic()
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        probe.wait("microphone.present", lambda present: present is True, since=since)
        probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3), since=since)
        since = time.monotonic()
        microphone.pull()
        probe.wait("microphone.present", lambda present: present is False, since=since)
        probe.wait_event("device.removed", since=since)
        microphone.gone()
    since = time.monotonic()
    with USBDevice("microphone", port=6, serial="MIC01") as microphone:
        probe.wait("microphone.present", lambda present: present is True, since=since)
        probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3), since=since)
    microphone.gone()
