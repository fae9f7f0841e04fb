import Domain
import Persistence

/// What the list of companies is asked to show; all of it stands in the address.
struct CompanyFilter: Sendable {
    enum Sort: String, CaseIterable, Sendable {
        case name = "nom"
        case town = "commune"
        case relation
    }

    /// What was typed, folded: beginnings of words of the name, the town, the SIRET.
    var words: [String] = []
    var department = ""
    /// Beginning of a NAF code: a division such as `45`.
    var naf = ""
    var relation: RelationStatus?
    var kind: OrganisationKind?
    var stream = ""
    /// Without any exchange since this day.
    var silentSince: LocalDate?
    var archived = false
    var place = Place.anywhere
    var sort = Sort.name
    var descending = false
    /// What else narrows the list: see `SegmentFilter`.
    var extra = SegmentFilter()
    /// The companies nearest to what was typed, best first, when no word of it stands anywhere as it was typed.
    var nearest: [ID<Company>]?
    /// Where the page before ended, or where the page after began.
    var position: Position?

    /// Where the company is, for the map.
    enum Place: Sendable {
        case anywhere, known, unknown
        case around(Area)
        case within(MapFrame)
    }

    /// Nothing but words is asked.
    var isWordsOnly: Bool {
        guard case .anywhere = place else { return false }
        return department.isEmpty && naf.isEmpty && relation == nil && kind == nil && stream.isEmpty
            && silentSince == nil && !archived && extra.isEmpty
    }

    struct Area: Sendable {
        let name: String
        let latitude: Double
        let longitude: Double
        let kilometres: Int
    }

    /// The sort values and the id of a line at the border of a page.
    struct Position: Sendable {
        var values: [String]
        var backwards: Bool
    }

    /// Columns that order the list, the id last: they tell any two lines apart.
    var columns: [SQL] {
        switch sort {
        case .name: ["company.sort_key", "company.id"]
        case .town: ["company.address_city", "company.sort_key", "company.id"]
        case .relation: ["company.relation", "company.sort_key", "company.id"]
        }
    }

    /// Whether rows come in ascending order, once the direction of reading is counted in.
    var ascends: Bool { descending == (position?.backwards ?? false) }

    var order: SQL {
        .joined(columns.map { ascends ? $0 : "\($0) desc" }, by: ", ")
    }

    /// Rows beyond the position, in the order of the columns.
    var beyond: SQL {
        guard let values = position?.values, values.count == columns.count else { return "true" }
        let here = SQL.joined(values.map { "\($0)" as SQL }, by: ", ")
        let columns = SQL.joined(columns, by: ", ")
        return ascends ? "(\(columns)) > (\(here))" : "(\(columns)) < (\(here))"
    }
}

extension CompanyFilter {
    /// Reads the address of the list. What makes no sense is left out rather than refused.
    init(query: FormValues, today: LocalDate) {
        words = SearchKey(CompanyFilter.joiningDigits(query["q"])).words
        department = String(query["departement"].prefix(3))
        naf = String(query["naf"].prefix(6))
        relation = RelationStatus(rawValue: query["relation"])
        kind = OrganisationKind(rawValue: query["genre"])
        stream = String(query["filiere"].prefix(60))
        if let months = Int(query["silence"]), (1...60).contains(months) {
            silentSince = today.adding(days: -months * 30)
        }
        extra = SegmentFilter(query: query, today: today)
        archived = query["archivees"] == "1"
        sort = Sort(rawValue: query["tri"]) ?? .name
        descending = query["sens"] == "desc"
        let after = query["apres"], before = query["avant"]
        if !after.isEmpty || !before.isEmpty {
            let values = (after.isEmpty ? before : after).split(separator: "|", omittingEmptySubsequences: false)
            position = Position(values: values.map(String.init), backwards: after.isEmpty)
        }
    }

    /// `999 888 779 00017` is one number: blanks between figures go.
    private static func joiningDigits(_ text: String) -> String {
        let digits = text.filter { !$0.isWhitespace }
        return digits.count >= 9 && digits.allSatisfy(\.isNumber) ? digits : text
    }
}

/// Great-circle distances, good to a few metres over a département.
enum Distance {
    /// Mean radius of the Earth.
    private static let earth = 6371.0

    static func kilometres(_ from: (Double, Double), _ to: (Double, Double)) -> Double {
        let radians = Double.pi / 180
        let (latitude1, latitude2) = (from.0 * radians, to.0 * radians)
        let sinus = (
            ((latitude2 - latitude1) / 2).sine, ((to.1 - from.1) * radians / 2).sine
        )
        let chord = sinus.0 * sinus.0 + latitude1.cosine * latitude2.cosine * sinus.1 * sinus.1
        return 2 * earth * min(1, chord.squareRoot()).arcsine
    }

    /// Degrees that surely hold a circle: for the first cut in the database.
    static func box(around centre: (Double, Double), kilometres: Int) -> (latitude: Double, longitude: Double) {
        let latitude = Double(kilometres) / 111.0
        return (latitude, latitude / max(0.1, (centre.0 * .pi / 180).cosine))
    }
}
