"""The microphone probe against the kernel's loopback card and USB microphones, through ALSA and PulseAudio."""

import json
import os
import re
import subprocess
import sys
import time

from support import checks
from support.checks import check, eventually, expect
from support.probe import Probe, describe, inspect, program
from support.sound import play_tone
from support.studio import Running, USBDevice, command, load, reachable_by_everyone, write

PROBE = "onair-probe-microphone"
LAVALIER = "microphone/lavalier-1"
# What is played on one half of the loopback card is recorded from the other.
PLAYER, RECORDER = "hw:Loop,1,0", "hw:Loop,0,0"
LOOP = "loopback"
SOCKET = "/run/lab/pulse/socket"


def subject(**match):
    return [{"subject": LAVALIER, "match": match}]


def start():
    # The server is to leave this card alone: trying all its 32 channels takes it half a minute here.
    write("/run/udev/rules.d/89-lab.rules", 'SUBSYSTEM=="sound", ATTR{id}=="Loop", ENV{PULSE_IGNORE}="1"\n')
    command("udevadm", "control", "--reload")
    load("snd-aloop", "index=4", "id=Loop", "pcm_substreams=2")
    load("vhci-hcd")
    load("snd-usb-audio")
    eventually("the loopback card", lambda: os.path.exists("/proc/asound/Loop"), within=5)
    # Until the server is started there is none, wherever a probe looks.
    os.environ["PULSE_SERVER"] = f"unix:{SOCKET}"


def near(value, target, tolerance):
    return isinstance(value, (int, float)) and abs(value - target) <= tolerance


def card_of(microphone):
    """The number ALSA gave a USB microphone's card."""
    return re.search(r"(\d+)$", microphone.node()).group(1)


# ALSA directly


@check("describe names the family and its metrics")
def describes():
    said = describe(PROBE)
    names = {metric["name"] for metric in said["metrics"]}
    expect(said["family"] == "microphone", said)
    expect({"microphone.present", "microphone.muted", "microphone.level.peak"} <= names, sorted(names))


@check("without a sound server the cards are found, free, and a USB microphone has its serial number")
def cards_found():
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        microphone.node()
        found = inspect(PROBE, [], mode="passive")
        for device in (found.device(card="Loop"), found.device(serial="MIC01")):
            expect("free" in json.dumps(device["state"]), device)
        expect(found.device(serial="MIC01")["identity"].get("vendor-product") == "0d8c:0014", found.devices())
    microphone.gone()


@check("a tone of −20 dBFS on a card reads −20 dBFS peak, −23 dBFS RMS and −20 LUFS")
def card_level():
    with play_tone(PLAYER, peak_dbfs=-20):
        probe = inspect(PROBE, subject(card="Loop", system="alsa"), seconds=8)
    said = probe.summary()
    expect(near(probe.latest("microphone.level.peak"), -20, 0.3), said)
    expect(near(probe.latest("microphone.level.rms"), -23, 0.3), said)
    expect(near(probe.latest("microphone.loudness.momentary"), -20, 0.5), said)
    expect(probe.latest("microphone.zeros") is False, said)


@check("a tone that clips is counted, and when it stops there is silence of nothing but zeros")
def card_silence():
    # The player first: whoever opens a loopback first decides what the other side gets.
    with play_tone(PLAYER, peak_dbfs=3) as player:
        with Probe(PROBE, "watch", subject(card="Loop", system="alsa")) as probe:
            # Two clipped runs a period, 1000 periods a second.
            probe.wait("microphone.clips", lambda clips: near(clips, 2000, 400), within=10)
            probe.wait("microphone.level.peak", lambda peak: near(peak, 0, 0.1), within=2)
            since = time.monotonic()
            player.stop()
            probe.wait("microphone.zeros", lambda zeros: zeros is True, within=3, since=since)
            probe.wait("microphone.level.peak", lambda peak: peak < -140, within=2, since=since)


