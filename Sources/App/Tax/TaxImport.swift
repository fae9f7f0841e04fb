import Domain
import Exchange
import Persistence

/// One line of a statement, read.
struct TaxStatementLine: Codable, Equatable, Sendable {
    let line: Int
    let siret: String?
    let donor: String
    let cents: Int
    let receivedOn: LocalDate?
    let course: String

    /// The line as the page of the dry run carries it to the page that writes.
    var carried: String {
        let parts = [String(line), siret ?? "", donor, String(cents), receivedOn?.description ?? "", course]
        return parts.map { $0.replacing("|", with: "/").replacing("\n", with: " ") }.joined(separator: "|")
    }

    init(line: Int, siret: String?, donor: String, cents: Int, receivedOn: LocalDate?, course: String) {
        self.line = line
        self.siret = siret
        self.donor = donor
        self.cents = cents
        self.receivedOn = receivedOn
        self.course = course
    }

    /// `nil` when it is not a line that the dry run carried.
    init?(carried text: String) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, let line = Int(parts[0]), let cents = Int(parts[3]), cents >= 0,
            parts[1].isEmpty || SIRET(rawValue: parts[1]) != nil, parts[4].isEmpty || LocalDate(parts[4]) != nil
        else { return nil }
        self.init(
            line: line, siret: parts[1].isEmpty ? nil : parts[1], donor: parts[2], cents: cents,
            receivedOn: LocalDate(parts[4]), course: parts[5])
    }
}

/// A statement of receipts (CSV or XLSX of SOLTéA or of an accountant), read without writing anything.
struct TaxStatement: Sendable {
    /// Lines of one statement.
    static let mostLines = 400

    var lines: [TaxStatementLine] = []
    /// What is wrong, line by line, in French.
    var problems: [(line: Int, message: String)] = []

    init() {}

    /// - Parameter today: a receipt of a day to come is a mistake.
    init(_ table: Table, on today: LocalDate) throws {
        let columns = Columns(table.header)
        guard let amount = columns.amount, columns.siret != nil || columns.name != nil else {
            throw FieldRefusal(
                "fichier",
                "Ce fichier n’a pas les colonnes attendues\u{A0}: un montant, et le SIRET ou le nom de l’entreprise. Colonnes lues\u{A0}: \(table.header.joined(separator: ", "))."
            )
        }
        guard table.rows.count <= TaxStatement.mostLines else {
            throw FieldRefusal(
                "fichier",
                "Ce fichier a \(table.rows.count)\u{A0}lignes, \(TaxStatement.mostLines) au plus à la fois\u{A0}: coupez-le en deux."
            )
        }
        problems = table.problems.map { (line: $0.line ?? 0, message: $0.reason) }
        var seen: [String: Int] = [:]
        for row in table.rows { read(row, columns, amount, today, &seen) }
    }

    private mutating func read(
        _ row: TableRow, _ columns: Columns, _ amount: Int, _ today: LocalDate, _ seen: inout [String: Int]
    ) {
        func cell(_ index: Int?) -> String {
            index.flatMap { row.cells.indices.contains($0) ? row.cells[$0].trimmedText : nil } ?? ""
        }
        var wrong: [String] = []
        var siret: String?
        if !cell(columns.siret).isEmpty {
            do {
                siret = try SIRET(cell(columns.siret)).rawValue
            } catch {
                wrong.append(error.message)
            }
        }
        let cents = AmountText.cents(cell(amount))
        if cents == nil { wrong.append("«\u{A0}\(cell(amount))\u{A0}» n’est pas un montant.") }
        if cents == 0 { wrong.append("Un versement nul ne se note pas.") }
        let day = LocalDate(french: cell(columns.day))
        if day == nil, !cell(columns.day).isEmpty {
            wrong.append("«\u{A0}\(cell(columns.day))\u{A0}» n’est pas une date.")
        }
        if let day, day > today { wrong.append("Le \(day.long) n’est pas encore passé.") }
        let donor = cell(columns.name)
        if siret == nil, donor.isEmpty, wrong.isEmpty { wrong.append("Ni SIRET ni nom d’entreprise.") }
        let key = siret ?? SearchKey(donor).rawValue
        if wrong.isEmpty, let former = seen[key] {
            wrong.append("La même entreprise est déjà à la ligne \(former)\u{A0}: additionnez les deux montants.")
        }
        guard wrong.isEmpty, let cents else {
            let name = donor.isEmpty ? "" : donor + ". "
            problems.append((line: row.line, message: name + wrong.joined(separator: " ")))
            return
        }
        seen[key] = row.line
        lines.append(
            TaxStatementLine(
                line: row.line, siret: siret, donor: donor, cents: cents, receivedOn: day, course: cell(columns.course))
        )
    }

    /// Where the columns are, by their titles.
    private struct Columns {
        let siret: Int?
        let name: Int?
        let amount: Int?
        let day: Int?
        let course: Int?

