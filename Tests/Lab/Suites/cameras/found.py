"""Which cameras there are."""

import json
import os

from support.checks import check, eventually, expect
from support.probe import describe, inspect
from support.studio import USBDevice

from .webcam import HDMI, OUTPUT, PROBE, SVIDEO, TUNER, WEBCAM, subject


@check("describe names the family, its isolation and its metrics")
def describes():
    said = describe(PROBE)
    names = {metric["name"] for metric in said["metrics"]}
    expect(said["family"] == "camera" and said["isolation"] == "subject", said)
    expect({"camera.present", "camera.fps.delivered", "picture.black"} <= names, sorted(names))


@check("each simulated camera is one device, and free")
def simulated_cameras():
    found = inspect(PROBE, [], mode="passive")
    for node in (WEBCAM, HDMI, SVIDEO, TUNER):
        state = found.device(node=os.path.basename(node))["state"]
        expect("free" in json.dumps(state), state)


@check("a node that pictures are written into is no camera, also when the profile names it")
def output_node():
    found = inspect(PROBE, subject(node=OUTPUT), mode="passive", seconds=5)
    nodes = [device["identity"].get("node") for device in found.devices()]
    expect(os.path.basename(WEBCAM) in nodes and os.path.basename(OUTPUT) not in nodes, nodes)
    expect(found.latest("camera.present") is False or found.latest("camera.access") == "no-producer", found.summary())


@check("a USB camera is one device, though it has two nodes, and carries its serial number")
def usb_camera_is_one():
    with USBDevice("camera", port=0, serial="A1B2", size="320x180") as camera:
        camera.node()
        found = inspect(PROBE, [], mode="passive")
        identity = found.device(serial="A1B2")["identity"]
        expect("046d" in identity.get("vendor-product", "").lower(), identity)
        expect(identity.get("bus-path"), identity)
        usb = [d for d in found.devices() if "046d" in json.dumps(d["identity"]).lower()]
        expect(len(usb) == 1, usb)
    camera.gone()


@check("twins without serial numbers are two devices, told apart by their ports")
def twins():
    with USBDevice("camera", port=1, size="320x180"), USBDevice("camera", port=2, size="320x180"):
        def both():
            found = inspect(PROBE, [], mode="passive").devices()
            return {d["identity"].get("bus-path") for d in found
                    if "046d" in d["identity"].get("vendor-product", "").lower()}

        paths = eventually("two cameras", lambda: len(both()) == 2 and both())
        expect(None not in paths, paths)
