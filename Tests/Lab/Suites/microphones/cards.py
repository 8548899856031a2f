"""Sound cards without a sound server: ALSA directly."""

import json
import time

from support.checks import check, eventually, expect
from support.probe import Probe, describe, inspect, program
from support.sound import play_tone
from support.studio import Running, USBDevice, command, reachable_by_everyone

from .lavalier import PLAYER, PROBE, card_of, near, replug, subject


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
            probe.wait("microphone.clips", lambda clips: near(clips, 2000, 400))
            probe.wait("microphone.level.peak", lambda peak: near(peak, 0, 0.1))
            since = time.monotonic()
            player.stop()
            probe.wait("microphone.zeros", lambda zeros: zeros is True, since=since)
            probe.wait("microphone.level.peak", lambda peak: peak < -140, since=since)


@check("a card that another program records is busy, and the program is named with its pid")
def card_busy():
    def recording(substream):
        return Running("arecord", "-q", "-D", f"hw:Loop,0,{substream}", "-t", "raw", "-f", "S16_LE",
                       "-r", "48000", "-c", "2", "/dev/null")

    def runs(substream):
        with open(f"/proc/asound/Loop/pcm0c/sub{substream}/status") as status:
            return "RUNNING" in status.read()

    # The loopback has two places to record from; both must be taken for the card to be.
    with recording(0) as holder:
        eventually("the recording", lambda: runs(0))
        with recording(1):
            eventually("the second recording", lambda: runs(1))
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


@check("a USB microphone is heard, its capture switch mutes it and its volume is told")
def usb_mute():
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        card = card_of(microphone)
        with Probe(PROBE, "watch", subject(serial="MIC01", system="alsa")) as probe:
            # 12000 of 32768.
            probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3))
            expect(probe.latest("microphone.muted") is False, probe.summary())
            since = time.monotonic()
            command("amixer", "-q", "-c", card, "sset", "Mic", "nocap")
            probe.wait("microphone.muted", lambda muted: muted is True, since=since)
            probe.wait("microphone.muted.layer", lambda layer: layer == "capture switch", since=since)
            probe.wait("microphone.zeros", lambda zeros: zeros is True, since=since)
            since = time.monotonic()
            command("amixer", "-q", "-c", card, "sset", "Mic", "cap")
            command("amixer", "-q", "-c", card, "sset", "Mic", "30")
            probe.wait("microphone.muted", lambda muted: muted is False, since=since)
            probe.wait("microphone.volume", lambda volume: near(volume, -10, 0.1), since=since)
            probe.wait("microphone.level.peak", lambda peak: near(peak, -18.7, 0.3), since=since)
    microphone.gone()


@check("a USB microphone pulled while recording is absent, and is heard again from another port")
def usb_replug():
    with Probe(PROBE, "watch", subject(serial="MIC01", system="alsa")) as probe:
        replug(probe)
