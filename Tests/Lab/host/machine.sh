# Sourced by ../lab: boots the machine, shows the suite's lines as they come, says what became of it.

# machine SUITE SCRIPT [CHECK...]
machine() {
    local suite=$1 script=$2
    shift 2
    local results=$cache/results/$suite seconds=${ONAIR_LAB_TIMEOUT:-1200}
    rm -rf "$results"
    mkdir -p "$results"
    : >"$results/suite.log"
    : >"$results/console.log"
    # What the guest runs; a file, because a kernel command line is short and has no quoting.
    printf '%s\0' "$script" "$@" >"$results/arguments"
    printf 'export ONAIR_LAB=%q ONAIR_LAB_PROGRAMS=%q ONAIR_LAB_MODULES=%q\n' \
        "$here" "$programs" "$modules" >"$results/environment"

    # Without the fast string instructions: emulated one byte at a time, they make copying five times slower
    # (measured: dd from tmpfs 123 against 562 MB/s), and USB pictures are copied often.
    local started=$SECONDS emulator viewer meter status=0
    timeout --kill-after=5 "$seconds" qemu-system-x86_64 \
        -accel tcg,thread=multi -cpu max,-erms,-fsrm -smp 2 -m 768 -M q35 \
        -nodefaults -no-reboot -monitor none -display none -serial "file:$results/console.log" \
        -kernel "$vmlinuz" -initrd "$initramfs" \
        -append "console=ttyS0 loglevel=3 panic=-1 mitigations=off cryptomgr.notests random.trust_cpu=on \
8250.nr_uarts=1 nokaslr audit=0 apparmor=0" \
        -fsdev local,id=host,path=/,security_model=none,readonly=on,multidevs=remap \
        -device virtio-9p-pci,fsdev=host,mount_tag=host \
        -fsdev "local,id=results,path=${results//,/,,},security_model=none" \
        -device virtio-9p-pci,fsdev=results,mount_tag=results \
        </dev/null >"$results/emulator.log" 2>&1 8>&- &
    emulator=$!
    tail -n +1 -f --pid="$emulator" "$results/suite.log" 8>&- &
    viewer=$!
    watch_load "$emulator" "$results/host-load" 8>&- &
    meter=$!
    # shellcheck disable=SC2064  # the ids of now
    trap "kill $emulator $viewer $meter 2>/dev/null; wait $emulator 2>/dev/null; exit 130" INT TERM HUP
    wait "$emulator" || status=$?
    wait "$viewer" "$meter" 2>/dev/null || true
    trap - INT TERM HUP

    local took="$((SECONDS - started)) s"
    if [ -s "$results/status" ]; then
        local verdict
        verdict=$(<"$results/status")
        say "suite $suite ended with status $verdict after $took (kernel $kernel); logs in $results"
        return "$verdict"
    fi
    explain "$results" "$status" "$seconds" "$took"
}

# watch_load PID FILE: keeps in FILE how long, in nanoseconds since its start, the emulator's threads were
# ready to run while the host's processors did something else. A rate that was missed meanwhile proves nothing.
watch_load() {
    local emulator thread waited total
    while kill -0 "$1" 2>/dev/null; do
        # The emulator is the child of `timeout`.
        emulator=$(cat "/proc/$1/task/$1/children" 2>/dev/null) || true
        total=0
        for thread in /proc/${emulator% }/task/*/schedstat; do
            read -r _ waited _ 2>/dev/null <"$thread" && total=$((total + waited))
        done
        echo "$total" >"$2.new"
        mv "$2.new" "$2"
        sleep 0.5
    done
}

# explain RESULTS STATUS SECONDS TOOK: the machine gave no verdict; finds out how far it came.
explain() {
    local results=$1 status=$2 seconds=$3 took=$4 reached reason
    reached=$(sed -n 's/^.*lab-stage: //p' "$results/console.log" | tail -1 | tr -d '\r')
    reason=$(grep -aE 'lab-failed:|Kernel panic|Out of memory|VFS: Unable' "$results/console.log" | head -1 |
        tr -d '\r') || true
    if [ ! -s "$results/console.log" ] && [ "$status" != 124 ]; then
        sed 's/^/  /' "$results/emulator.log" >&2
        unavailable "the emulator did not start (status $status)"
    fi
    [ -z "$reason" ] || say "$reason"
    if [ "$reached" = "suite" ]; then
        if [ "$status" = 124 ] || [ "$status" = 137 ]; then
            say "the suite did not end within $seconds s; its last line: $(tail -1 "$results/suite.log")"
        else
            say "the machine ended during the suite, after $took"
        fi
        tail -5 "$results/console.log" | sed 's/^/  /' >&2
        exit 75
    fi
    tail -15 "$results/console.log" | sed 's/^/  /' >&2
    [ "$status" != 124 ] || took="the $seconds s it was given (ONAIR_LAB_TIMEOUT)"
    unavailable "the machine did not boot: it came as far as '${reached:-the kernel}' in $took" \
        "console: $results/console.log"
}
