"""One microphone, muted at each layer between its capsule and the encoder."""

import re
import time

from support.checks import check, eventually
from support.probe import Probe
from support.studio import Running, USBDevice, command

from .lavalier import PROBE, card_of, near, subject
from .server import pactl, pulse_source, start_pulse


def recording_of(program):
    """The server's number of what a program records."""
    def found():
        for block in pactl("list", "source-outputs").split("Source Output #")[1:]:
            if f'application.process.id = "{program.pid}"' in block:
                return re.match(r"\d+", block).group(0)

    return eventually(f"the recording of {program.pid}", found)


@check("a USB microphone muted at each layer is muted, and the layer is named")
def usb_layers():
    start_pulse()
    with USBDevice("microphone", port=4, serial="MIC01") as microphone:
        card = card_of(microphone)
        source = pulse_source("MIC01")
        watched = subject(expect={"recorders": "pacat"}, serial="MIC01")
        with Running("parec", "--device", source) as encoder, Probe(PROBE, "watch", watched) as probe:
            probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3))
            probe.wait("microphone.muted.layer", lambda layer: layer == "none")

            def switch(on):
                command("amixer", "-q", "-c", card, "sset", "Mic", "nocap" if on else "cap")
                # The server follows the card's switch with a mute of its own, and may keep that.
                if not on:
                    pactl("set-source-mute", source, "0")

            layers = [
                (["source"], lambda on: pactl("set-source-mute", source, "1" if on else "0")),
                ([f"pacat (pid {encoder.pid} of uid 0)"], lambda on: pactl(
                    "set-source-output-mute", recording_of(encoder), "1" if on else "0")),
                (["capture switch", "source", "source, capture switch"], switch),
            ]
            for names, mute in layers:
                since = time.monotonic()
                mute(True)
                probe.wait("microphone.muted.layer", lambda layer: layer in names, since=since)
                probe.wait("microphone.muted", lambda muted: muted is True, since=since)
                if names[0].startswith("pacat"):
                    # 12000 of 32768 into a muted encoder: that is loud enough for a voice.
                    probe.wait("microphone.muted.talking", lambda talks: talks is True, since=since)
                since = time.monotonic()
                mute(False)
                probe.wait("microphone.muted.layer", lambda layer: layer == "none", since=since)
                probe.wait("microphone.level.peak", lambda peak: near(peak, -8.7, 0.3), since=since)
    microphone.gone()
