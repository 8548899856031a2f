"""The camera probe against vivid, the kernel's camera simulator, and against USB cameras over uvcvideo."""

import sys

from support import checks
from cameras import webcam

# Importing a file of claims registers them; they run in this order.
from cameras import found, row, signal, streaming, access, quiet, usbrow, plugs, usb, findings, usbfindings, rig  # noqa: F401

if __name__ == "__main__":
    webcam.start()
    checks.run(sys.argv[1:])
