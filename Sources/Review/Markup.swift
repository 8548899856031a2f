/// HTML that cannot be broken by what is put into it: text is escaped, only `raw` and tags are not.
struct Markup {
    private(set) var html = ""

    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // Control characters are not allowed in a page, and a terminal's colours mean nothing here.
            case "\n", "\t": escaped.unicodeScalars.append(character)
            default:
                if character.value >= 0x20 && character.value != 0x7F {
                    escaped.unicodeScalars.append(character)
                }
            }
        }
        return escaped
    }

    mutating func text(_ text: String) {
        html += Markup.escape(text)
    }

    mutating func raw(_ markup: String) {
        html += markup
    }

    /// An element with contents; `attributes` are escaped.
    mutating func tag(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ contents: (inout Markup) -> Void
    ) {
        open(name, attributes)
        contents(&self)
        html += "</\(name)>"
    }

    mutating func tag(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        tag(name, attributes) { $0.text(text) }
    }

    /// An element without contents.
    mutating func void(_ name: String, _ attributes: KeyValuePairs<String, String>) { open(name, attributes) }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        html += "<\(name)"
        for (key, value) in attributes { html += " \(key)=\"\(Markup.escape(value))\"" }
        html += ">"
    }

    mutating func list(_ items: [String], empty: String) {
        if items.isEmpty {
            tag("p", ["class": "quiet"], text: empty)
        } else {
            tag("ul") { list in for item in items { list.tag("li", text: item) } }
        }
    }

    mutating func table(_ headers: [String], _ rows: [[String]], classes: String = "") {
        tag("div", ["class": "wide"]) { wide in
            wide.tag("table", ["class": classes]) { table in
                table.tag("thead") { head in
                    head.tag("tr") { row in for header in headers { row.tag("th", text: header) } }
                }
                table.tag("tbody") { body in
                    for cells in rows {
                        body.tag("tr") { row in for cell in cells { row.tag("td", text: cell) } }
                    }
                }
            }
        }
    }
}