@check("a card that another program records is busy, and the program is named with its pid")
def card_busy():
    def recording(substream):
        return Running("arecord", "-q", "-D", f"hw:Loop,0,{substream}", "-f", "S16_LE", "-r", "48000", "-c", "2",
                       "/dev/null")

    def runs(substream):
        with open(f"/proc/asound/Loop/pcm0c/sub{substream}/status") as status:
            return "RUNNING" in status.read()

    # The loopback has two places to record from; both must be taken for the card to be.
    with recording(0) as holder:
        eventually("the recording", lambda: runs(0), within=5)
        with recording(1):
            eventually("the second recording", lambda: runs(1), within=5)
            probe = inspect(PROBE, subject(card="Loop", system="alsa"), seconds=5)
        said = str(probe.latest("microphone.holder"))
        expect("arecord" in said and str(holder.pid) in said, f"{said}; {probe.summary()}")
        state = json.dumps(probe.device(card="Loop")["state"])
        expect("busy" in state and "arecord" in state and str(holder.pid) in state, state)
        level = str(probe.latest("microphone.level.peak"))
        expect(level.startswith("failed") and "arecord" in level, level)


@check("a passive inspection does not record, because recording takes the card from others")
def card_passive():
    probe = inspect(PROBE, subject(card="Loop", system="alsa"), mode="passive", seconds=5)
    expect(probe.latest("microphone.present") is True, probe.summary())
    expect(str(probe.latest("microphone.level.peak")).startswith("unsupported"), probe.summary())


@check("a user without the right is told the group that has it")
def card_denied():
    reachable_by_everyone(program(PROBE))
    probe = inspect(PROBE, subject(card="Loop", system="alsa"), user="nobody", seconds=5)
    said = str(probe.latest("microphone.level.peak"))
    expect(said.startswith("denied") and "group audio" in said, probe.summary())


@check("a USB microphone is heard, its capture switch mutes it and its volume is told", timed=True)
def usb_mute():
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        card = card_of(microphone)
        with Probe(PROBE, "watch", subject(serial="MIC01", system="alsa")) as probe:
            # 12000 of 32768.
            probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3), within=10)
            expect(probe.latest("microphone.muted") is False, probe.summary())
            since = time.monotonic()
            command("amixer", "-q", "-c", card, "sset", "Mic", "nocap")
            probe.wait("microphone.muted", lambda muted: muted is True, within=2, since=since)
            probe.wait("microphone.muted.layer", lambda layer: layer == "capture switch", within=1, since=since)
            probe.wait("microphone.zeros", lambda zeros: zeros is True, within=3, since=since)
            since = time.monotonic()
            command("amixer", "-q", "-c", card, "sset", "Mic", "cap")
            command("amixer", "-q", "-c", card, "sset", "Mic", "30")
            probe.wait("microphone.muted", lambda muted: muted is False, within=2, since=since)
            probe.wait("microphone.volume", lambda volume: near(volume, -10, 0.1), within=3, since=since)
            probe.wait("microphone.level.peak", lambda peak: near(peak, -18.7, 0.3), within=3, since=since)
    microphone.gone()


@check("a USB microphone pulled while recording is absent, and is heard again from another port", timed=True)
def usb_replug():
    with Probe(PROBE, "watch", subject(serial="MIC01", system="alsa")) as probe:
        replug(probe)


def replug(probe):
    """The same for both systems: absent, plugged in, pulled, plugged into another port."""
    probe.wait("microphone.present", lambda present: present is False, within=5)
    since = time.monotonic()
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        probe.wait("microphone.present", lambda present: present is True, within=10, since=since)
        probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3), within=10, since=since)
        since = time.monotonic()
        microphone.pull()
        probe.wait("microphone.present", lambda present: present is False, within=3, since=since)
        probe.wait_event("device.removed", within=1, since=since)
        microphone.gone()
    since = time.monotonic()
    with USBDevice("microphone", port=6, serial="MIC01") as microphone:
        probe.wait("microphone.present", lambda present: present is True, within=10, since=since)
        probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3), within=10, since=since)
    microphone.gone()


# PulseAudio


def pactl(*words):
    return command("pactl", *words)