        init(_ header: [String]) {
            let keys = header.map { SearchKey($0).rawValue }
            func find(_ words: [String]) -> Int? {
                words.lazy.compactMap { word in keys.firstIndex { $0.contains(word) } }.first
            }
            siret = find(["siret"])
            amount = find(["montant", "verse", "recu", "somme"])
            day = find(["date", "virement"])
            course = find(["formation", "composante"])
            name = find(["raison sociale", "entreprise", "employeur", "denomination", "nom"])
        }
    }
}

/// What a line of a statement will do.
struct TaxImportPlan: Sendable {
    enum Effect: Sendable, Equatable {
        case new, changed, same

        var label: String {
            switch self {
            case .new: "Nouveau"
            case .changed: "Montant changé"
            case .same: "Déjà noté"
            }
        }
    }

    struct Step: Sendable {
        let line: TaxStatementLine
        let gift: TaxGift
        let former: TaxGift?
        let effect: Effect
    }

    let steps: [Step]
    let problems: [(line: Int, message: String)]

    func count(_ effect: Effect) -> Int { steps.count { $0.effect == effect } }
}

extension SchoolDatabase {
    /// Compares a statement with what is noted; writes nothing.
    func plan(_ statement: TaxStatement, for campaign: ID<TaxCampaign>, on today: LocalDate) throws -> TaxImportPlan {
        let known = try taxGifts(of: campaign, limit: 5000)
        let bySIRET = Dictionary(
            known.compactMap { gift in gift.siret.map { ($0, gift) } }, uniquingKeysWith: { first, _ in first })
        let byName = Dictionary(
            known.map { (SearchKey($0.donorName).rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        let numbers = statement.lines.compactMap(\.siret)
        let companies: [Company] =
            numbers.isEmpty
            ? [] : try rows("select company.* from \(table(.company)) where company.siret in (\(list: numbers))")
        let owners = Dictionary(
            companies.compactMap { company in company.siret.map { ($0, company) } },
            uniquingKeysWith: { first, _ in first })
        let named = try companiesAlone(named: statement.lines.filter { $0.siret == nil }.map(\.donor))
        let steps = statement.lines.map { line -> TaxImportPlan.Step in
            let former = line.siret.flatMap { bySIRET[$0] } ?? byName[SearchKey(line.donor).rawValue]
            let owner =
                line.siret.flatMap { owners[$0] } ?? (line.siret == nil ? named[SearchKey(line.donor).rawValue] : nil)
            let name = line.donor.isEmpty ? owner?.displayName ?? line.siret ?? "" : line.donor
            var gift = former ?? TaxGift(id: newID(), campaignId: campaign, donorName: name, version: 0)
            gift.siret = line.siret ?? gift.siret
            gift.companyId = owner?.id ?? gift.companyId
            gift.receivedCents = line.cents
            gift.receivedOn = line.receivedOn ?? gift.receivedOn ?? today
            if !line.course.isEmpty { gift.course = line.course }
            let effect: TaxImportPlan.Effect = former == nil ? .new : former == gift ? .same : .changed
            return TaxImportPlan.Step(line: line, gift: gift, former: former, effect: effect)
        }
        return TaxImportPlan(steps: steps, problems: statement.problems)
    }
}

extension SchoolDatabase {
    /// The companies that alone bear one of these names, by folded name: who bears it with others is not guessed.
    fileprivate func companiesAlone(named names: [String]) throws -> [String: Company] {
        let keys = Set(names.map { SearchKey($0).rawValue }).filter { !$0.isEmpty }.sorted()
        guard !keys.isEmpty else { return [:] }
        let found: [Company] = try rows(
            """
            select company.* from \(table(.company)) where company.sort_key in (\(list: keys))
            and company.archived_on is null
            """)
        return Dictionary(grouping: found, by: \.sortKey).compactMapValues { $0.count == 1 ? $0.first : nil }
    }
}

/// The statement is taken in; the same statement twice changes nothing.
struct ImportTaxStatement: Operation {
    let campaign: ID<TaxCampaign>
    let lines: [TaxStatementLine]

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.manageTax)

        _ = try db.taxCampaign(campaign)
        var statement = TaxStatement()
        statement.lines = lines
        let plan = try db.plan(statement, for: campaign, on: now.day)
        var trace = TaxImportTrace()
        var written = 0
        for step in plan.steps where step.effect != .same {
            var gift = step.gift
            gift.version += 1
            if let former = step.former {
                try db.update(gift, in: .taxGift, replacing: former.version)
                trace.before.append(former)
            } else {
                try db.insert(gift, into: .taxGift)
            }
            trace.after.append(gift)
            written += 1
        }
        guard written > 0 else { return 0 }
        try db.journal(
            "\(TaxImportTrace.done)\u{A0}: \(FrenchNumber.counted(written, "versement", "versements"))",
            Subject("tax_campaign", campaign), before: trace.before, after: trace.after, by: author, at: now)
        return written
    }
}
