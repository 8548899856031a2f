"""Tones that play, and the level of what was recorded."""

import array
import glob
import math
import os
import signal
import subprocess
import tempfile

from .checks import eventually

RATE = 48_000


def tone(peak_dbfs, hertz=1000, channels=2, seconds=1):
    """Signed 16-bit samples of a sine; whole periods, so that it can be repeated without a step."""
    peak = 32_768 * 10 ** (peak_dbfs / 20)
    samples = array.array("h")
    for n in range(RATE * seconds):
        value = round(peak * math.sin(2 * math.pi * hertz * n / RATE))
        samples.extend([max(-32_768, min(32_767, value))] * channels)
    return samples.tobytes()


class play_tone:
    """Plays a tone on an ALSA device for the length of a `with`."""

    def __init__(self, device, peak_dbfs, hertz=1000, channels=2):
        self.file = tempfile.NamedTemporaryFile(suffix=".raw")
        self.file.write(tone(peak_dbfs, hertz, channels))
        self.file.flush()
        # One player that never sees an end: a new one each second would leave gaps.
        self.words = ["sh", "-c", 'while cat "$0"; do :; done | exec aplay -q -t raw -f S16_LE -r "$1" -c "$2"'
                      ' -D "$3"', self.file.name, str(RATE), str(channels), device]

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        start_new_session=True)
        eventually("the tone plays", self.plays)
        return self

    @staticmethod
    def plays():
        """Whether anything is played on any card."""
        for path in glob.glob("/proc/asound/card*/pcm*p/sub*/status"):
            with open(path) as status:
                if "RUNNING" in status.read():
                    return True
        return False

    def stop(self):
        if self.process.poll() is None:
            # The whole pipeline, which is a session of its own.
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def __exit__(self, *_):
        self.stop()
        self.file.close()


def record(device, seconds, channels):
    """Samples of one channel recorded from an ALSA device."""
    # The kernel gives up with EIO when nothing comes for about the length of the buffer: two seconds, not half a
    # one, for a processor that is late.
    result = subprocess.run(["arecord", "-q", "-D", device, "-t", "raw", "-f", "S16_LE", "-r", str(RATE),
                             "-c", str(channels), "-d", str(seconds), "--buffer-time=2000000"],
                            capture_output=True, check=False)
    if result.returncode != 0:
        raise RuntimeError(f"arecord {device}: {result.stderr.decode()}")
    samples = array.array("h")
    samples.frombytes(result.stdout)
    # The first tenth of a second of a loopback is silence.
    return samples[::channels][RATE // 10:]


def levels(samples):
    """Peak and RMS in dBFS; -144 when there is nothing."""
    def decibels(value):
        return 20 * math.log10(value / 32_768) if value > 0 else -144.0

    peak = max(abs(value) for value in samples)
    return decibels(peak), decibels(math.sqrt(sum(value * value for value in samples) / len(samples)))
