/// The columns of an open-data file: those it must have, those used, and those known but of no use here.
struct DirectoryLayout {
    let mandatory: [String]
    let used: [String]
    let ignored: [String]
    /// Other titles of the same columns, as a site writes them when it exports labels.
    var aliases: [String: String] = [:]

    var wanted: [String] { mandatory + used }

    /// Both spellings of titles, `Code_nature` and `code_nature`, are one.
    static func folded(_ title: String) -> String {
        title.trimmed.lowercased()
    }

    /// The name of a column whose title is one of ours or another spelling of it.
    func name(of title: String) -> String {
        let folded = DirectoryLayout.folded(title)
        return aliases[folded] ?? folded
    }

    /// - Throws: the list of what is missing.
    func check(_ titles: [String], file: String) throws {
        let missing = mandatory.filter { !titles.contains($0) }
        guard missing.isEmpty else { throw ExchangeFailure(file: file, cause: .missingColumns(missing)) }
    }

    /// A notice for each column that this program has never heard of.
    func notices(_ titles: [String], file: String) -> [ImportProblem] {
        let known = Set(wanted + ignored)
        return titles.filter { !known.contains($0) && !$0.isEmpty }.map {
            ImportProblem(
                file: file, line: 1, column: $0, reason: "colonne inconnue : elle n’est pas lue.", severity: .warning)
        }
    }
}

/// One row of an open-data file. A column holds several values when it is a list.
struct DirectoryRecord {
    let file: String
    let line: Int
    let values: [String: [String]]

    /// The text of a column; `nil` when absent, blank or `#N/A`.
    subscript(_ column: String) -> String? {
        values[column]?.first?.trimmedOrNil.flatMap { $0 == "#N/A" ? nil : $0 }
    }

    /// `1`, `0`, as text or number, or their words.
    func flag(_ column: String) -> Bool? {
        switch self[column]?.lowercased() {
        case "1", "1.0", "true", "oui": true
        case "0", "0.0", "false", "non": false
        default: nil
        }
    }

    /// The values of a list, whether it came as an array or joined by `|`; `#N/A` dropped, each once.
    func list(_ column: String) -> [String] {
        var seen: Set<String> = []
        return (values[column] ?? []).flatMap { $0.split(separator: "|") }.compactMap { String($0).trimmedOrNil }
            .filter { $0 != "#N/A" && seen.insert($0).inserted }
    }

    /// `46.5, 2.5`: latitude first.
    func position(_ column: String) -> (latitude: Double, longitude: Double)? {
        let texts = (values[column] ?? []).flatMap { $0.split(whereSeparator: { $0 == "," || $0 == ";" }) }
        let numbers = texts.compactMap { Double(String($0).trimmed) }
        guard numbers.count == 2, abs(numbers[0]) <= 90, abs(numbers[1]) <= 180 else { return nil }
        return (numbers[0], numbers[1])
    }

    func refusal(_ column: String, _ reason: String) -> ImportProblem {
        ImportProblem(file: file, line: line, column: column, reason: reason, severity: .refused)
    }
}

/// Reads an open-data file row by row, so that the whole nation fits in memory.
enum DirectoryRecords {
    /// - Parameter receive: takes each row and answers why it is refused, if it is.
    static func read(
        _ file: NamedFile, layout: DirectoryLayout, limits: ReadingLimits,
        receive: (DirectoryRecord) -> ImportProblem?
    ) throws -> [ImportProblem] {
        try file.checkSize(limits)
        let text = try TextDecoding.decode(file)
        let start = text.utf8.first { $0 > 0x20 }
        let problems =
            start == 0x5B || start == 0x7B
            ? try DirectoryJSON.read(text.utf8, file: file.name, layout: layout, receive: receive)
            : try readCSV(text.utf8, file: file.name, layout: layout, limits: limits, receive: receive)
        return text.problems + problems
    }

    private static func readCSV(
        _ utf8: [UInt8], file: String, layout: DirectoryLayout, limits: ReadingLimits,
        receive: (DirectoryRecord) -> ImportProblem?
    ) throws -> [ImportProblem] {
        var problems: [ImportProblem] = []
        var columns: [(name: String, index: Int)] = []
        var count = 0
        var cursor = CSVReader.cursor(over: utf8)
        try CSVReader.rows(&cursor, file: file) { cursor in
            guard count > 0 else {
                let titles = cursor.fields.map { layout.name(of: cursor.text($0)) }
                try layout.check(titles, file: file)
                problems += layout.notices(titles, file: file)
                columns = layout.wanted.compactMap { name in titles.firstIndex(of: name).map { (name, $0) } }
                count = 1
                return
            }
            guard cursor.fields.contains(where: { !$0.range.isEmpty }) else { return }
            guard count <= limits.maxRows else {
                throw ExchangeFailure(file: file, cause: .tooManyRows(limit: limits.maxRows))
            }
            count += 1
            var values: [String: [String]] = [:]
            for (name, index) in columns where index < cursor.fields.count && !cursor.fields[index].range.isEmpty {
                values[name] = [cursor.text(cursor.fields[index])]
            }
            let record = DirectoryRecord(file: file, line: cursor.line, values: values)
            if let problem = receive(record) { problems.append(problem) }
        }
        if count == 0 { throw ExchangeFailure(file: file, cause: .noHeader) }
        return problems
    }
}
