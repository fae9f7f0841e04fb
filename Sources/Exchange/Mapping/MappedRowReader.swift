import Domain

/// Cleans the cells of one row, each after the form of its target.
struct MappedRowReader {
    private(set) var row: MappedRow
    private let file: String
    private let limits: ReadingLimits

    init(file: String, line: Int, limits: ReadingLimits) {
        row = MappedRow(line: line)
        self.file = file
        self.limits = limits
    }

    mutating func read(_ cell: String, as target: ColumnTarget, column: String) {
        let raw = withoutExportMark(cell).trimmed
        guard !raw.isEmpty, raw != "#N/A" else { return }
        let isLong = target.form == .longText
        let most = isLong ? limits.maxCellLength : limits.maxFieldLength
        guard raw.count <= most else {
            return note(column, raw, "\(raw.count) caractères, \(most) au plus : raccourcissez ce texte.", .refused)
        }
        guard let value = cleaned(isLong ? raw : raw.collapsed, target, column) else { return }
        if let known = row.values[target] {
            row.values[target] = target.isMultiple && known != value ? known + "\n" + value : known
        } else {
            row.values[target] = value
        }
    }

    mutating func finish(needs: [[ColumnTarget]]) {
        splitFullNames()
        for need in needs where need.allSatisfy({ row.values[$0] == nil }) {
            note(need.first?.label ?? "", nil, "valeur absente : la ligne n’est pas reprise.", .refused)
        }
    }

    private mutating func note(
        _ column: String, _ value: String?, _ reason: String, _ severity: ImportProblem.Severity
    ) {
        row.problems.append(
            ImportProblem(
                file: file, line: row.line, column: column, value: value, reason: reason, severity: severity))
    }

    /// Exports of Bureau for Excel put an apostrophe before what could pass for a formula.
    private func withoutExportMark(_ cell: String) -> String {
        let second = cell.dropFirst().first
        guard cell.first == "'", let second, "=+-@\t\r".contains(second) else { return cell }
        return String(cell.dropFirst())
    }

    // MARK: Forms

    private mutating func cleaned(_ text: String, _ target: ColumnTarget, _ column: String) -> String? {
        switch target.form {
        case .text, .longText: text
        case .division: text.split(separator: ",").first.map { String($0).trimmed }
        case .date: date(text, column, .warning)
        case .birthDate: date(text, column, .refused)
        case .siret: identifier(text, column, "SIRET", .refused).map { checkedLength($0, column) }
        case .ine: identifier(text, column, "INE", .refused)?.uppercased()
        case .code: identifier(text, column, "code", .warning)
        case .postalCode: postalCode(text, column)
        case .phone: phone(text, column)
        case .sex: sex(text, column)
        }
    }

    private mutating func date(_ text: String, _ column: String, _ severity: ImportProblem.Severity) -> String? {
        let day = text.split(separator: text.contains("T") ? "T" : " ").first ?? ""
        if let date = LocalDate(french: day) { return date.year == 9999 ? nil : date.description }
        if text.utf8.count == 5, let serial = Double(text), serial >= 10_000,
            let date = XLSXCell.date(serial: serial, startsIn1904: false)
        {
            return date
        }
        note(column, text, "date illisible : attendue sous la forme jj/mm/aaaa.", severity)
        return nil
    }

    /// Spreadsheets that take an identifier for a number destroy its last digits.
    private mutating func identifier(
        _ text: String, _ column: String, _ name: String, _ severity: ImportProblem.Severity
    ) -> String? {
        guard text.contains(/^[0-9]([.,][0-9]+)?E\+?[0-9]+$/.ignoresCase()), text.contains(/[.,+]/) else {
            return text.replacing(/[.,]0+$/, with: "")
        }
        note(
            column, text,
            "\(name) en notation scientifique : des chiffres sont perdus. Mettez la colonne au format Texte dans le tableur, "
                + "ressaisissez ou recollez les valeurs, puis refaites le fichier.", severity)
        return nil
    }

    private mutating func checkedLength(_ siret: String, _ column: String) -> String {
        if siret.utf8.count(where: { (0x30...0x39).contains($0) }) == 13 {
            note(
                column, siret, "13 chiffres au lieu de 14 : un zéro de tête a pu être perdu. Essayez « 0\(siret) ».",
                .warning)
        }
        return siret
    }

    private mutating func postalCode(_ text: String, _ column: String) -> String? {
        guard let code = identifier(text, column, "code postal", .warning) else { return nil }
        guard code.contains(/^[1-9][0-9]{3}$/) else { return code }
        note(column, code, "un zéro de tête a été perdu : lu « 0\(code) ».", .warning)
        return "0" + code
    }

    private mutating func phone(_ text: String, _ column: String) -> String? {
        guard let number = identifier(text, column, "numéro de téléphone", .warning) else { return nil }
        guard number.contains(/^[1-9][0-9]{8}$/) else { return number }
        note(column, number, "un zéro de tête a été perdu : lu « 0\(number) ».", .warning)
        return "0" + number
    }

    private mutating func sex(_ text: String, _ column: String) -> String? {
        switch SearchKey(text).rawValue {
        case "f", "2", "feminin", "fille", "femme", "mme": return "F"
        case "m", "h", "1", "masculin", "garcon", "homme", "g": return "M"
        default:
            note(column, text, "sexe non reconnu : attendu F ou M.", .warning)
            return nil
        }
    }

    // MARK: Names

    private mutating func splitFullNames() {
        split(.fullName, into: .familyName, .firstName)
        split(.contactFullName, into: .contactFamilyName, .contactFirstName)
        split(.guardian1FullName, into: .guardian1FamilyName, .guardian1FirstName)
        split(.guardian2FullName, into: .guardian2FamilyName, .guardian2FirstName)
    }

    /// `D’EXEMPLE MARIE-LOU Zoé`: words in capitals are the family name. When all or none are, the first word is.
    private mutating func split(_ full: ColumnTarget, into family: ColumnTarget, _ first: ColumnTarget) {
        guard let text = row.values[full], row.values[family] == nil, row.values[first] == nil else { return }
        var words = text.split(separator: " ").map(String.init)
        let titles = [
            "m.": "M.", "mr": "M.", "m": "M.", "mme": "Mme", "mlle": "Mme", "monsieur": "M.", "madame": "Mme",
        ]
        if words.count > 1, let title = words.first.flatMap({ titles[$0.lowercased()] }) {
            words.removeFirst()
            if let civility = civility(beside: full), row.values[civility] == nil { row.values[civility] = title }
        }
        let isCapital = words.map { $0 == $0.uppercased() && $0.count > 1 }
        var names = zip(words, isCapital).filter(\.1).map(\.0)
        var rest = zip(words, isCapital).filter { !$0.1 }.map(\.0)
        if names.isEmpty || rest.isEmpty { (names, rest) = (Array(words.prefix(1)), Array(words.dropFirst())) }
        row.values[family] = names.joined(separator: " ")
        if !rest.isEmpty { row.values[first] = rest.joined(separator: " ") }
    }

    private func civility(beside full: ColumnTarget) -> ColumnTarget? {
        switch full {
        case .contactFullName: .contactCivility
        case .guardian1FullName: .guardian1Civility
        case .guardian2FullName: .guardian2Civility
        default: nil
        }
    }
}
