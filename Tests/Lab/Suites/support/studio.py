"""The hardware of the virtual studio: drivers, their controls, and USB devices that come and go."""

import glob
import os
import signal
import subprocess

from .checks import eventually
from .probe import program


def command(*words, **options):
    """Runs a program and gives its output; a failure carries what it said."""
    result = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if result.returncode != 0:
        raise RuntimeError(f"{' '.join(words)} gave status {result.returncode}: {result.stdout}")
    return result.stdout


def load(module, *parameters):
    command("modprobe", module, *parameters)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def vivid(node, **controls):
    """Sets controls of a vivid camera; the names are v4l2-ctl's."""
    command("v4l2-ctl", "-d", node, "-c", ",".join(f"{name}={value}" for name, value in controls.items()))


def wait_for_node(pattern):
    """The first device node that fits, once udev has given it its group."""

    def ready():
        # A link of udev may outlive its node by a moment: it does not count.
        return [node for node in glob.glob(pattern) if os.path.exists(node) and os.stat(node).st_gid != 0]

    return eventually(f"a node {pattern}", ready)[0]


def bound(driver, device, connected):
    """Takes a platform device from its driver while it is in use, or gives it back: a plug that is pulled."""
    write(f"/sys/bus/platform/drivers/{driver}/{'bind' if connected else 'unbind'}", device)


class USBDevice:
    """A USB device that is plugged in while this object is in its `with`; leaving pulls the plug."""

    def __init__(self, kind, port, serial="none", faults=None, **options):
        words = [program("virtual-usb-device"), kind, "--port", str(port), "--serial", serial]
        for name, value in options.items():
            words += [f"--{name}", str(value)]
        environment = {**os.environ, **{f"FAULT_{n.upper()}": str(v) for n, v in (faults or {}).items()}}
        self.process = subprocess.Popen(words, env=environment)
        self.kind = kind
        self.serial = serial

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.pull()

    def pull(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()

    def node(self):
        """The device's capture node, by its serial number as udev names it."""
        if self.kind == "camera":
            link = wait_for_node(f"/dev/v4l/by-id/*{self.serial}*index0")
        else:
            link = eventually(f"the sound card {self.serial}",
                              lambda: glob.glob(f"/dev/snd/by-id/*{self.serial}*"))[0]
        return os.path.realpath(link)

    def gone(self):
        """Waits until the kernel has removed the device, and udev its names."""
        def names():
            found = []
            for path in glob.glob("/sys/bus/usb/devices/*/serial"):
                try:
                    found.append(open(path).read().strip())
                except OSError:
                    pass  # removed between the two calls: gone, as we hope
            return found + [link for link in glob.glob("/dev/v4l/by-id/*") + glob.glob("/dev/snd/by-id/*")
                            if self.serial in link]

        eventually(f"{self.serial} gone", lambda: not any(self.serial in name for name in names()))


class Running:
    """A program in the background for the length of a `with`, for example one that holds a device."""

    def __init__(self, *words):
        self.words = words

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        return self.process

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


def reachable_by_everyone(path):
    """Opens the folders above a file to other users, in this machine's copy only: the repository may lie
    in a home directory that is closed to them."""
    folder = os.path.dirname(os.path.realpath(path))
    while folder != "/":
        os.chmod(folder, os.stat(folder).st_mode | 0o011)
        folder = os.path.dirname(folder)
