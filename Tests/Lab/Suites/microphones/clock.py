"""The clock of a card against the computer's: snd-aloop can be told to run fast or slow."""

from support.checks import check
from support.probe import Probe
from support.sound import play_tone
from support.studio import command

from .lavalier import PLAYER, PROBE, near, subject

# Both sides of the cable follow the control of the side that records. The kernel divides by it (byte_pos and frac_pos
# of sound/drivers/aloop.c): more than 100000 makes the card slower.
CONTROL = "iface=PCM,name='PCM Rate Shift 100000',device=0,subdevice=0"
NOMINAL = 100_000


class shifted:
    """The loopback card runs by so many parts of a million too fast for the length of a `with`."""

    def __init__(self, ppm):
        # In steps of 10 ppm.
        self.value = NOMINAL - ppm // 10

    def __enter__(self):
        command("amixer", "-q", "-c", "Loop", "cset", CONTROL, str(self.value))

    def __exit__(self, *_):
        command("amixer", "-q", "-c", "Loop", "cset", CONTROL, str(NOMINAL))


def drift_is(ppm):
    with shifted(ppm), play_tone(PLAYER, peak_dbfs=-20):
        with Probe(PROBE, "watch", subject(card="Loop", system="alsa")) as probe:
            # The longer it listens the surer it is; how long that takes is the emulator's business.
            probe.wait("microphone.clock.drift", lambda drift: near(drift, ppm, 20), within=300)


@check("a card that runs 500 ppm fast has that drift, within 20 ppm")
def drift_fast():
    drift_is(500)


@check("a card that runs 200 ppm slow has that drift, within 20 ppm")
def drift_slow():
    drift_is(-200)
