"""OBS Studio, as a streamer has it, on a screen that nobody sees: the cameras are in its scene."""

import json
import os
import shutil
import subprocess

from .checks import CheckFailed, eventually
from .studio import write

FOLDER = "/run/lab/obs"
# An emulated processor draws the pictures: as few and as small as need be.
WIDTH, HEIGHT, RATE = 160, 90, 5
# What a first start would ask a person is answered; nothing is drawn that nobody looks at.
GLOBAL = """\
[General]
FirstRun=true
EnableAutoUpdates=false

[Basic]
Profile=Lab
ProfileDir=Lab
SceneCollection=Lab
SceneCollectionFile=Lab

[BasicWindow]
PreviewEnabled=false
SysTrayEnabled=false

[OBSWebSocket]
FirstLoad=false
ServerEnabled=false
"""
PROFILE = f"""\
[General]
Name=Lab

[Video]
BaseCX={WIDTH}
BaseCY={HEIGHT}
OutputCX={WIDTH}
OutputCY={HEIGHT}
FPSType=1
FPSInt={RATE}
"""


def scenes(nodes):
    """A scene of these cameras, as OBS saves it; -1 keeps a camera's own size and rate."""
    yuyv = int.from_bytes(b"YUYV", "little")
    cameras = [{"id": "v4l2_input", "name": node,
                "settings": {"device_id": node, "input": 0, "pixelformat": yuyv, "resolution": -1, "framerate": -1}}
               for node in nodes]
    items = [{"id": number, "name": node, "visible": True} for number, node in enumerate(nodes, 1)]
    scene = {"id": "scene", "name": "Scene", "settings": {"id_counter": len(items), "items": items}}
    return {"name": "Lab", "current_scene": "Scene", "current_program_scene": "Scene",
            "scene_order": [{"name": "Scene"}], "sources": [scene, *cameras]}


class OBS:
    """OBS with cameras in its scene, for the length of a `with`; it streams from them once it is up."""

    def __init__(self, *nodes):
        self.nodes = nodes
        self.display = ""

    def __enter__(self):
        shutil.rmtree(FOLDER, ignore_errors=True)
        settings = f"{FOLDER}/.config/obs-studio"
        write(f"{settings}/global.ini", GLOBAL)
        write(f"{settings}/basic/profiles/Lab/basic.ini", PROFILE)
        write(f"{settings}/basic/scenes/Lab.json", json.dumps(scenes(self.nodes)))
        os.chmod(FOLDER, 0o700)
        self.log = open(f"{FOLDER}/log", "w+")
        told, tell = os.pipe()
        self.screen = self._start("Xvfb", "-displayfd", str(tell), "-screen", "0", "640x480x24", "-nolisten", "tcp",
                                  pass_fds=[tell])
        os.close(tell)
        # Its number, once it can be drawn on; nothing if it ended.
        with open(told) as number:
            self.display = f":{number.readline().strip()}"
        self.process = self._start("obs", "--multi", "--unfiltered_log")
        self.pid = self.process.pid
        return self

    def _start(self, *words, **options):
        # Softpipe draws by plain code: what llvmpipe compiles for the newest processors, QEMU 7.2 runs wrongly.
        environment = {**os.environ, "HOME": FOLDER, "XDG_RUNTIME_DIR": FOLDER, "DISPLAY": self.display,
                       "LIBGL_ALWAYS_SOFTWARE": "1", "GALLIUM_DRIVER": "softpipe"}
        return subprocess.Popen(words, env=environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
                                **options)

    def __exit__(self, *_):
        for process in (self.process, self.screen):
            process.kill()
            process.wait()
        self.log.close()

    def wait(self, what, condition, within):
        """Waits for something that OBS is to do; says what OBS said when it does not come."""
        try:
            eventually(what, lambda: self.has_ended or condition(), within)
        except CheckFailed as failure:
            raise CheckFailed(f"{failure}; OBS said: {self.said[-3000:]}")
        self.must_run()

    def must_run(self):
        if self.has_ended:
            raise CheckFailed(f"OBS ended with status {self.process.returncode}; it said: {self.said[-3000:]}")

    @property
    def has_ended(self):
        return self.process.poll() is not None

    @property
    def threads(self):
        """Its threads: it is these that the kernel's trace names."""
        self.must_run()
        return {int(name) for name in os.listdir(f"/proc/{self.pid}/task")}

    @property
    def said(self):
        with open(f"{FOLDER}/log", errors="replace") as file:
            return file.read()
