"""`onair` itself in the virtual studio: its commands, and what its check finds of the cameras that it is shown."""

import json
import os
import re
import shutil
import subprocess
import textwrap
import time

from .checks import CheckFailed
from .probe import program

FOLDER = "/tmp/desk"
PROFILES = os.path.realpath(os.path.join(os.path.dirname(__file__), "../../../../profiles"))
NODES = "/sys/class/video4linux"

# What emulation cannot keep: time. Everything that counts, and every errno, is judged as in any studio.
LIMITS = """\
rules:
  override:
    - id: camera.fps.low
      warn: { when: { camera.fps.delivered-ratio: "< 0.2" } }
      fail: { when: { camera.fps.delivered-ratio: "< 0.1" } }
    - id: camera.first-frame.slow
      warn: { when: { camera.first-frame: "> 20000" } }
      fail: { when: { camera.first-frame: "> 30000" } }
    - id: camera.stalled
      warn: { when: { camera.frame.age: "> 2" } }
      fail: { when: { camera.frame.age: "> 3" } }
    - id: camera.jitter
      warn: { when: { camera.jitter.ratio: "> 50" } }
      fail: { when: { camera.gap.ratio: "> 100" } }
"""
# Streams start late where processors are slow; from 11 s on each would be started three times.
SECONDS = "10.9"
TOO_SHORT = re.compile(r"needs \d+ (s|frames)")
PROFILE = f"""\
name: lab
title: {{ en: "Lab", zh: "实验室" }}
show: {{ hours: 1 }}
people:
  - name: "Lab"
    roles: [technician, host, lead]
{LIMITS}subjects:
"""


def prepare():
    """The programs in memory, where they start fastest, and no probe beside them but the one that is wanted."""
    os.makedirs(FOLDER, exist_ok=True)
    for name in ("onair", "onair-probe-camera"):
        if not os.path.exists(f"{FOLDER}/{name}"):
            shutil.copy(program(name), FOLDER)
            # Once, so that its libraries are in memory, too.
            subprocess.run([f"{FOLDER}/{name}", "--help"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Ended:
    """What a command of `onair` said, and how long it took."""

    def __init__(self, words, view, timeout):
        begun = time.monotonic()
        result = subprocess.run(view + [f"{FOLDER}/onair", *words], capture_output=True, text=True, timeout=timeout,
                                stdin=subprocess.DEVNULL)
        self.seconds = time.monotonic() - begun
        self.status, self.output, self.errors = result.returncode, result.stdout, result.stderr
        self.words = words

    def __str__(self):
        return f"onair {' '.join(self.words)} ended with {self.status}: {self.output[-1500:]} {self.errors[-800:]}"


def onair(*words, hidden=(), timeout=120):
    """Runs a command in a studio where some nodes do not exist: a check names cameras that no profile has."""
    prepare()
    view = []
    if hidden:
        gone = {os.path.basename(node) for node in hidden}
        seen = [f"{name}={os.readlink(f'{NODES}/{name}')}" for name in os.listdir(NODES) if name not in gone]
        # Another table of cameras, for this command and the probes that it starts.
        view = ["unshare", "--mount", "sh", "-ec",
                f'mount -t tmpfs cameras {NODES}; while [ "$1" != -- ]; do ln -s "${{1#*=}}" "{NODES}/${{1%%=*}}"; shift; done;'
                ' shift; exec "$@"', "view", *seen, "--"]
    return Ended(words, view, timeout)


class Check:
    """One `onair check` of some cameras: what it found of each, as subject -> {rule: (verdict, reason)}.

    Warnings, failures, and what could not be measured; `cameras` maps a subject to its lines of the profile."""

    def __init__(self, cameras, *words, hidden=(), profile=None):
        if profile is None:
            profile = f"{FOLDER}/lab.yaml"
            write_profile(profile, cameras)
        self.ended = onair("check", "--profile", profile, "--data", PROFILES, "--state", f"{FOLDER}/state",
                           "--only", "camera", "--format", "json", "--seconds", SECONDS, *words, hidden=hidden)
        try:
            report = json.loads(self.ended.output)
        except json.JSONDecodeError:
            raise CheckFailed(self.ended)
        self.status, self.seconds = self.ended.status, self.ended.seconds
        self.found = {subject: {} for subject in cameras}
        self.findings = report["findings"]
        for finding in self.findings:
            # What needs more time than a slow machine's stream had is not known, and no fault.
            if finding["verdict"] == "unknown" and TOO_SHORT.search(finding["reason"]):
                continue
            if finding["verdict"] in ("warn", "fail", "unknown"):
                subject = finding.get("subject") or "?"
                # A probe that was lost is a finding of its camera.
                camera = subject.replace("probe/camera.", "camera/")
                self.found.setdefault(camera, {})[finding["id"]] = (finding["verdict"], finding["reason"])
        if any("probe.lost" in rules for rules in self.found.values()):
            why = {finding["reason"] for finding in self.findings if "the probe failed" in finding["reason"]}
            raise CheckFailed(f"after {self.seconds:.1f} s {self.found}; {why}; {self.ended.errors[-1500:]}")

    def wrong(self):
        """The rules that each camera breaks, without what a passive check cannot know."""
        return {subject: {rule for rule, (verdict, _) in rules.items() if verdict != "unknown"}
                for subject, rules in self.found.items()}

    def reason(self, subject, rule):
        return self.found[subject][rule][1]


def write_profile(path, cameras):
    os.makedirs(FOLDER, exist_ok=True)
    text = PROFILE
    for subject, words in cameras.items():
        text += f"  - subject: {subject}\n    title: {{ en: {subject}, zh: {subject} }}\n"
        text += textwrap.indent(words.rstrip(), "    ") + "\n"
    with open(path, "w") as file:
        file.write(text)
    # Another studio: what earlier checks measured is not its own.
    shutil.rmtree(f"{FOLDER}/state", ignore_errors=True)
