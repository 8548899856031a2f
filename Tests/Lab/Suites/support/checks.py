"""Claims about the studio, checked one after the other and reported as TAP (https://testanything.org)."""

import sys
import threading
import time
import traceback

_checks = []


class CheckFailed(Exception):
    """A claim turned out false; the text says what was seen instead."""


def check(claim, timed=False):
    """Registers a function as the proof of a claim. `timed`: it judges rates, which a late emulator spoils."""

    def register(function):
        _checks.append((claim, function, timed))
        return function

    return register


def expect(condition, seen):
    if not condition:
        raise CheckFailed(str(seen))


def eventually(what, condition, within):
    """Polls until `condition()` gives something true and returns it."""
    end = time.monotonic() + within
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise CheckFailed(f"not within {within} s: {what}")
        time.sleep(0.05)


class Lateness(threading.Thread):
    """Measures how late this machine runs its own clock: the only sign of stolen time that a guest without
    a hypervisor's help can see."""

    PERIOD = 0.02
    # A tick this late means the processor was elsewhere for more than a frame at 25 frames a second.
    LATE = 0.04

    def __init__(self):
        super().__init__(daemon=True)
        self.ticks = self.late = 0

    def run(self):
        while True:
            before = time.monotonic()
            time.sleep(self.PERIOD)
            self.ticks += 1
            if time.monotonic() - before - self.PERIOD > self.LATE:
                self.late += 1

    def reset(self):
        self.ticks = self.late = 0

    def share(self):
        return self.late / max(1, self.ticks)


# More late ticks than this excuse one retry of a timed check, never a pass.
EXCUSE = 0.02


def run(selection=()):
    """Runs the checks (or those whose claim contains one of the words given) and exits."""
    chosen = [c for c in _checks if not selection or any(word in c[0] for word in selection)]
    lateness = Lateness()
    lateness.start()
    failures = []
    started = time.monotonic()
    print(f"1..{len(chosen)}", flush=True)
    for number, (claim, function, timed) in enumerate(chosen, 1):
        begun = time.monotonic()
        lateness.reset()
        problem = _attempt(function)
        if problem and timed and lateness.share() > EXCUSE:
            print(f"# {claim}: failed while {lateness.share():.0%} of this machine's clock ticks were late,"
                  f" tried once more; first result:\n{problem}", flush=True)
            problem = _attempt(function)
        took = time.monotonic() - begun
        print(f"{'not ok' if problem else 'ok'} {number} - {claim} ({took:.1f} s)", flush=True)
        if problem:
            failures.append(claim)
            print(f"{problem}\n#   late clock ticks: {lateness.share():.1%}", flush=True)
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
