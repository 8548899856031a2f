"""A probe program on the other end of its line protocol: commands as JSON lines in, records out."""

import json
import os
import subprocess
import threading
import time

from .checks import PATIENCE, CheckFailed, eventually

PROGRAMS = os.environ.get("ONAIR_LAB_PROGRAMS", ".build/debug")


class Outcome(str):
    """Why there is no value: "absent: ...", "denied: ...", "unsupported: ..." or "failed: ..."."""


def program(name):
    return os.path.join(PROGRAMS, name)


def describe(name):
    """The one object a probe says about itself."""
    text = subprocess.run([program(name), "describe"], capture_output=True, text=True, timeout=20, check=True)
    return json.loads(text.stdout)


class Probe:
    """A running probe; use it in a `with`, which ends it and holds it to its promise to leave at once."""

    def __init__(self, name, verb, subjects, mode="active", user=None, **configuration):
        self.name = name
        self.records = []
        # stderr is for people: it goes into the suite's log only when a check fails.
        self.errors = open(f"/tmp/{name}.{os.getpid()}.stderr", "w+")
        self.process = subprocess.Popen(
            [program(name), verb], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
            text=True, user=user, group=user and "nogroup", extra_groups=[] if user else None)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.configure(subjects, mode=mode, **configuration)

    def configure(self, subjects, **configuration):
        self.send({"configure": {"subjects": subjects, **configuration}})

    def send(self, command):
        try:
            self.process.stdin.write(json.dumps(command) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise CheckFailed(f"{self.name} ended early with status {self.process.wait()}: {self.stderr()}")

    def _read(self):
        for line in self.process.stdout:
            record = json.loads(line)
            record["received"] = time.monotonic()
            self.records.append(record)

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read()[-2000:]

    # What was said

    def series(self, metric, subject=None, since=0.0):
        """Every value of a metric since a moment of time.monotonic(), oldest first."""
        values = []
        for record in list(self.records):
            if record.get("record") != "readings" or record["received"] < since:
                continue
            if subject and record["subject"] != subject:
                continue
            if metric in record.get("values", {}):
                values.append(record["values"][metric])
            for kind, reason in record.get("outcomes", {}).get(metric, {}).items():
                values.append(Outcome(f"{kind}: {reason}"))
        return values

    def latest(self, metric, subject=None):
        values = self.series(metric, subject)
        return values[-1] if values else None

    def devices(self):
        """The devices an inspection found, as the probe describes them."""
        return [r for r in list(self.records) if r.get("record") == "device"]

    def device(self, **identity):
        """The one device with these marks; failing that, says what there is."""
        found = [d for d in self.devices() if all(d["identity"].get(k) == v for k, v in identity.items())]
        if len(found) != 1:
            raise CheckFailed(f"{len(found)} devices with {identity} among {json.dumps(self.devices())};"
                              f" stderr: {self.stderr() or 'nothing'}")
        return found[0]

    def events(self, since=0.0):
        return [r["event"] for r in list(self.records) if r.get("record") == "event" and r["received"] >= since]

    def wait(self, metric, condition, within=PATIENCE, subject=None, since=0.0):
        """The first value of a metric that satisfies the condition; a failure says what came instead."""

        def found():
            return [v for v in self.series(metric, subject, since) if condition(v)]

        try:
            return eventually(metric, found, within)[0]
        except CheckFailed as failure:
            seen = self.series(metric, subject, since)
            raise CheckFailed(f"{failure}; its last values were {seen[-8:]}; {self.summary()}")

    def wait_event(self, name, within=PATIENCE, since=0.0):
        try:
            return eventually(name, lambda: name in self.events(since), within)
        except CheckFailed as failure:
            raise CheckFailed(f"{failure}; the events were {self.events(since)}; {self.summary()}")

    def summary(self):
        """The last word on every metric, and what the probe told people."""
        if not self.records:
            return f"it said nothing; stderr: {self.stderr() or 'nothing'}"
        last = {}
        for record in list(self.records):
            last.update(record.get("values", {}))
            last.update(record.get("outcomes", {}))
        return (f"{len(self.records)} records; last readings {json.dumps(last)};"
                f" stderr: {self.stderr() or 'nothing'}")

    # Its end

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.process.stdin.close()
        try:
            status = self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            if not kind:
                raise CheckFailed(f"{self.name} did not leave within 5 s after its input was closed")
            return
        self.reader.join(timeout=2)
        if not kind and status != 0:
            raise CheckFailed(f"{self.name} left with status {status}: {self.stderr()}")


def inspect(name, subjects, mode="active", within=30, **options):
    """One inspection from configuration to end; the probe object holds its records."""
    probe = Probe(name, "inspect", subjects, mode=mode, **options)
    try:
        status = probe.process.wait(timeout=within)
    except subprocess.TimeoutExpired:
        probe.process.kill()
        probe.process.wait()
        raise CheckFailed(f"{name} inspect did not end within {within} s; {probe.summary()}")
    probe.reader.join(timeout=2)
    if status != 0:
        raise CheckFailed(f"{name} inspect ended with status {status}: {probe.stderr()}")
    return probe
