"""Claims about the studio, checked one after the other and reported as TAP (https://testanything.org)."""

import sys
import time
import traceback

_checks = []
_retries = []


class CheckFailed(Exception):
    """A claim turned out false; the text says what was seen instead."""


def check(claim):
    """Registers a function as the proof of a claim."""

    def register(function):
        _checks.append((claim, function))
        return function

    return register


def on_retry(forget):
    """Registers what lets go of a measurement that several claims share, so that a second try measures anew."""
    _retries.append(forget)


def expect(condition, seen):
    if not condition:
        raise CheckFailed(str(seen))


# A bound against hanging, never a claim about speed: a host that others share may keep an emulated processor waiting
# for seconds. How fast something is seen is measured (`make bench`) or printed, not asserted.
PATIENCE = 30


def eventually(what, condition, within=PATIENCE):
    """Polls until `condition()` gives something true and returns it."""
    end = time.monotonic() + within
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise CheckFailed(f"not within {within} s: {what}")
        time.sleep(0.05)


class HostLoad:
    """How much the host kept this machine's processors waiting: `lab` writes their waiting time, in
    nanoseconds, into a file twice a second."""

    FILE = "/run/results/host-load"

    def __init__(self):
        self.begun, self.waited = time.monotonic(), self._read()

    def _read(self):
        try:
            with open(self.FILE) as file:
                return int(file.read() or 0)
        except (OSError, ValueError):
            return 0  # a host that does not tell excuses nothing

    def share(self):
        """Waiting time as a share of the time since this object was made; two processors can reach 2."""
        return (self._read() - self.waited) / 1e9 / max(0.001, time.monotonic() - self.begun)


# A host this busy makes rates and waits wrong: it excuses one retry of a claim, never a pass.
EXCUSE = 0.10


def run(selection=()):
    """Runs the checks (or those whose claim contains one of the words given) and exits."""
    chosen = [c for c in _checks if not selection or any(word in c[0] for word in selection)]
    failures = []
    started = time.monotonic()
    print(f"1..{len(chosen)}", flush=True)
    earlier = 0.0
    for number, (claim, function) in enumerate(chosen, 1):
        begun = time.monotonic()
        load = HostLoad()
        problem = _attempt(function)
        # A claim that only reads what the one before it measured has the same excuse.
        share = max(load.share(), earlier if time.monotonic() - begun < 1 else 0.0)
        if problem and share > EXCUSE:
            for forget in _retries:
                forget()
            print(f"# tried once more, because the host kept the emulated processors waiting for"
                  f" {share:.0%} of the time; the first result of '{claim}' was:\n{problem}", flush=True)
            problem = _attempt(function)
        took = time.monotonic() - begun
        earlier = load.share() if took >= 1 else earlier
        print(f"{'not ok' if problem else 'ok'} {number} - {claim} ({took:.1f} s)", flush=True)
        if problem:
            failures.append(claim)
            print(f"{problem}\n#   (the host kept the emulated processors waiting for {load.share():.0%}"
                  " of the time)", flush=True)
    print(f"# {len(chosen) - len(failures)} of {len(chosen)} claims hold, {len(failures)} failed,"
          f" {time.monotonic() - started:.0f} s", flush=True)
    sys.exit(1 if failures or not chosen else 0)


def _attempt(function):
    """None when the claim holds, else the commented text of what went wrong."""
    try:
        function()
        return None
    except CheckFailed as failure:
        text = str(failure)
    except Exception:  # a defect of the suite is a failed check too, and the others still run
        text = traceback.format_exc()
    return "\n".join("#   " + line for line in text.rstrip().splitlines())
