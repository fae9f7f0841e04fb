/// The nodes of the instance behind a question: places, their kept twins, tutors, sites, and one node for each set of
/// weeks of a legal unit in which its presences meet.
struct QuestionForest {
    private(set) var capacity: [Int32]
    private(set) var parent: [Int32]
    private(set) var holder: [QuestionError.Holder]
    /// The node of the kept part of a place, when it has one.
    private(set) var keptNode: [Int32?]
    let placeNodes: Int

    init(_ question: Question) throws(QuestionError) {
        try QuestionForest.check(question)
        let places = question.places
        capacity = places.map { $0.capacity - $0.kept }
        holder = places.indices.map { .place($0) }
        keptNode = Array(repeating: nil, count: places.count)
        for place in places.indices where places[place].kept > 0 {
            keptNode[place] = Int32(capacity.count)
            capacity.append(places[place].kept)
            holder.append(.place(place))
        }
        placeNodes = capacity.count
        parent = Array(repeating: -1, count: placeNodes)
        addFloors(question)
    }

    private static func check(_ question: Question) throws(QuestionError) {
        let limits: [([Int32], (Int) -> QuestionError.Holder)] = [
            (question.tutorLimits, { .tutor($0) }), (question.siteLimits, { .site($0) }),
            (question.legalUnitLimits, { .legalUnit($0) }),
        ]
        for (list, holder) in limits {
            for number in list.indices where list[number] < 0 { throw .negativeLimit(holder(number)) }
        }
        for (number, place) in question.places.enumerated() {
            guard place.kept >= 0, place.capacity >= place.kept else { throw .negativeLimit(.place(number)) }
            if let tutor = place.tutor, !question.tutorLimits.indices.contains(tutor) {
                throw .unknownHolder(.tutor(tutor), place: number)
            }
            if let site = place.site, !question.siteLimits.indices.contains(site) {
                throw .unknownHolder(.site(site), place: number)
            }
            if let unit = place.legalUnit, !question.legalUnitLimits.indices.contains(unit) {
                throw .unknownHolder(.legalUnit(unit), place: number)
            }
        }
    }

    /// Floors from the bottom up. A tutor works at one site and a site belongs to one legal unit: a group is made for
    /// each way of going up, so that the forest is one even when the data say otherwise.
    private mutating func addFloors(_ question: Question) {
        let clusters = WeekClusters(question)
        var top: [Int: Int32] = [:]
        var sites: [[Int]: Int32] = [:]
        var tutors: [[Int]: Int32] = [:]
        var pending: [(node: Int, place: Question.Place, cluster: Int?)] = []
        for place in question.places.indices {
            pending.append((place, question.places[place], clusters.ofPlace[place]))
            if let twin = keptNode[place] {
                pending.append((Int(twin), question.places[place], clusters.ofPlace[place]))
            }
        }
        // Tutors first, then sites, then legal units: a group must come after what it contains.
        for (node, place, cluster) in pending {
            guard let tutor = place.tutor else { continue }
            let key = [tutor, place.site ?? -1, cluster ?? -1]
            parent[node] = group(key, &tutors, question.tutorLimits[tutor], .tutor(tutor))
        }
        for (node, place, cluster) in pending {
            guard let site = place.site else { continue }
            let below = parent[node] >= 0 ? Int(parent[node]) : node
            if parent[below] < 0 {
                parent[below] = group([site, cluster ?? -1], &sites, question.siteLimits[site], .site(site))
            }
        }
        for (node, place, cluster) in pending {
            guard let cluster, let unit = place.legalUnit else { continue }
            var below = node
            while parent[below] >= 0, Int(parent[below]) != Int(top[cluster] ?? -1) { below = Int(parent[below]) }
            guard parent[below] < 0, Int32(below) != top[cluster] else { continue }
            if top[cluster] == nil {
                top[cluster] = addNode(question.legalUnitLimits[unit], .legalUnit(unit))
            }
            parent[below] = top[cluster] ?? -1
        }
    }

    private mutating func group(
        _ key: [Int], _ known: inout [[Int]: Int32], _ limit: Int32, _ what: QuestionError.Holder
    ) -> Int32 {
        if let node = known[key] { return node }
        let node = addNode(limit, what)
        known[key] = node
        return node
    }

    private mutating func addNode(_ limit: Int32, _ what: QuestionError.Holder) -> Int32 {
        capacity.append(limit)
        parent.append(-1)
        holder.append(what)
        return Int32(capacity.count - 1)
    }

    /// Takes the room of a locked learner, all the way up.
    mutating func take(_ node: Int) {
        var node = node
        while node >= 0 {
            capacity[node] -= 1
            node = Int(parent[node])
        }
    }

    /// From a node to the very top.
    func path(from node: Int) -> [Int] {
        var path: [Int] = []
        var node = node
        while node >= 0 {
            path.append(node)
            node = Int(parent[node])
        }
        return path
    }
}
