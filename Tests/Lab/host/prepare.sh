# Sourced by ../lab: fetches what the machine boots from. Nothing is installed on the host.

# The newest kernel Debian's archive offers, as a package name; empty when the package lists are missing.
newest_kernel_package() {
    apt-cache depends --important linux-image-amd64 2>/dev/null |
        sed -n 's/^ *Depends: \(linux-image-[0-9][^ ]*\)$/\1/p' | head -1
}

# unpack PACKAGE FOLDER: downloads a Debian package and unpacks it, whole or not at all.
unpack() {
    local package=$1 folder=$2 scratch=$cache/unpack.$$
    rm -rf "$scratch"
    mkdir -p "$scratch/download" "$scratch/root"
    if ! (cd "$scratch/download" && apt-get download "$package") >"$cache/download.log" 2>&1; then
        rm -rf "$scratch"
        return 1
    fi
    dpkg-deb -x "$scratch"/download/*.deb "$scratch/root"
    mkdir -p "$(dirname "$folder")"
    rm -rf "$folder"
    mv "$scratch/root" "$folder"
    rm -rf "$scratch"
}

fetch() {
    local package=$1 folder=$2
    [ -d "$folder" ] && return 0
    say "fetching $package"
    unpack "$package" "$folder" && return 0
    # The archive keeps only its newest versions: an old list names a file that is gone.
    if [ "$(id -u)" = 0 ] && apt-get update >"$cache/download.log" 2>&1 && unpack "$package" "$folder"; then
        return 0
    fi
    sed 's/^/  /' "$cache/download.log" >&2
    unavailable "could not download Debian's package $package" "refresh the package lists: apt-get update"
}

# Sets $kernel, $vmlinuz, $modules and $initramfs; quick when everything is there.
prepare() {
    [ "$(uname -m)" = x86_64 ] || unavailable "the virtual studio needs an x86-64 host, this is $(uname -m)"
    # The devices are programs of the project too: a machine without them would fail claim by claim.
    [ -x "$programs/virtual-usb-device" ] ||
        unavailable "no virtual-usb-device in $programs" "swift build; or name the folder: ONAIR_LAB_PROGRAMS"
    local tool package
    for tool in qemu-system-x86_64:qemu-system-x86 apt-get:apt dpkg-deb:dpkg /usr/bin/python3:python3-minimal \
        v4l2-ctl:v4l-utils arecord:alsa-utils pulseaudio:pulseaudio pactl:pulseaudio-utils ffmpeg:ffmpeg \
        obs:obs-studio Xvfb:xvfb \
        /lib/systemd/systemd-udevd:udev /usr/sbin/depmod:kmod; do
        package=${tool##*:}
        command -v "${tool%%:*}" >/dev/null ||
            unavailable "${tool%%:*} is missing" "apt-get install --no-install-recommends $package"
    done

    package=$(newest_kernel_package)
    if [ -z "$package" ] && [ "$(id -u)" = 0 ]; then
        apt-get update >"$cache/download.log" 2>&1 || true
        package=$(newest_kernel_package)
    fi
    [ -n "$package" ] ||
        unavailable "Debian's package lists do not name a kernel (linux-image-amd64)" "apt-get update"
    kernel=${package#linux-image-}
    fetch "$package" "$cache/kernel/$kernel"
    fetch busybox-static "$cache/busybox"
    vmlinuz=$cache/kernel/$kernel/boot/vmlinuz-$kernel
    modules=$cache/kernel/$kernel/lib/modules/$kernel
    busybox=$cache/busybox/bin/busybox
    [ -f "$vmlinuz" ] && [ -d "$modules" ] || unavailable "$package holds no $vmlinuz" "rm -r $cache/kernel"

    # modprobe reads the binary index; the last file depmod writes says it is complete.
    if [ ! -f "$modules/modules.devname" ]; then
        /usr/sbin/depmod -b "$cache/kernel/$kernel" "$kernel" 2>"$cache/depmod.log" ||
            unavailable "could not list the kernel's modules: $(tail -1 "$cache/depmod.log")"
    fi
    make_initramfs
}

# module_closure NAME...: the files of these modules and of everything they need, in loading order.
module_closure() {
    local name=$1 line file
    line=$(grep -E "^[^:]*/${name//[-_]/[-_]}\.ko[^:]*:" "$modules/modules.dep") || {
        # Built into the kernel in this version: nothing to load.
        grep -qE "/${name//[-_]/[-_]}\.ko$" "$modules/modules.builtin" && return 0
        unavailable "kernel $kernel has no module $name"
    }
    # modules.dep lists needs outermost first, so the reverse is the order to load them in.
    for file in $(tr -d : <<<"$line" | tr ' ' '\n' | tac); do printf '%s\n' "$file"; done
}

# The first root of the guest: busybox, the modules that reach the host's file system, and init.
make_initramfs() {
    initramfs=$cache/kernel/$kernel/initramfs.gz
    [ "$initramfs" -nt "$here/guest/init" ] && [ "$initramfs" -nt "$here/host/prepare.sh" ] && return 0
    local root=$cache/initramfs.$$ name file
    rm -rf "$root"
    mkdir -p "$root"/{bin,dev,proc,sys,modules,lower,upper,host}
    cp "$busybox" "$root/bin/busybox"
    cp "$here/guest/init" "$root/init"
    chmod 755 "$root/init" "$root/bin/busybox"
    for name in virtio_pci 9pnet_virtio 9p overlay; do module_closure "$name"; done |
        awk '!seen[$0]++' >"$root/modules/order"
    while read -r file; do cp "$modules/$file" "$root/modules/"; done <"$root/modules/order"
    (cd "$root" && find . | "$busybox" cpio -o -H newc 2>/dev/null | gzip -1) >"$initramfs.new"
    mv "$initramfs.new" "$initramfs"
    rm -rf "$root"
}
