import KernelClock
import ProbeProtocol
import StudioModel
import SystemCalls
import Testing

@testable import onair_probe_host

@Suite struct `The computer's pressure and memory` {
    @Test func `pressure is the ten-second mean of some tasks waiting`() {
        let text = """
            some avg10=1.53 avg60=0.87 avg300=0.26 total=58761459
            full avg10=9.00 avg60=0.00 avg300=0.00 total=0
            """
        #expect(PressureMeasure.parse(text) == 1.53)
    }

    @Test(arguments: ["", "full avg10=1.00", "some avg60=1.00", "some avg10=x"])
    func `a pressure file that is not understood gives no number`(text: String) {
        #expect(PressureMeasure.parse(text) == nil)
    }

    @Test func `all three resources are read from their files`() throws {
        let tree = try FixtureTree([
            "proc/pressure/cpu": "some avg10=12.00 avg60=0.00 avg300=0.00 total=1\n",
            "proc/pressure/memory": "some avg10=0.00 avg60=0.00 avg300=0.00 total=1\n",
        ])
        let readings = PressureMeasure(tree.roots).read()
        #expect(readings["host.pressure.cpu"] == .number(12))
        #expect(readings["host.pressure.memory"] == .number(0))
        #expect(
            readings["host.pressure.io"]?.kind == "unsupported",
            "a kernel without PSI is not under no pressure")
    }

    @Test func `available memory is a share of all memory`() throws {
        let tree = try FixtureTree([
            "proc/meminfo": """
            MemTotal:        4000000 kB
            MemFree:          100000 kB
            MemAvailable:    1000000 kB
            """
        ])
        #expect(MemoryMeasure(tree.roots).read()["host.memory.available-ratio"] == .number(0.25))
        #expect(MemoryMeasure.facts(tree.roots)["memory-bytes"] == .number(4_096_000_000))
    }

    @Test func `a kernel that does not estimate available memory says so`() throws {
        let tree = try FixtureTree(["proc/meminfo": "MemTotal: 4000000 kB\n"])
        #expect(MemoryMeasure(tree.roots).read()["host.memory.available-ratio"]?.kind == "unsupported")
    }
}

@Suite struct `Room for the recording` {
    private func read(match: [String: Value], expect: [String: Value] = [:]) throws -> [Metric: Outcome] {
        let subject = try #require(Subject(rawValue: "host/studio-pc"))
        return DiskMeasure(SubjectConfiguration(subject: subject, match: match, expect: expect)).read()
    }

    @Test func `six hours of room for a four-hour show is one and a half`() {
        // 8 Mbit/s is 3.6 GB an hour.
        #expect(DiskMeasure.ratio(freeBytes: 21.6e9, bitrate: 8e6, hours: 4) == 1.5)
        #expect(DiskMeasure.ratio(freeBytes: 21.6e9, bitrate: 0, hours: 4) == nil)
        #expect(DiskMeasure.ratio(freeBytes: 21.6e9, bitrate: 8e6, hours: 0) == nil)
    }

    @Test func `free room is read where the profile says`() throws {
        let readings = try read(
            match: ["path": "/tmp"], expect: ["show-hours": 4, "record-bitrate": 8_000_000])
        let free = try #require(readings["host.disk.free"]?.value?.number)
        #expect(free > 0)
        #expect(readings["host.disk.show-ratio"] == .number(free / 1e6 / 3600 / 4))
    }

    @Test func `without a path or the show's length nothing is guessed`() throws {
        let nowhere = try read(match: [:])
        #expect(nowhere["host.disk.free"]?.kind == "unsupported")
        let endless = try read(match: ["path": "/tmp"])
        #expect(endless["host.disk.show-ratio"]?.kind == "unsupported")
        #expect(endless["host.disk.show-ratio"]?.reason?.contains("show-hours") == true)
    }

    @Test func `a folder that is missing is absent, and said by name`() throws {
        let readings = try read(match: ["path": "/tmp/onair-no-such-folder"])
        #expect(readings["host.disk.free"] == .absent("there is no folder /tmp/onair-no-such-folder"))
        #expect(readings["host.disk.show-ratio"]?.kind == "absent")
    }

    @Test func `a read-only file system has no room`() throws {
        #expect(try read(match: ["path": "/proc"])["host.disk.free"]?.kind != "absent")
    }
}

