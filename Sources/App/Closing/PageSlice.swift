import Domain

/// Part of a list that was counted as a whole: what is shown, and where the next part begins.
struct PageSlice<Row: Sendable>: Sendable {
    let rows: [Row]
    let total: Int
    /// Key of the last row shown, when more follow.
    let next: String?
    /// Key after which the part before begins, empty for the first one; `nil` when this is the first.
    let previous: String?

    /// - Parameters:
    ///   - after: the key of the last row of the part before; empty for the first part.
    ///   - key: what tells a row from the others.
    init(_ all: [Row], after: String, size: Int = 60, key: (Row) -> String) {
        let start = after.isEmpty ? 0 : (all.firstIndex { key($0) == after }.map { $0 + 1 } ?? 0)
        rows = Array(all[start...].prefix(size))
        total = all.count
        next = start + size < all.count ? rows.last.map(key) : nil
        previous = start == 0 ? nil : start > size ? key(all[start - size - 1]) : ""
    }

    /// The way to the next part, under the list.
    func pager(_ singular: String, _ plural: String, on link: Link, query: [(String, String)]) -> HTML? {
        guard total > rows.count else { return nil }
        let shown = "\(FrenchNumber.counted(rows.count, singular, plural)) sur \(total)"
        func part(after key: String) -> Link { link.with(key.isEmpty ? query : query + [("apres", key)]) }
        return App.pager(shown, previous: previous.map(part), next: next.map(part))
    }
}
