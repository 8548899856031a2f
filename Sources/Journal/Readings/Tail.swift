import Compression
import FoundationEssentials
import GRDB
import StudioModel

/// The newest readings of every series together, one row a flush: small writes now, large blocks later.
struct Tail {
    var boot: String
    var wall: Int64
    var body: [UInt8]

    static func pack(_ series: [SeriesKey: [RecordedSample]]) throws -> [UInt8] {
        var writer = ByteWriter()
        writer.write(series.count)
        for (key, samples) in series.sorted(by: { $0.key < $1.key }) {
            writer.write(key.subject.rawValue)
            writer.write(key.metric.rawValue)
            writer.write(BlockCoding.encode(samples))
        }
        // Written every few seconds and soon replaced: speed before size.
        return try Zstandard.compress(writer.bytes, level: 1)
    }

    func unpacked() throws -> [SeriesKey: [RecordedSample]] {
        var reader = ByteReader(try Zstandard.decompress(body))
        var series: [SeriesKey: [RecordedSample]] = [:]
        for _ in 0..<(try reader.count(atMost: body.count * 1000)) {
            guard let subject = Subject(rawValue: try reader.text()) else { throw ByteReader.Damaged() }
            let key = SeriesKey(subject, Metric(try reader.text()))
            series[key, default: []] += try BlockCoding.decode(reader.block())
        }
        return series
    }

    static func all(_ database: Database) throws -> [Tail] {
        try Row.fetchAll(database, sql: "SELECT * FROM tail ORDER BY id").map { row in
            Tail(boot: row["boot"], wall: row["wall"], body: [UInt8](row["body"] as Data))
        }
    }
}
