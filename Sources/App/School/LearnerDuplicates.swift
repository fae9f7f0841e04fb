import Domain
import Persistence

/// Two records that may be one person (F126).
struct LearnerPair: Sendable, Equatable {
    let first: LearnerLine
    let second: LearnerLine
    /// Same name and same birth date; otherwise close.
    let isSame: Bool

    static func == (left: Self, right: Self) -> Bool {
        left.first.id == right.first.id && left.second.id == right.second.id && left.isSame == right.isSame
    }
}

/// Finds records that may be one person. Pure.
enum LearnerDuplicates {
    /// Same words in the name and same birth date; or a letter or two apart on the same birth date; or the same name
    /// where one of the two has no birth date.
    static func pairs(in learners: [LearnerLine]) -> [LearnerPair] {
        var pairs: [LearnerPair] = []
        let born = Dictionary(grouping: learners.filter { $0.birthDate != nil }) { $0.birthDate }
        for group in born.values { pairs += alike(group) }
        let unborn = learners.filter { $0.birthDate == nil }
        let byName = Dictionary(grouping: learners, by: name)
        for learner in unborn {
            for other in byName[name(learner)] ?? [] where other.id != learner.id {
                guard other.birthDate != nil || learner.id < other.id else { continue }
                pairs.append(LearnerPair(first: learner, second: other, isSame: false))
            }
        }
        return pairs.sorted {
            ($0.isSame ? 0 : 1, $0.first.searchKey, $0.second.id) < (
                $1.isSame ? 0 : 1, $1.first.searchKey, $1.second.id
            )
        }
    }

    private static func alike(_ group: [LearnerLine]) -> [LearnerPair] {
        var pairs: [LearnerPair] = []
        for (index, first) in group.enumerated() {
            for second in group.dropFirst(index + 1) {
                if name(first) == name(second) {
                    pairs.append(LearnerPair(first: first, second: second, isSame: true))
                } else if distance(name(first), name(second), upTo: 2) <= 2 {
                    pairs.append(LearnerPair(first: first, second: second, isSame: false))
                }
            }
        }
        return pairs
    }

    /// The words of a name in alphabetical order: « DURAND Léa » and « LÉA Durand » are the same.
    private static func name(_ learner: LearnerLine) -> String {
        SearchKey(learner.familyName, learner.firstName).words.sorted().joined(separator: " ")
    }

    /// Letters to add, drop or replace to go from one text to the other; stops counting past a limit.
    static func distance(_ one: String, _ other: String, upTo limit: Int) -> Int {
        let (left, right) = (Array(one.utf8), Array(other.utf8))
        guard abs(left.count - right.count) <= limit else { return limit + 1 }
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
            if (row.min() ?? 0) > limit { return limit + 1 }
        }
        return row[right.count]
    }
}

extension SchoolDatabase {
    /// Every learner as a line, those who left included.
    func allLearnerLines(year: Int) throws -> [LearnerLine] {
        var filter = LearnerFilter(schoolYear: year)
        filter.withLeavers = true
        return try learners(filter, limit: 100_000)
    }
}
