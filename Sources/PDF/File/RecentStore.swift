/// Values used lately, bounded by weight: when one half is full, the half not used since is forgotten.
struct RecentStore<Key: Hashable, Value> {
    private let limit: Int
    private var recent: [Key: (value: Value, weight: Int)] = [:]
    private var older: [Key: (value: Value, weight: Int)] = [:]
    private var weight = 0

    /// A store that holds at most `limit` bytes, as its callers count them.
    init(limit: Int) {
        self.limit = limit / 2
    }

    mutating func value(for key: Key) -> Value? {
        if let found = recent[key] { return found.value }
        guard let found = older[key] else { return nil }
        insert(found.value, for: key, weight: found.weight)
        return found.value
    }

    mutating func insert(_ value: Value, for key: Key, weight added: Int) {
        if weight + added > limit {
            older = recent
            recent = [:]
            weight = 0
        }
        guard added <= limit else { return }
        recent[key] = (value, added)
        weight += added
    }
}