def start_pulse():
    """A sound server that finds cards through udev, as on a studio computer; once for all that follow."""
    if os.path.exists(SOCKET):
        return
    folder = os.path.dirname(SOCKET)
    os.makedirs(folder, exist_ok=True)
    environment = {**os.environ, "XDG_RUNTIME_DIR": folder, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    subprocess.run(
        ["pulseaudio", "-n", "--daemonize=yes", "--exit-idle-time=-1", "--realtime=no", "--use-pid-file=no",
         "--log-target=file:/run/results/pulse.log", "--log-time",
         "-L", f"module-native-protocol-unix auth-anonymous=1 socket={SOCKET}",
         "-L", f"module-alsa-source device={RECORDER} source_name={LOOP} tsched=0 rate=48000 channels=2",
         "-L", "module-udev-detect tsched=0", "-L", "module-always-sink"],
        env=environment, check=True)


def pulse_source(of):
    """The server's name of the source of a card, by words of its properties."""
    def found():
        for block in pactl("list", "sources").split("\n\n"):
            name = re.search(r"Name: (\S+)", block).group(1)
            if of in block and not name.endswith(".monitor"):
                return name

    return eventually(f"a source of {of}", found, within=10)


@check("PulseAudio offers the same tone at the same level, and it can be recorded by others meanwhile")
def pulse_level():
    start_pulse()
    with play_tone(PLAYER, peak_dbfs=-20), Running("parec", "--device", LOOP) as other:
        with Probe(PROBE, "watch", subject(source=LOOP)) as probe:
            probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3), within=10)
            probe.wait("microphone.level.rms", lambda rms: near(rms, -23, 0.3), within=3)
            probe.wait("microphone.loudness.momentary", lambda loudness: near(loudness, -20, 0.5), within=3)
            probe.wait("microphone.state", lambda state: state == "running", within=3)
            probe.wait("microphone.holder", lambda said: f"(pid {other.pid})" in said, within=5)
        expect(other.poll() is None, "the other recording ended")


@check("a source muted in PulseAudio is muted within 2 s, and so is its end")
def pulse_mute():
    start_pulse()
    with play_tone(PLAYER, peak_dbfs=-20), Probe(PROBE, "watch", subject(source=LOOP)) as probe:
        probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3), within=10)
        since = time.monotonic()
        pactl("set-source-mute", LOOP, "1")
        probe.wait("microphone.muted", lambda muted: muted is True, within=2, since=since)
        probe.wait("microphone.muted.layer", lambda layer: layer == "source", within=1, since=since)
        probe.wait("microphone.zeros", lambda zeros: zeros is True, within=3, since=since)
        since = time.monotonic()
        pactl("set-source-mute", LOOP, "0")
        probe.wait("microphone.muted", lambda muted: muted is False, within=2, since=since)
        probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3), within=3, since=since)


@check("a USB microphone is found in PulseAudio by the serial number engraved on it, and once only")
def pulse_usb_identity():
    start_pulse()
    with USBDevice("microphone", port=4, serial="MIC01"):
        pulse_source("MIC01")
        found = inspect(PROBE, [], mode="passive")
        expect(found.device(serial="MIC01")["facts"]["system"] == "pulse", found.devices())


@check("a capture switch on the microphone itself is seen through PulseAudio", timed=True)
def pulse_hardware_mute():
    start_pulse()
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        card = card_of(microphone)
        source = pulse_source("MIC01")
        with Probe(PROBE, "watch", subject(serial="MIC01")) as probe:
            probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3), within=10)
            since = time.monotonic()
            command("amixer", "-q", "-c", card, "sset", "Mic", "nocap")
            probe.wait("microphone.muted", lambda muted: muted is True, within=3, since=since)
            command("amixer", "-q", "-c", card, "sset", "Mic", "cap")
            pactl("set-source-mute", source, "0")
    microphone.gone()


@check("a USB microphone pulled under PulseAudio is absent, and is heard again from another port", timed=True)
def pulse_replug():
    start_pulse()
    with Probe(PROBE, "watch", subject(serial="MIC01")) as probe:
        replug(probe)


@check("a sound server that ends while it is listened to is said, and met again when it is back")
def pulse_restart():
    start_pulse()
    with play_tone(PLAYER, peak_dbfs=-20), Probe(PROBE, "watch", subject(source=LOOP)) as probe:
        probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3), within=10)
        since = time.monotonic()
        pactl("exit")
        probe.wait("microphone.level.peak", lambda said: isinstance(said, str), within=3, since=since)
        eventually("the server's end", lambda: not os.path.exists(SOCKET), within=5)
        since = time.monotonic()
        start_pulse()
        probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3), within=10, since=since)


if __name__ == "__main__":
    start()
    checks.run(sys.argv[1:])
