import Foundation
import StudioModel

/// What a path leads to, links followed.
struct FileFacts {
    enum Kind {
        case missing, regular, folder, other
    }

    var kind: Kind
    var size: Int
    /// Permission bits, as in 0600.
    var mode: Int
    private var path: String

    init(path: String) {
        self.path = URL(filePath: path).resolvingSymlinksInPath().path
        let attributes = (try? FileManager.default.attributesOfItem(atPath: self.path)) ?? [:]
        switch attributes[.type] as? FileAttributeType {
        case .some(.typeRegular): kind = .regular
        case .some(.typeDirectory): kind = .folder
        case .some: kind = .other
        case nil: kind = .missing
        }
        size = FileFacts.number(attributes[.size]) ?? .max
        mode = FileFacts.number(attributes[.posixPermissions]) ?? 0o777
    }

    /// Everything in the file.
    func bytes(_ place: Place) throws(ProfileError) -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw ProfileError(
                .unreadable, at: place, .init("the file cannot be read", "无法读取文件"),
                advice: .init(
                    "allow it with `chmod u+r`, or run as the user who owns it", "用 `chmod u+r` 授权，或以文件所有者运行")
            )
        }
    }

    /// Foundation boxes its integers, its essential half does not; what is neither is not known, and then the file is
    /// taken for large and open to everybody.
    private static func number(_ value: Any?) -> Int? {
        (value as? NSNumber)?.intValue ?? (value as? any BinaryInteger).map { Int(clamping: $0) }
    }
}
