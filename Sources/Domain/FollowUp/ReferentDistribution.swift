/// A teacher of the class who may follow learners, with what decides of the share (PFMP-74).
public struct ReferentCandidate: Equatable, Sendable {
    public let id: ID<StaffMember>
    /// Weekly time in the class, in minutes; it decides of the share.
    public let weeklyMinutes: Int
    /// Learners of other classes followed during the same days.
    public let followedElsewhere: Int

    public init(id: ID<StaffMember>, weeklyMinutes: Int, followedElsewhere: Int) {
        self.id = id
        self.weeklyMinutes = weeklyMinutes
        self.followedElsewhere = followedElsewhere
    }
}

/// A placement that wants a référent.
public struct FollowedStay: Equatable, Sendable {
    public let id: ID<Placement>
    /// Who is its référent today.
    public let referent: ID<StaffMember>?
    /// The agreement has left: its référent does not change any more.
    public let isFixed: Bool
    /// Who followed the learner last time.
    public let former: ID<StaffMember>?
    /// Whoever visits a host sees all its learners.
    public let company: ID<Company>
    /// Where the host is, in degrees, when known.
    public let place: GeoPoint?

    public init(
        id: ID<Placement>, referent: ID<StaffMember>? = nil, isFixed: Bool = false, former: ID<StaffMember>? = nil,
        company: ID<Company>, place: GeoPoint? = nil
    ) {
        self.id = id
        self.referent = referent
        self.isFixed = isFixed
        self.former = former
        self.company = company
        self.place = place
    }
}

/// A place on the map, in degrees.
public struct GeoPoint: Equatable, Sendable {
    public let latitude: Double
    public let longitude: Double

    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Squared distance on a flat map whose degrees of longitude are seven tenths of those of latitude, as in France:
    /// good enough to tell which of two hosts is nearer.
    func apart(from other: GeoPoint) -> Double {
        let north = latitude - other.latitude
        let east = (longitude - other.longitude) * 0.7
        return north * north + east * east
    }
}

/// Shares learners between the teachers of a class (PFMP-74, PFMP-75): proportional to weekly hours, under the cap, with
/// the same teacher as last time, one teacher a host, then the nearest.
public enum ReferentDistribution {
    /// How many learners each teacher takes: `learners × hours / Σ hours`, rounded so that the sum is right, never above
    /// `cap` with those followed elsewhere. Learners beyond every cap are in nobody's share.
    public static func shares(_ learners: Int, _ candidates: [ReferentCandidate], cap: Int) -> [ID<StaffMember>: Int] {
        var shares: [ID<StaffMember>: Int] = [:]
        let total = candidates.reduce(0) { $0 + $1.weeklyMinutes }
        guard total > 0 else { return shares }
        for _ in 0..<learners {
            let free = candidates.filter {
                $0.weeklyMinutes > 0 && shares[$0.id, default: 0] + $0.followedElsewhere < cap
            }
            // The one who is furthest below an exact share; ties go to more hours, then to the first.
            let next = free.enumerated().max { left, right in
                let gaps = [left, right].map { gap($0.element, shares[$0.element.id, default: 0], learners, total) }
                if gaps[0] != gaps[1] { return gaps[0] < gaps[1] }
                if left.element.weeklyMinutes != right.element.weeklyMinutes {
                    return left.element.weeklyMinutes < right.element.weeklyMinutes
                }
                return left.offset > right.offset
            }
            guard let next else { break }
            shares[next.element.id, default: 0] += 1
        }
        return shares
    }

    private static func gap(_ candidate: ReferentCandidate, _ share: Int, _ learners: Int, _ total: Int) -> Int {
        learners * candidate.weeklyMinutes - share * total
    }

    /// Who follows whom. Agreements that have left keep their référent; a learner nobody has room for is absent.
    public static func proposal(
        _ stays: [FollowedStay], _ candidates: [ReferentCandidate], cap: Int
    ) -> [ID<Placement>: ID<StaffMember>] {
        var room = shares(stays.count, candidates, cap: cap)
        var chosen: [ID<Placement>: ID<StaffMember>] = [:]
        func give(_ stay: FollowedStay, to staff: ID<StaffMember>) {
            chosen[stay.id] = staff
            room[staff, default: 0] -= 1
        }
        for stay in stays where stay.isFixed {
            if let referent = stay.referent { give(stay, to: referent) }
        }
        for stay in stays where chosen[stay.id] == nil {
            if let former = stay.former, room[former, default: 0] > 0 { give(stay, to: former) }
        }
        for stay in stays where chosen[stay.id] == nil {
            let best = candidates.filter { room[$0.id, default: 0] > 0 }
                .map { (id: $0.id, rank: rank(of: $0.id, for: stay, stays, chosen, room)) }
                .min { $0.rank < $1.rank }
            if let best { give(stay, to: best.id) }
        }
        return chosen
    }

    /// Lower is better: already at this host, then near those already followed, then most room left.
    private static func rank(
        of staff: ID<StaffMember>, for stay: FollowedStay, _ stays: [FollowedStay],
        _ chosen: [ID<Placement>: ID<StaffMember>], _ room: [ID<StaffMember>: Int]
    ) -> (Int, Double, Int) {
        let theirs = stays.filter { chosen[$0.id] == staff }
        let isThere = theirs.contains { $0.company == stay.company }
        let distances = stay.place.map { here in theirs.compactMap { $0.place?.apart(from: here) } } ?? []
        return (isThere ? 0 : 1, distances.min() ?? 1, -room[staff, default: 0])
    }
}
