/// Days and dates of the proleptic Gregorian calendar, without a time zone database.
///
/// The arithmetic is Howard Hinnant's `days_from_civil` (public domain): years start in March, so that the
/// leap day is the last of its year.
enum CivilDate {
    /// Year, month and day of a day counted from 1970-01-01.
    static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The day counted from 1970-01-01.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Milliseconds since 1970 of an RFC 3339 text.
    static func parse(_ text: String) -> Int64? {
        var rest = Substring(text)
        guard let year = take(&rest, digits: 4), skip(&rest, "-"), let month = take(&rest, digits: 2),
            skip(&rest, "-"), let day = take(&rest, digits: 2), skip(&rest, "T") || skip(&rest, " "),
            let hour = take(&rest, digits: 2), skip(&rest, ":"), let minute = take(&rest, digits: 2)
        else { return nil }
        var second = 0
        if skip(&rest, ":") {
            guard let seconds = take(&rest, digits: 2) else { return nil }
            second = seconds
        }
        guard (1...12).contains(month), isReal(year, month, day), hour < 24, minute < 60, second < 61 else {
            return nil
        }
        var milliseconds = 0
        if skip(&rest, ".") {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            guard let thousandths = Int((digits + "000").prefix(3)) else { return nil }
            milliseconds = thousandths
        }
        guard let offset = offset(&rest), rest.isEmpty else { return nil }
        let seconds =
            days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        return Int64(seconds) * 1000 + Int64(milliseconds)
    }

    /// Whether the calendar has that day: 30 February would quietly become 2 March.
    private static func isReal(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        guard (1...31).contains(day) else { return false }
        return civil(fromDays: days(year: year, month: month, day: day)) == (year, month, day)
    }

    private static func offset(_ rest: inout Substring) -> Int? {
        if skip(&rest, "Z") || skip(&rest, "z") { return 0 }
        let sign = rest.first == "+" ? 1 : rest.first == "-" ? -1 : 0
        guard sign != 0 else { return nil }
        rest = rest.dropFirst()
        guard let hours = take(&rest, digits: 2), skip(&rest, ":"), let minutes = take(&rest, digits: 2),
            hours < 24, minutes < 60
        else {
            return nil
        }
        return sign * (hours * 3600 + minutes * 60)
    }

    private static func take(_ rest: inout Substring, digits: Int) -> Int? {
        let part = rest.prefix(digits)
        guard part.count == digits, part.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(part)
        else {
            return nil
        }
        rest = rest.dropFirst(digits)
        return number
    }

    private static func skip(_ rest: inout Substring, _ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }
}
