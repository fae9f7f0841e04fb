import CLibXML

/// Receives what the parser meets and assembles records. Lives for one document, on one thread.
final class XMLRecordBuilder {
    private(set) var error: XMLSyntaxError?
    private(set) var stopped: (any Error)?
    var parser: xmlParserCtxtPtr?

    private let isRecord: (String, String) -> Bool
    private let receive: (XMLElement, [String]) throws -> Void
    private var path: [String] = []
    private var open: [XMLElement] = []
    private var names: [UnsafePointer<xmlChar>: String] = [:]

    init(
        isRecord: @escaping (String, String) -> Bool, receive: @escaping (XMLElement, [String]) throws -> Void
    ) {
        self.isRecord = isRecord
        self.receive = receive
    }

    /// The builder behind the pointer that the parser carries.
    static func at(_ data: UnsafeMutableRawPointer?) -> XMLRecordBuilder? {
        data.map { Unmanaged<XMLRecordBuilder>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(
        _ name: UnsafePointer<xmlChar>?, _ count: Int32, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard stopped == nil, let name else { return }
        let text = interned(name)
        guard !open.isEmpty || isRecord(path.last ?? "", text) else {
            path.append(text)
            return
        }
        var element = XMLElement(name: text, line: Int(xmlSAX2GetLineNumber(parser)))
        if let attributes { element.attributes = read(attributes, Int(count)) }
        open.append(element)
    }

    func append(_ text: UnsafePointer<xmlChar>?, _ length: Int32) {
        guard let text, let last = open.indices.last else { return }
        open[last].text += String(decoding: UnsafeBufferPointer(start: text, count: Int(length)), as: UTF8.self)
    }

    func end() {
        guard stopped == nil else { return }
        guard let element = open.popLast() else {
            _ = path.popLast()
            return
        }
        if let parent = open.indices.last {
            open[parent].children.append(element)
            return
        }
        do {
            try receive(element, path)
        } catch {
            stopped = error
            if let parser { xmlStopParser(parser) }
        }
    }

    /// Keeps the first error only: what follows is its consequence.
    func note(_ error: XMLSyntaxError) {
        guard stopped == nil, self.error == nil else { return }
        self.error = error
    }

    /// Names come from the parser's dictionary: the same address is the same name.
    private func interned(_ name: UnsafePointer<xmlChar>) -> String {
        if let known = names[name] { return known }
        let text = String(cString: name)
        names[name] = text
        return text
    }

    /// Five pointers an attribute: local name, prefix, address, start and end of the value.
    private func read(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int) -> [String: String] {
        var values: [String: String] = [:]
        for index in 0..<count {
            guard let name = attributes[index * 5], let start = attributes[index * 5 + 3],
                let end = attributes[index * 5 + 4]
            else { continue }
            values[interned(name)] = String(
                decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
        }
        return values
    }
}
