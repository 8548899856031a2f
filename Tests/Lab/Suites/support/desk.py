"""`onair check` in the virtual studio: a profile of simulated cameras, and the findings of each."""

import json
import os
import shutil
import subprocess
import textwrap

from .checks import CheckFailed
from .probe import program

FOLDER = "/tmp/desk"
REPOSITORY = os.path.realpath(os.path.join(os.path.dirname(__file__), "../../../.."))

# What emulation cannot keep: time. Everything that counts, and every errno, is judged as in any studio.
PROFILE = """\
name: lab
title: { en: "Lab", zh: "实验室" }
show: { hours: 1 }
people:
  - name: "Lab"
    roles: [technician, host, lead]
rules:
  override:
    - id: camera.fps.low
      warn: { when: { camera.fps.delivered-ratio: "< 0.2" } }
      fail: { when: { camera.fps.delivered-ratio: "< 0.1" } }
    - id: camera.first-frame.slow
      warn: { when: { camera.first-frame: "> 20000" } }
      fail: { when: { camera.first-frame: "> 30000" } }
    - id: camera.stalled
      warn: { when: { camera.frame.age: "> 3" } }
      fail: { when: { camera.frame.age: "> 4" } }
    - id: camera.jitter
      warn: { when: { camera.jitter.ratio: "> 50" } }
      fail: { when: { camera.gap.ratio: "> 100" } }
subjects:
"""


def prepare():
    """The programs in memory, where they start fastest, and no probe beside them but the one that is wanted."""
    os.makedirs(FOLDER, exist_ok=True)
    for name in ("onair", "onair-probe-camera"):
        if not os.path.exists(f"{FOLDER}/{name}"):
            shutil.copy(program(name), FOLDER)
    # Once, so that the check finds its libraries in memory: it gives a probe five seconds to describe itself.
    subprocess.run([f"{FOLDER}/onair-probe-camera", "describe"], stdout=subprocess.DEVNULL, check=True)


def check(cameras, seconds=9):
    """Findings of one check of some cameras: subject -> {rule: (verdict, reason)}, of warnings and failures.

    `cameras` maps a subject to what the profile says of it, as a piece of YAML."""
    prepare()
    profile = PROFILE
    for subject, words in cameras.items():
        profile += f"  - subject: {subject}\n    title: {{ en: {subject}, zh: {subject} }}\n"
        profile += textwrap.indent(words.rstrip(), "    ") + "\n"
    with open(f"{FOLDER}/lab.yaml", "w") as file:
        file.write(profile)
    shutil.rmtree(f"{FOLDER}/state", ignore_errors=True)
    result = subprocess.run(
        [f"{FOLDER}/onair", "check", "--profile", f"{FOLDER}/lab.yaml", "--data", f"{REPOSITORY}/profiles", "--state",
         f"{FOLDER}/state", "--only", "camera", "--seconds", str(seconds), "--format", "json"],
        capture_output=True, text=True, timeout=120)
    try:
        report = json.loads(result.stdout)
    except json.JSONDecodeError:
        raise CheckFailed(f"onair check ended with {result.returncode}: {result.stdout[-800:]} {result.stderr[-800:]}")
    found = {subject: {} for subject in cameras}
    for finding in report["findings"]:
        if finding["verdict"] in ("warn", "fail"):
            subject = finding.get("subject") or "?"
            # A probe that was lost is a finding of its camera.
            camera = subject.replace("probe/camera.", "camera/")
            found.setdefault(camera, {})[finding["id"]] = (finding["verdict"], finding.get("reason"))
    return found
