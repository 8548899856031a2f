import FoundationEssentials

/// The demo's profile: the shipped one, with the port that is free now and the secret in a file.
enum DemoProfile {
    static func write(to folder: DemoFolder, port: Int, data: String) throws {
        let shipped = data + "/studios/demo.yaml"
        let text = try String(contentsOfFile: shipped, encoding: .utf8)
        let filled = text.replacing("19350", with: "\(port)")
            .replacing("env:ONAIR_DEMO_INGEST", with: "file:\(folder.secret)")
        guard filled != text else {
            throw DemoError("\(shipped) names no port 19350", advice: "Restore the shipped profile.")
        }
        try DemoFolder.write(filled, to: folder.profile)
    }
}
