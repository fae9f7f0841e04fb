/// The JSON of Opendatasoft v2.1: an array of records, or `{"results": [...]}`.
struct DirectoryJSON {
    private let file: String
    private let layout: DirectoryLayout
    private let receive: (DirectoryRecord) -> ImportProblem?
    private var problems: [ImportProblem] = []
    private var count = 0
    /// Keys come in the same order in every record: each is looked up once.
    private var keys: [(raw: ArraySlice<UInt8>, name: String, isWanted: Bool)] = []

    /// The number of a record in the array stands for its line.
    static func read(
        _ utf8: [UInt8], file: String, layout: DirectoryLayout, receive: (DirectoryRecord) -> ImportProblem?
    ) throws -> [ImportProblem] {
        try withoutActuallyEscaping(receive) { receive in
            var reader = DirectoryJSON(file: file, layout: layout, receive: receive)
            var cursor = JSONCursor(utf8)
            do {
                try reader.readDocument(&cursor)
            } catch let problem as JSONCursor.Problem {
                throw ExchangeFailure(file: file, cause: .brokenJSON(problem.detail))
            }
            return reader.problems
        }
    }

    private init(file: String, layout: DirectoryLayout, receive: @escaping (DirectoryRecord) -> ImportProblem?) {
        self.file = file
        self.layout = layout
        self.receive = receive
    }

    private mutating func readDocument(_ cursor: inout JSONCursor) throws {
        var hasRecords = false
        if cursor.peek() == 0x5B {
            hasRecords = true
            try readRecords(&cursor)
        } else {
            try cursor.object { key, cursor in
                guard cursor.text(key) == "results" else { return try cursor.skip() }
                hasRecords = true
                try readRecords(&cursor)
            }
        }
        guard cursor.peek() == nil else { throw cursor.broken() }
        guard hasRecords else { throw JSONCursor.Problem(detail: "liste « results » absente") }
    }

    private mutating func readRecords(_ cursor: inout JSONCursor) throws {
        guard cursor.peek() == 0x5B else {
            throw JSONCursor.Problem(detail: "une liste d’enregistrements est attendue")
        }
        try cursor.array { try readRecord(&$0) }
    }

    private mutating func readRecord(_ cursor: inout JSONCursor) throws {
        var values: [String: [String]] = [:]
        var index = 0
        try cursor.object { raw, cursor in
            let key = key(raw, at: index, cursor)
            index += 1
            if key.isWanted { values[key.name] = try cursor.texts() } else { try cursor.skip() }
        }
        count += 1
        if count == 1 {
            let titles = keys.map(\.name)
            try layout.check(titles, file: file)
            problems += layout.notices(titles, file: file)
        }
        if let problem = receive(DirectoryRecord(file: file, line: count, values: values)) { problems.append(problem) }
    }

    private mutating func key(
        _ raw: ArraySlice<UInt8>, at index: Int, _ cursor: JSONCursor
    ) -> (name: String, isWanted: Bool) {
        if keys.indices.contains(index), keys[index].raw == raw { return (keys[index].name, keys[index].isWanted) }
        let name = layout.name(of: cursor.text(raw))
        let isWanted = layout.wanted.contains(name)
        if count == 0 { keys.append((raw, name, isWanted)) }
        return (name, isWanted)
    }
}
