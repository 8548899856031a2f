#!/bin/bash
# The smallest suite: the guest is up, sees the host's files and has the drivers the others need.
failures=0
check() {
    local claim=$1
    shift
    if output=$("$@" 2>&1); then echo "ok - $claim"; else
        echo "not ok - $claim"
        sed 's/^/#   /' <<<"$output"
        failures=$((failures + 1))
    fi
}

check "the kernel is Debian's" grep -q Debian /proc/version
check "the built programs are visible" test -d "$ONAIR_LAB_PROGRAMS"
check "the file system is writable, in the guest only" touch /etc/lab-was-here
for driver in vivid vhci-hcd uvcvideo snd-usb-audio snd-aloop; do
    check "the driver $driver loads" modprobe "$driver"
done
# udevadm settle refuses to work in a chroot, so the wait for udev's rules is ours.
node_in_group() { for _ in {1..50}; do [ "$(stat -c %G "$1" 2>&1)" = "$2" ] && return; sleep 0.1; done; ls -l "$1"; false; }
check "a virtual camera's node belongs to group video" node_in_group /dev/video0 video
check "a virtual sound card's node belongs to group audio" node_in_group /dev/snd/controlC0 audio
echo "# $failures failed"
[ "$failures" = 0 ]