@Suite struct `The clock` {
    private func clock(status: Int32, offset: Int = 0, estimated: Int = 0) -> KernelClock {
        KernelClock(status: status, offset: offset, estimatedError: estimated)
    }

    @Test func `nanosecond and microsecond offsets come out in milliseconds`() {
        #expect(clock(status: 0x2001, offset: -3_000_000).offset == -3)  // STA_NANO, STA_PLL
        #expect(clock(status: 0x0001, offset: 3000).offset == 3)
        #expect(clock(status: 0x2001, offset: -3_000_000, estimated: 500).error == 3)
        #expect(clock(status: 0x2001, offset: 0, estimated: 1500).error == 1.5)
    }

    @Test func `an unsynchronised clock has no known error`() {
        let lost = clock(status: 0x0040, estimated: 16_000_000)
        let readings = ClockMeasure { lost }.read()
        #expect(readings["host.clock.synchronised"] == .flag(false))
        #expect(readings["host.clock.error"]?.kind == "absent")
    }

    @Test func `the kernel answers`() {
        #expect(ClockMeasure().read()["host.clock.synchronised"]?.value?.flag != nil)
    }
}

@Suite struct `Temperatures` {
    @Test func `the sensor nearest to a harmful limit gives the margin, the hottest the temperature`() throws
    {
        let tree = try FixtureTree([
            "sys/class/thermal/thermal_zone0/type": "x86_pkg_temp\n",
            "sys/class/thermal/thermal_zone0/temp": "71000\n",
            "sys/class/thermal/thermal_zone0/trip_point_0_type": "critical\n",
            "sys/class/thermal/thermal_zone0/trip_point_0_temp": "105000\n",
            "sys/class/thermal/thermal_zone0/trip_point_1_type": "passive\n",
            "sys/class/thermal/thermal_zone0/trip_point_1_temp": "95000\n",
            "sys/class/thermal/thermal_zone0/trip_point_2_type": "active\n",
            "sys/class/thermal/thermal_zone0/trip_point_2_temp": "60000\n",
            "sys/class/hwmon/hwmon0/name": "nvme\n",
            "sys/class/hwmon/hwmon0/temp1_input": "64850\n",
            "sys/class/hwmon/hwmon0/temp1_label": "Composite\n",
            "sys/class/hwmon/hwmon0/temp1_max": "69850\n",
            "sys/class/hwmon/hwmon0/temp1_crit": "74850\n",
            "sys/class/hwmon/hwmon0/temp2_input": "127000\n",
        ])
        let readings = TemperatureMeasure(tree.roots).read()
        #expect(readings["host.temperature"] == .number(71))
        #expect(readings["host.temperature.margin"] == .number(5))
        #expect(readings["host.temperature.sensor"] == .text("nvme Composite"))
    }

    @Test func `a sensor without limits has a temperature and no margin`() throws {
        let tree = try FixtureTree([
            "sys/class/thermal/thermal_zone0/type": "acpitz\n",
            "sys/class/thermal/thermal_zone0/temp": "27800\n",
            "sys/class/thermal/thermal_zone0/trip_point_0_type": "critical\n",
            "sys/class/thermal/thermal_zone0/trip_point_0_temp": "-274000\n",
        ])
        let readings = TemperatureMeasure(tree.roots).read()
        #expect(readings["host.temperature"] == .number(27.8))
        #expect(readings["host.temperature.margin"]?.kind == "unsupported")
        #expect(readings["host.temperature.sensor"] == .text("acpitz"))
    }

    @Test func `a machine without sensors says so`() throws {
        let tree = try FixtureTree(["proc/none": ""])
        #expect(TemperatureMeasure(tree.roots).read().values.allSatisfy { $0.kind == "unsupported" })
    }
}

@Suite struct `The host probe` {
    @Test func `every metric it describes is sent at each look, and no other`() throws {
        let subject = try #require(Subject(rawValue: "host/studio-pc"))
        let session = HostSession(SubjectConfiguration(subject: subject), roots: .system)
        #expect(Set(session.read().keys) == Set(HostProbe.description.metrics.map(\.name)))
    }

    @Test func `the computer is discovered under its own name`() throws {
        let tree = try FixtureTree(["proc/sys/kernel/hostname": "studio-pc\n"])
        #expect(HostProbe(roots: tree.roots).discover().map(\.name) == ["studio-pc"])
    }
}
