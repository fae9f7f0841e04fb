import Domain

/// Which rules are asked for.
struct RuleFilter: Sendable {
    let words: String
    let theme: RuleTheme?
    /// Only those the school changed.
    let ownOnly: Bool
    /// Only those to confirm for the school year.
    let toConfirm: Bool
    /// The number after which the page begins.
    let after: Int

    static let pageSize = 40

    init(_ query: FormValues) {
        words = String(query["mots"].prefix(100))
        theme = RuleTheme(rawValue: query["chapitre"])
        ownOnly = query["modifiees"] == "1"
        toConfirm = query["a_confirmer"] == "1"
        after = Int(query["apres"]) ?? 0
    }

    var query: [(String, String)] {
        [
            ("mots", words), ("chapitre", theme?.rawValue ?? ""), ("modifiees", ownOnly ? "1" : ""),
            ("a_confirmer", toConfirm ? "1" : ""),
        ].filter { !$0.1.isEmpty }
    }
}

/// A page of the catalogue with what the school decided.
struct RuleListView: Sendable {
    let filter: RuleFilter
    /// The rules of the page.
    let rules: [PlacementRule]
    let total: Int
    let hasMore: Bool
    let own: [Int: Finding.Severity]
    /// « 2026-2027 »
    let year: String
    /// Rules whose text, or a number of whose text, is to confirm for that year.
    let toConfirm: Set<Int>

    init(_ filter: RuleFilter, _ severities: [RuleSeverity], year: RuleYear, _ parameters: LegalParameters) {
        let toConfirm = Set(
            RuleCatalogue.all.filter { $0.isToConfirm(on: year.day, parameters) }.map(\.number))
        self.toConfirm = toConfirm
        self.year = year.name
        let own = Dictionary(
            severities.compactMap { line in line.severity.map { (line.rule, $0) } },
            uniquingKeysWith: { _, last in last })
        self.filter = filter
        self.own = own
        let words = SearchKey(filter.words).words
        let found = RuleCatalogue.all.filter { rule in
            (filter.theme == nil || rule.theme == filter.theme) && (!filter.ownOnly || own[rule.number] != nil)
                && (!filter.toConfirm || toConfirm.contains(rule.number))
                && (words.isEmpty || rule.answers(words))
        }
        total = found.count
        let page = found.filter { $0.number > filter.after }
        rules = Array(page.prefix(RuleFilter.pageSize))
        hasMore = page.count > rules.count
    }
}

/// The school year that the numbers are read for.
struct RuleYear: Sendable {
    /// « 2026-2027 »
    let name: String
    /// Today, or the first day of a year that is not running.
    let day: LocalDate

    init(start: Int, today: LocalDate) {
        let year = SchoolYear(start: start)
        name = year?.rawValue ?? String(start)
        day = year.map { $0.contains(today) ? today : $0.firstDay() } ?? today
    }
}

extension PlacementRule {
    /// Whether every word begins a word of its code, name, statement or source.
    fileprivate func answers(_ words: [String]) -> Bool {
        let own = SearchKey(code, name, statement, source).words
        return words.allSatisfy { word in own.contains { $0.hasPrefix(word) } }
    }
}

/// One rule with what the school decided.
struct RuleView: Sendable {
    let rule: PlacementRule
    let own: RuleSeverity?
    let journal: [JournalEntry]
    let author: Author
    let today: LocalDate
    /// « 2026-2027 »
    let year: String
    /// The numbers of its text for that year.
    let numbers: [RuleNumber]
    /// Somebody else changed the rule meanwhile.
    let conflicts: Bool

    var mayChange: Bool { author.may(.manageSchool) && rule.isChecked }

    /// The severities that the form offers.
    var choices: [Finding.Severity] {
        [.block, .warning, .info].filter { $0 >= rule.severity || rule.mayBeLowered }
    }
}
