/// How long a picture has stood still, in two senses, every byte of it read.
///
/// *Still*: the mean absolute difference to the first picture of the run, over all samples, stays within 0.001. The
/// reference stays the first, so a slow drift ends the run (ffmpeg freezedetect). A quiet product shot can be still
/// and alive. *Identical*: every byte repeats; no living sensor does that, for its noise never comes twice.
/// *Frozen*: still and identical for the time asked.
package struct Stillness: Sendable {
    /// ffmpeg freezedetect's default noise, −60 dB.
    package static let noise = 0.001

    /// Seconds of repetition before a picture is called frozen; freezedetect's default is 2.
    package let hold: Double
    private var layout: PictureLayout?
    /// The first picture of the run, padding left out.
    private var reference: [UInt8] = []
    private var stillSince = 0.0
    private var sameSince = 0.0
    /// How the picture before differed from the reference: not at all, or with this fingerprint.
    private var last: PayloadHash?

    package init(hold: Double = 2) { self.hold = hold }

    package struct Figures: Equatable, Sendable {
        /// To the first picture of the run, as a share of 256; nil for the very first picture. Once it is certain that
        /// the picture is not still the rest is not added: then it is the least that the difference can be.
        package var difference: Double?
        package var isStill: Bool
        /// Seconds the picture has been still.
        package var stillFor: Double
        /// Seconds every byte has repeated.
        package var sameFor: Double
        package var isFrozen: Bool
    }

    /// Judges one more picture, taken at `time` seconds on a clock that never steps back. `bytes` has at least the
    /// layout's byte count.
    package mutating func step(_ bytes: RawSpan, _ layout: PictureLayout, at time: Double) -> Figures {
        let figures = compare(bytes, layout, at: time)
        if !figures.isStill { keep(bytes, layout, planes: layout.planes.indices) }
        return figures
    }

    /// Judges one more picture. One that is not still is the next reference: the caller has it kept.
    mutating func compare(_ bytes: RawSpan, _ layout: PictureLayout, at time: Double) -> Figures {
        let difference = self.layout == layout ? Self.difference(bytes, layout, reference) : nil
        let isStill = (difference ?? 1) <= Self.noise
        if isStill {
            let hash = difference == 0 ? nil : Self.fingerprint(bytes, layout)
            if hash != last { sameSince = time }
            last = hash
        } else {
            (stillSince, sameSince, last) = (time, time, nil)
            self.layout = layout
            if reference.count != layout.usedBytes {
                reference = [UInt8](repeating: 0, count: layout.usedBytes)
            }
        }
        let (stillFor, sameFor) = (time - stillSince, time - sameSince)
        return Figures(
            difference: difference, isStill: isStill, stillFor: stillFor, sameFor: sameFor,
            isFrozen: stillFor >= hold && sameFor >= hold)
    }

    /// Keeps whole planes.
    mutating func keep(_ bytes: RawSpan, _ layout: PictureLayout, planes: Range<Int>) {
        var start = layout.planes[..<planes.lowerBound].reduce(0) { $0 + $1.used * $1.rows }
        for plane in layout.planes[planes] {
            for row in 0..<plane.rows { keep(bytes, plane, row: row, start: start) }
            start += plane.used * plane.rows
        }
    }

    /// Keeps one row of the first plane: cheapest while the row is in the processor's nearest cache.
    mutating func keep(_ bytes: RawSpan, _ layout: PictureLayout, row: Int) {
        keep(bytes, layout.planes[0], row: row, start: 0)
    }

    private mutating func keep(_ bytes: RawSpan, _ plane: PictureLayout.Plane, row: Int, start: Int) {
        let source = plane.offset + row * plane.bytesPerRow
        let target = start + row * plane.used
        reference.withUnsafeMutableBytes { kept in
            bytes.extracting(source..<source + plane.used).withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: kept[target..<target + plane.used]).copyMemory(
                    from: $0)
            }
        }
    }

    /// `body` says whether to go on.
    @inline(__always)
    private static func eachRow(_ layout: PictureLayout, _ body: (Range<Int>) -> Bool) {
        for plane in layout.planes {
            for row in 0..<plane.rows {
                let start = plane.offset + row * plane.bytesPerRow
                guard body(start..<start + plane.used) else { return }
            }
        }
    }

    private static func difference(_ bytes: RawSpan, _ layout: PictureLayout, _ reference: [UInt8]) -> Double
    {
        let count = Double(reference.count)
        let certain = noise * 256 * count + 1
        let kept = reference.span.bytes
        var place = 0
        var total = 0
        eachRow(layout) { row in
            total += ByteDifference.sum(bytes.extracting(row), kept.extracting(place..<place + row.count))
            place += row.count
            return Double(total) <= certain
        }
        // The order of the divisions is freezedetect's: the last bit decides at the limit.
        return Double(total) / count / 256
    }

    private static func fingerprint(_ bytes: RawSpan, _ layout: PictureLayout) -> PayloadHash {
        var hash = PayloadHash()
        eachRow(layout) { row in
            hash.take(bytes.extracting(row))
            return true
        }
        return hash
    }
}
