import FFmpeg
import FoundationEssentials
import JPEG
import ProbeKit
import ProbeProtocol
import StudioModel
import Synchronization

/// The newest key frame of a stream, kept as it came: a picture is made of it only when evidence is asked for.
final class StreamEvidence: Sendable {
    private let newest = Mutex<KeyFrame?>(nil)

    func keep(_ frame: KeyFrame) { newest.withLock { $0 = frame } }

    /// Writes the picture as a JPEG file.
    func write(_ request: CaptureRequest) throws {
        guard request.kind == "image/jpeg" else {
            throw Refusal("a stream keeps image/jpeg only, not \(request.kind)")
        }
        guard let frame = newest.withLock({ $0 }) else {
            throw Refusal("no picture of \(request.subject) has come yet")
        }
        do {
            let bytes = try frame.picture().jpeg()
            try Data(bytes).write(to: URL(filePath: request.file), options: .atomic)
        } catch let error as FFmpegError {
            throw Refusal("the picture of \(request.subject) cannot be decoded: \(error)")
        } catch let error as JPEGError {
            throw Refusal(error.description)
        } catch {
            throw Refusal("could not write \(request.file): \(error)")
        }
    }
}

extension KeyPicture {
    /// JPEG is full range: 16...235 and 16...240 are stretched to it.
    fileprivate func jpeg() throws -> [UInt8] {
        func stretch(_ codes: [UInt8], middle: Int, span: Int) -> [UInt8] {
            guard !isFullRange else { return codes }
            let offset = middle == 0 ? 16 : 128
            return codes.map { UInt8(clamping: (Int($0) - offset) * 255 / span + middle) }
        }
        return try PlanarPicture(
            width: width, height: height, luma: stretch(luma, middle: 0, span: 219),
            blueChroma: stretch(blueChroma, middle: 128, span: 224),
            redChroma: stretch(redChroma, middle: 128, span: 224), halvesRows: true
        ).jpeg()
    }
}
