import Domain

/// Which establishments an extract keeps.
public struct SireneFilter: Sendable, Equatable {
    /// Codes of départements (`31`, `2A`, `974`); empty for all.
    public var departements: Set<String>
    /// NAF divisions (`10` to `47`); empty for all.
    public var divisions: Set<Int>
    /// Closed places are kept when they closed on that day or later; `nil` keeps none.
    public var closedSince: String?

    /// A filter; what is not given keeps everything, but closed places.
    public init(departements: Set<String> = [], divisions: Set<Int> = [], closedSince: String? = nil) {
        self.departements = departements
        self.divisions = divisions
        self.closedSince = closedSince
    }

    /// Keeps every closed place too.
    public static let always = "0000-00-00"
}

/// A filter ready to look at rows that are still bytes: most of them go no further.
struct RowFilter {
    private let state: Int
    private let commune: Int
    private let postal: Int?
    private let activity: Int
    private let nomenclature: Int?
    private let since: Int?
    private let closedSince: [UInt8]?
    private let hasDepartements: Bool
    /// By the first two bytes of the code of a commune.
    private var pairs = [Bool](repeating: false, count: 1 << 16)
    private let overseas: Set<[UInt8]>
    private let divisions: [Bool]

    init?(_ filter: SireneFilter, _ places: ColumnPlaces) {
        guard let state = places["etatAdministratifEtablissement"], let commune = places["codeCommuneEtablissement"],
            let activity = places["activitePrincipaleEtablissement"]
        else { return nil }
        (self.state, self.commune, self.activity) = (state, commune, activity)
        postal = places["codePostalEtablissement"]
        nomenclature = places["nomenclatureActivitePrincipaleEtablissement"]
        since = places["dateDebut"]
        closedSince = filter.closedSince.map { Array($0.utf8) }
        hasDepartements = !filter.departements.isEmpty
        overseas = Set(filter.departements.filter { $0.utf8.count == 3 }.map { Array($0.utf8) })
        divisions = filter.divisions.isEmpty ? [] : (0..<100).map { filter.divisions.contains($0) }
        for code in filter.departements.map({ Array($0.utf8) }) where code.count == 2 {
            pairs[Int(code[0]) << 8 | Int(code[1])] = true
        }
    }

    @inline(__always)
    func keeps(_ row: RowScanner.Row) -> Bool {
        (!hasDepartements || isInDepartements(row)) && (divisions.isEmpty || isInDivisions(row)) && isInState(row)
    }

    @inline(__always)
    private func isInState(_ row: RowScanner.Row) -> Bool {
        let range = row.range(state)
        if range.count == 1, row.bytes[range.lowerBound] == 0x41 { return true }
        guard let closedSince else { return false }
        guard let since else { return true }
        let day = row.range(since)
        return !row.bytes[day].lexicographicallyPrecedes(closedSince)
    }

    @inline(__always)
    private func isInDepartements(_ row: RowScanner.Row) -> Bool {
        let range = row.range(commune)
        guard range.count == 5 else { return isPostallyIn(row) }
        let first = row.bytes[range.lowerBound], second = row.bytes[range.lowerBound + 1]
        if pairs[Int(first) << 8 | Int(second)] { return true }
        guard first == 0x39, second == 0x37 || second == 0x38, !overseas.isEmpty else { return false }
        return overseas.contains(Array(row.bytes[range.lowerBound..<(range.lowerBound + 3)]))
    }

    /// A hidden commune is placed by its postal code; Corsica has one prefix for two départements.
    private func isPostallyIn(_ row: RowScanner.Row) -> Bool {
        guard let code = PostalCodeText(row.shown(postal)).departement else { return false }
        if code.utf8.count == 3 { return overseas.contains(Array(code.utf8)) }
        let candidates = code == "20" ? ["2A", "2B"] : [code]
        return candidates.contains { candidate in
            let bytes = Array(candidate.utf8)
            return pairs[Int(bytes[0]) << 8 | Int(bytes[1])]
        }
    }

    /// Older nomenclatures have other divisions: their places are left out when divisions are asked.
    @inline(__always)
    private func isInDivisions(_ row: RowScanner.Row) -> Bool {
        let range = row.range(activity)
        guard range.count >= 5 else { return false }
        let tens = Int(row.bytes[range.lowerBound]) - 0x30, units = Int(row.bytes[range.lowerBound + 1]) - 0x30
        guard (0...9).contains(tens), (0...9).contains(units), divisions[tens * 10 + units] else { return false }
        guard let nomenclature else { return true }
        let kind = row.range(nomenclature)
        return kind.isEmpty || kind.count == 7 && row.bytes[kind.upperBound - 1] == 0x32
    }
}

/// The département that a postal code begins with.
private struct PostalCodeText {
    let departement: String?

    init(_ text: String) {
        let isOverseas = text.hasPrefix("97") || text.hasPrefix("98")
        departement = text.utf8.count == 5 ? String(text.prefix(isOverseas ? 3 : 2)) : nil
    }
}
