/// The pairs of a whole base, kept as records come, change and go: one change compares one record and its neighbours.
public struct DuplicateIndex: Sendable {
    /// A group larger than this tells nothing: four hundred records with one switchboard are one switchboard.
    private static let mostAlike = 400

    private var traits: [ID<Company>: CompanyTraits] = [:]
    private var groups: [String: Set<ID<Company>>] = [:]
    private var found: [ID<Company>: [ID<Company>: SuspectedPair]] = [:]

    /// An index to fill by `insert`.
    public init() {}

    /// Compares only records that share a number, an address of mail, a word of a name in one street, or most of a name in
    /// one town: the time grows with the base and not with its square.
    public init(_ all: [CompanyTraits]) {
        for one in all { insert(one) }
    }

    /// The pairs nobody compared yet, the surest first.
    public func pairs(except known: Set<String> = []) -> [SuspectedPair] {
        found.flatMap { id, others in others.values.filter { $0.first == id } }
            .filter { !known.contains(DuplicateFinder.key($0.first, $0.second)) }
            .sorted { (-$0.weight, $0.first, $0.second) < (-$1.weight, $1.first, $1.second) }
    }

    /// Records changed: what they were is forgotten, and those that still stand are compared again.
    public mutating func replace(_ changed: [ID<Company>], with standing: [CompanyTraits]) {
        for id in changed { remove(id) }
        for one in standing { insert(one) }
    }

    /// Compares a record with those already there.
    public mutating func insert(_ one: CompanyTraits) {
        remove(one.id)
        for other in neighbours(of: one) {
            guard let theirs = traits[other] else { continue }
            let reasons = one.reasons(theirs)
            guard !reasons.isEmpty else { continue }
            let pair = SuspectedPair(one.id, other, reasons: reasons)
            found[one.id, default: [:]][other] = pair
            found[other, default: [:]][one.id] = pair
        }
        traits[one.id] = one
        for key in one.keptKeys { groups[key, default: []].insert(one.id) }
    }

    private mutating func remove(_ id: ID<Company>) {
        guard let former = traits.removeValue(forKey: id) else { return }
        for key in former.keptKeys {
            groups[key]?.remove(id)
            if groups[key]?.isEmpty == true { groups[key] = nil }
        }
        for other in (found.removeValue(forKey: id) ?? [:]).keys { found[other]?[id] = nil }
    }

    private func neighbours(of one: CompanyTraits) -> Set<ID<Company>> {
        var near: Set<ID<Company>> = []
        for key in one.askedKeys {
            guard let group = groups[key], group.count < Self.mostAlike else { continue }
            near.formUnion(group)
        }
        return near
    }
}

extension CompanyTraits {
    /// What a record is kept under.
    fileprivate var keptKeys: Set<String> { keys(CloseNames.kept) }

    /// Where records that may be the same one are kept.
    fileprivate var askedKeys: Set<String> { keys(CloseNames.asked) }

    private func keys(_ pieces: (String) -> some Sequence<String>) -> Set<String> {
        var keys = sharedKeys
        guard !town.isEmpty else { return keys }
        for name in names {
            for key in pieces(name) { keys.insert("c" + town + "|" + key) }
        }
        return keys
    }

    /// What two records must have in common, letter by letter.
    private var sharedKeys: Set<String> {
        var keys: Set<String> = []
        if let siret { keys.insert("s" + siret) }
        if let phone { keys.insert("p" + phone) }
        if let email { keys.insert("e" + email) }
        guard !town.isEmpty else { return keys }
        for name in names { keys.insert("n" + town + "|" + name) }
        guard !street.isEmpty else { return keys }
        for word in longWords { keys.insert("a" + town + "|" + street + "|" + word) }
        return keys
    }
}

/// The pairs of a whole base, compared once.
public enum DuplicateFinder {
    /// - Parameter known: pairs that somebody compared already.
    public static func pairs(_ all: [CompanyTraits], known: Set<String> = []) -> [SuspectedPair] {
        DuplicateIndex(all).pairs(except: known)
    }

    /// How a pair is written among those already compared.
    public static func key(_ one: ID<Company>, _ other: ID<Company>) -> String {
        let (first, second) = one < other ? (one, other) : (other, one)
        return first.rawValue + "|" + second.rawValue
    }
}
