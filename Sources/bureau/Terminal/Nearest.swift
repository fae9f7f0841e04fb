import Domain

/// Finds the known names that were probably meant by one that is not.
enum Nearest {
    /// At most three names, the nearest first: those that begin so, and those within a few letters.
    static func names(to text: String, among names: [String]) -> [String] {
        let typed = SearchKey(text).rawValue
        guard !typed.isEmpty else { return [] }
        let near = names.compactMap { name -> (name: String, distance: Int)? in
            let key = SearchKey(name).rawValue
            let distance = key.hasPrefix(typed) ? 0 : distance(Array(typed.utf8), Array(key.utf8))
            return distance <= max(1, typed.utf8.count / 3) ? (name, distance) : nil
        }
        return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// How many letters to insert, delete or change (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var former = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                current.append(
                    min(former[column] + (letter == other ? 0 : 1), former[column + 1] + 1, current[column] + 1))
            }
            former = current
        }
        return former[right.count]
    }
}
