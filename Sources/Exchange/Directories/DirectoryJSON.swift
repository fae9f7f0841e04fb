import Foundation

/// The JSON of Opendatasoft v2.1: an array of records, or `{"results": [...]}`.
enum DirectoryJSON {
    /// The number of a record in the array stands for its line.
    static func read(
        _ utf8: [UInt8], file: String, layout: DirectoryLayout, receive: (DirectoryRecord) -> ImportProblem?
    ) throws -> [ImportProblem] {
        let rows: [Row]
        do {
            let decoder = JSONDecoder()
            if let key = Row.wanted { decoder.userInfo[key] = Set(layout.wanted) }
            let isArray = utf8.first { $0 > 0x20 } == 0x5B
            rows =
                isArray
                ? try decoder.decode([Row].self, from: Data(utf8))
                : try decoder.decode(Page.self, from: Data(utf8)).results
        } catch {
            throw ExchangeFailure(file: file, cause: .brokenJSON(detail(error)))
        }
        let titles = rows.first?.titles.sorted() ?? layout.wanted
        try layout.check(titles, file: file)
        var problems = layout.notices(titles, file: file)
        for (index, row) in rows.enumerated() {
            let record = DirectoryRecord(file: file, line: index + 1, values: row.values)
            if let problem = receive(record) { problems.append(problem) }
        }
        return problems
    }

    private static func detail(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound: "liste « results » absente"
        case DecodingError.typeMismatch: "une liste d’enregistrements est attendue"
        default: "syntaxe incorrecte ou fichier coupé"
        }
    }

    private struct Page: Decodable { let results: [Row] }

    private struct Row: Decodable {
        static let wanted = CodingUserInfoKey(rawValue: "wanted")
        var titles: [String] = []
        var values: [String: [String]] = [:]

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            let wanted = Row.wanted.flatMap { decoder.userInfo[$0] as? Set<String> } ?? []
            for key in container.allKeys {
                let name = DirectoryLayout.folded(key.stringValue)
                titles.append(name)
                guard wanted.contains(name) else { continue }
                values[name] = try container.decode(Value.self, forKey: key).texts
            }
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Text, number, flag, list, place or nothing: the same field is written in several ways.
    private struct Value: Decodable {
        let texts: [String]

        init(from decoder: any Decoder) throws {
            if let container = try? decoder.singleValueContainer(), let texts = Value.single(container) {
                self.texts = texts
            } else if let list = try? [Value](from: decoder) {
                texts = list.flatMap(\.texts)
            } else if let place = try? Place(from: decoder) {
                texts = [String(place.lat), String(place.lon)]
            } else {
                texts = []
            }
        }

        /// Each failed try only means that the value is of another kind.
        private static func single(_ container: any SingleValueDecodingContainer) -> [String]? {
            if container.decodeNil() { return [] }
            if let text = try? container.decode(String.self) { return [text] }
            if let flag = try? container.decode(Bool.self) { return [flag ? "1" : "0"] }
            if let number = try? container.decode(Int.self) { return [String(number)] }
            if let number = try? container.decode(Double.self) { return [String(number)] }
            return nil
        }
    }

    private struct Place: Decodable {
        let lat: Double
        let lon: Double
    }
}
