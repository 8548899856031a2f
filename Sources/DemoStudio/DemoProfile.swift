import FoundationEssentials
import StudioModel

/// The demo's profile: the shipped one, with the port that is free now and the secret in a file.
enum DemoProfile {
    static func write(to folder: DemoFolder, port: Int, data: String) throws {
        let shipped = data + "/studios/demo.yaml"
        let text = try String(contentsOfFile: shipped, encoding: .utf8)
        let filled = text.replacing("19350", with: "\(port)")
            .replacing("env:ONAIR_DEMO_INGEST", with: "file:\(folder.secret)")
        guard filled != text else {
            throw DemoError(
                .init("\(shipped) names no port 19350", "\(shipped) 中没有端口 19350"),
                advice: .init("Restore the shipped profile.", "请恢复随程序发布的配置。"))
        }
        try DemoFolder.write(filled, to: folder.profile)
    }
}
