/// One thing wrong in a file that is otherwise read: where, what was there, and why, in French.
public struct ImportProblem: Sendable, Equatable, Codable {
    /// Whether the record is left out, or kept with a remark.
    public enum Severity: String, Sendable, Codable, CaseIterable { case refused, warning }

    /// Name of the file.
    public var file: String
    /// Line in the text of the file, or row number in a workbook; 1 is the first.
    public var line: Int?
    /// Title of the column, or name of the XML element.
    public var column: String?
    /// What was found, shortened.
    public var value: String?
    /// A French sentence: what is wrong and what to do.
    public var reason: String
    /// Whether the record is left out.
    public var severity: Severity

    /// A problem; the value is shortened to 60 characters.
    public init(
        file: String, line: Int? = nil, column: String? = nil, value: String? = nil, reason: String,
        severity: Severity
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.value = value.map(ImportProblem.shortened)
        self.reason = reason
        self.severity = severity
    }

    static func shortened(_ value: String) -> String {
        value.count > 60 ? value.prefix(60) + "…" : value
    }

    /// `Eleves.xml, ligne 12, NOM_DE_FAMILLE : « … » : raison`
    public var sentence: String {
        var place = file
        if let line { place += ", ligne \(line)" }
        if let column { place += ", \(column)" }
        if let value { place += " : « \(value) »" }
        return place + " : " + reason
    }
}
