import Foundation
import Journal
import StudioModel
import TestSupport
import Testing

/// The disk that holds the journal becomes full while the show is watched, and has room again.
@Suite struct FullDiskTests {
    /// Each is raised, and opens an incident, when the small disk is nearly full: more than fits what is left of it.
    private static let rules = 30

    private static func profile(disk: String) -> String {
        let rules = (1...rules).map { number in
            """
                - id: host.disk.tested\(number)
                  fail: { when: { host.disk.free: "< 200000" } }
                  phases: [live]
                  clear: 1s
                  playbook: P8
                  title: { en: "The disk is tested", zh: "测试磁盘" }
                  advice: { en: "There is nothing to do.", zh: "无需处理。" }
                  source: "a test"
            """
        }
        return """
            name: tiny
            people:
              - { name: "Lin", roles: [technician, lead] }
            subjects:
              - subject: host/this-machine
                match: { path: "\(disk)" }
            rules:
              include: [desk]
              add:
            \(rules.joined(separator: "\n"))

            """
    }

    /// In a mount namespace of its own: a small disk that is filled while `watch` runs, and emptied again.
    private static let script = """
        onair=$1; disk=$2; said=$3
        mount -t tmpfs -o size=4m tmpfs "$disk" || exit 90
        await() { for i in $(seq 300); do grep -q "$1" "$said/watch" && return 0; sleep 0.1; done; echo "no $1"; }
        "$onair" show live --state "$disk" > "$said/show" 2>&1
        "$onair" watch --json --state "$disk" > "$said/watch" 2> "$said/errors" & watch=$!
        for i in $(seq 100); do [ -s "$disk/readings.sqlite" ] && break; sleep 0.1; done; sleep 6
        dd if=/dev/zero of="$disk/filler" bs=4096 2> /dev/null
        await '"event":"raised".*desk.journal.unwritable'
        sleep 2; "$onair" incidents raise P8 --state "$disk" > "$said/raise" 2>&1; echo $? > "$said/raise-code"
        kill -0 $watch && echo runs > "$said/runs"
        rm "$disk/filler"
        await '"event":"cleared".*desk.journal.unwritable'
        sleep 2; kill -INT $watch; wait $watch; echo $? > "$said/watch-code"
        "$onair" journal verify --state "$disk" > "$said/verify" 2>&1
        "$onair" journal replay --state "$disk" > "$said/replay" 2>&1; echo $? >> "$said/replay"
        mkdir "$said/kept"; cp "$disk"/*.sqlite* "$said/kept"
        """

    @Test(.enabled(if: Rig.canMount, "mounting a small disk needs a mount namespace"))
    func `a disk that becomes full during the show loses nothing, silences nothing, and is said`()
        async throws
    {
        let rig = try Rig(nil)
        let (disk, said) = (rig.scratch.path + "/disk", rig.scratch.path + "/said")
        for folder in [disk, said] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        try rig.scratch.write("studio.yaml", Self.profile(disk: disk))
        let arguments = ["bash", "-c", Self.script, "-", SourceTree.program("onair"), disk, said]
        let run = try await RunningProgram.run(
            Rig.unshare[0], Array(Rig.unshare.dropFirst()) + arguments, environment: rig.environment,
            folder: rig.scratch.path, within: .seconds(90))
        func text(_ name: String) -> String {
            String(decoding: FileManager.default.contents(atPath: said + "/" + name) ?? Data(), as: UTF8.self)
        }
        #expect(run.code == 0, "\(run.output) \(run.errors)")
        #expect(run.output == "", "\(run.output) \(text("errors"))")
        // Watching went on, every alarm was said, and the state was said to people and programs.
        #expect(text("runs") == "runs\n")
        let lines = text("watch").split(separator: "\n")
        for number in 1...Self.rules {
            let raised = lines.filter {
                $0.contains("\"event\":\"raised\"") && $0.contains("host.disk.tested\(number)\"")
            }
            #expect(raised.count == 1, "rule \(number)")
        }
        #expect(text("errors").contains("is full") && text("errors").contains("the journal is written again"))
        // What another program wrote meanwhile found room, or was refused in a sentence: nothing in between.
        let isRefused = text("raise-code") == "74\n" && text("raise").contains("is full")
        #expect(isRefused || text("raise-code") == "0\n", "\(text("raise"))")
        #expect(text("verify").hasPrefix("intact: "), "\(text("verify"))")
        #expect(text("replay").hasSuffix("all as in the journal\n0\n"), "\(text("replay"))")

        let journal = try Journal(folder: said + "/kept", access: .read)
        let show = try #require(try journal.newestShow())
        let entries = try journal.entries(ofShow: show.show).entries
        let record = ShowRecord(folding: entries)
        let opened = Set(record.incidents.compactMap(\.root?.rule))
        #expect(opened.isSuperset(of: (1...Self.rules).map { "host.disk.tested\($0)" }))
        #expect(opened.contains("desk.journal.unwritable"))
        #expect(record.openIncidents.allSatisfy { $0.root == nil })
        #expect(record.openIncidents.count == (isRefused ? 0 : 1))
        // Each bears the time it happened, and the stretch is said.
        let late = entries.first { if case .caughtUp = $0.event { true } else { false } }
        guard let late, case .caughtUp(let count, let since) = late.event else {
            Issue.record("nothing says that events were written late")
            return
        }
        #expect(count > 3)
        let during = record.transitions.filter { $0.at >= since && $0.at < late.at }
        #expect(during.contains { $0.transition.rule == "desk.journal.unwritable" })
        #expect(late.at.seconds(since: since) > 2)
    }
}
