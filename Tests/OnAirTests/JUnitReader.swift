import FoundationXML
import Foundation

/// Reads an XML text whole: whether it is well-formed, and the attributes of the last element of each name.
final class JUnitReader: NSObject, XMLParserDelegate {
    private(set) var attributes: [String: [String: String]] = [:]
    private(set) var isWellFormed = false

    init(_ text: String) {
        super.init()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        self.attributes[name] = attributes
    }
}
