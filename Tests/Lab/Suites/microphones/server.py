"""The same microphones through PulseAudio."""

import os
import re
import subprocess
import time

from support.checks import check, eventually, expect
from support.probe import Probe, inspect
from support.sound import play_tone
from support.studio import Running, USBDevice, command

from .lavalier import LOOP, PLAYER, PROBE, RECORDER, SOCKET, card_of, near, replug, subject


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

    return eventually(f"a source of {of}", found)


@check("PulseAudio offers the same tone at the same level, and it can be recorded by others meanwhile")
def pulse_level():
    start_pulse()
    with play_tone(PLAYER, peak_dbfs=-20), Running("parec", "--device", LOOP) as other:
        with Probe(PROBE, "watch", subject(source=LOOP)) as probe:
            probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3))
            probe.wait("microphone.level.rms", lambda rms: near(rms, -23, 0.3))
            probe.wait("microphone.loudness.momentary", lambda loudness: near(loudness, -20, 0.5))
            probe.wait("microphone.state", lambda state: state == "running")
            probe.wait("microphone.holder", lambda said: f"(pid {other.pid} of uid 0)" in said)
        expect(other.poll() is None, "the other recording ended")


@check("a source muted in PulseAudio is muted, and so is its end")
def pulse_mute():
    start_pulse()
    with play_tone(PLAYER, peak_dbfs=-20), Probe(PROBE, "watch", subject(source=LOOP)) as probe:
        probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3))
        since = time.monotonic()
        pactl("set-source-mute", LOOP, "1")
        probe.wait("microphone.muted", lambda muted: muted is True, since=since)
        probe.wait("microphone.muted.layer", lambda layer: layer == "source", since=since)
        probe.wait("microphone.zeros", lambda zeros: zeros is True, since=since)
        since = time.monotonic()
        pactl("set-source-mute", LOOP, "0")
        probe.wait("microphone.muted", lambda muted: muted is False, since=since)
        probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3), since=since)


@check("a USB microphone is found in PulseAudio by the serial number engraved on it, and once only")
def pulse_usb_identity():
    start_pulse()
    with USBDevice("microphone", port=4, serial="MIC01"):
        pulse_source("MIC01")
        found = inspect(PROBE, [], mode="passive")
        expect(found.device(serial="MIC01")["facts"]["system"] == "pulse", found.devices())


@check("a capture switch on the microphone itself is seen through PulseAudio")
def pulse_hardware_mute():
    start_pulse()
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        card = card_of(microphone)
        source = pulse_source("MIC01")
        with Probe(PROBE, "watch", subject(serial="MIC01")) as probe:
            probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3))
            since = time.monotonic()
            command("amixer", "-q", "-c", card, "sset", "Mic", "nocap")
            probe.wait("microphone.muted", lambda muted: muted is True, since=since)
            command("amixer", "-q", "-c", card, "sset", "Mic", "cap")
            pactl("set-source-mute", source, "0")
    microphone.gone()


@check("a USB microphone pulled under PulseAudio is absent, and is heard again from another port")
def pulse_replug():
    start_pulse()
    with Probe(PROBE, "watch", subject(serial="MIC01")) as probe:
        replug(probe)


@check("a sound server that ends while it is listened to is said, and met again when it is back")
def pulse_restart():
    start_pulse()
    with play_tone(PLAYER, peak_dbfs=-20), Probe(PROBE, "watch", subject(source=LOOP)) as probe:
        probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3))
        since = time.monotonic()
        pactl("exit")
        probe.wait("microphone.level.peak", lambda said: isinstance(said, str), since=since)
        eventually("the server's end", lambda: not os.path.exists(SOCKET))
        since = time.monotonic()
        start_pulse()
        probe.wait("microphone.level.peak", lambda peak: near(peak, -20, 0.3), since=since)
