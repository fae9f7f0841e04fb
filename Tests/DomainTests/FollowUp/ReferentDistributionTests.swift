import Domain
import Testing

@Suite struct `The distribution of référents` {
    private func teacher(_ name: String, hours: Int, elsewhere: Int = 0) -> ReferentCandidate {
        ReferentCandidate(id: ID(name), weeklyMinutes: hours * 60, followedElsewhere: elsewhere)
    }

    private func stays(_ count: Int) -> [FollowedStay] {
        (0..<count).map { FollowedStay(id: ID("s\($0)"), company: ID("c\($0)")) }
    }

    // PFMP-74: « target(i) = pupils × hours(i)/Σhours ».
    @Test func `follows the weekly hours, and the sum is right`() {
        let shares = ReferentDistribution.shares(
            24, [teacher("a", hours: 9), teacher("b", hours: 4), teacher("c", hours: 3)], cap: 16)
        #expect(shares == [ID("a"): 14, ID("b"): 6, ID("c"): 4])
        #expect(shares.values.reduce(0, +) == 24)
    }

    // PFMP-75: at most 16, those of other classes included.
    @Test func `stops at the cap and gives the rest to the others`() {
        let shares = ReferentDistribution.shares(
            24, [teacher("a", hours: 12, elsewhere: 10), teacher("b", hours: 4)], cap: 16)
        #expect(shares == [ID("a"): 6, ID("b"): 16])
    }

    @Test func `gives nobody to those without hours in the class`() {
        let shares = ReferentDistribution.shares(10, [teacher("a", hours: 0), teacher("b", hours: 2)], cap: 16)
        #expect(shares[ID("a")] == nil && shares[ID("b")] == 10)
        #expect(ReferentDistribution.shares(10, [], cap: 16).isEmpty)
    }

    @Test func `keeps agreements that have left, then the same teacher as last time`() {
        let list = [
            FollowedStay(id: ID("fixed"), referent: ID("b"), isFixed: true, company: ID("c1")),
            FollowedStay(id: ID("known"), former: ID("b"), company: ID("c2")),
            FollowedStay(id: ID("new"), company: ID("c3")), FollowedStay(id: ID("new2"), company: ID("c4")),
        ]
        let proposal = ReferentDistribution.proposal(list, [teacher("a", hours: 3), teacher("b", hours: 3)], cap: 16)
        #expect(proposal[ID("fixed")] == ID("b"))
        #expect(proposal[ID("known")] == ID("b"))
        #expect(proposal[ID("new")] == ID("a") && proposal[ID("new2")] == ID("a"))
    }

    @Test func `sends one teacher to a host, and the nearest to the next`() {
        let here = GeoPoint(latitude: 43.6, longitude: 1.44)
        let near = GeoPoint(latitude: 43.61, longitude: 1.45)
        let far = GeoPoint(latitude: 44.6, longitude: 2.4)
        let list = [
            FollowedStay(id: ID("1"), former: ID("a"), company: ID("one"), place: here),
            FollowedStay(id: ID("2"), former: ID("b"), company: ID("two"), place: far),
            FollowedStay(id: ID("3"), company: ID("two"), place: far),
            FollowedStay(id: ID("4"), company: ID("three"), place: near),
        ]
        let proposal = ReferentDistribution.proposal(list, [teacher("a", hours: 3), teacher("b", hours: 3)], cap: 16)
        #expect(proposal[ID("3")] == ID("b"))
        #expect(proposal[ID("4")] == ID("a"))
    }

    @Test func `leaves out those nobody has room for`() {
        let proposal = ReferentDistribution.proposal(stays(20), [teacher("a", hours: 3)], cap: 16)
        #expect(proposal.count == 16)
    }
}
