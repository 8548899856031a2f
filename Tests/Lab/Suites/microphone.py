"""The microphone probe against the kernel's loopback card and USB microphones, through ALSA and PulseAudio."""

import sys

from support import checks
from microphones import lavalier

# Importing a file of claims registers them; they run in this order.
from microphones import cards, clock, server, layers  # noqa: F401

if __name__ == "__main__":
    lavalier.start()
    checks.run(sys.argv[1:])
