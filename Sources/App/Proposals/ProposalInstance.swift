import Domain
import Placement

/// A place of the engine, with what it is.
struct ProposedPlace: Sendable {
    let host: Int
    let period: ID<PFMPPeriod>
    let stream: String
    let level: String
    /// Nobody declared it: the company agreed to a learner, or usually takes the stream.
    let isToAsk: Bool
    /// The only learners who may have it; `nil` when any may.
    let only: Set<ID<Learner>>?
}

/// The question that a proposal puts to the engine, with the way back from its numbers to people and companies.
struct ProposalInstance: Sendable {
    let facts: ProposalFacts
    let settings: ProposalSettings
    private(set) var question: EngineQuestion
    private(set) var places: [ProposedPlace] = []
    /// Learners and places whose travel is not known.
    private(set) var unknown: Set<EngineQuestion.Decision> = []
    /// By learner, companies nearer or farther than the limit that would do otherwise: the fewest minutes.
    private(set) var nearestBeyond: [Int: Int] = [:]
    /// Legal persons, by the number of the engine.
    private(set) var units: [String] = []
    let towns: [String]
    let streams: [String]
    /// Companies that the same proposal gives a learner for an earlier period, by the period in question.
    private let repeated: [String: Set<ID<Company>>]
    /// Why people decided, by learner of the engine.
    private(set) var decisionReasons: [Int: String] = [:]
    private let lookups: ProposalLookups

    private static let noLimit: Int32 = 10_000

    init(
        _ facts: ProposalFacts, _ settings: ProposalSettings, previous: [ProposalLine] = [],
        repeated: [String: Set<ID<Company>>] = [:]
    ) {
        self.facts = facts
        self.settings = settings
        self.repeated = repeated
        lookups = ProposalLookups(facts)
        towns = Array(Set(facts.goers.map(\.city))).sorted()
        streams = Array(Set(facts.goers.map(\.stream))).sorted()
        question = EngineQuestion(learners: [], places: [], pairs: [], weights: CostWeights(settings))
        addPlaces()
        addLearners()
        addPairs(previous)
    }

    // MARK: Places

    /// One kind of learners: those of a class for a period.
    private struct Group: Hashable {
        let period: ID<PFMPPeriod>
        let stream: String
        let level: String
        let startsOn: LocalDate
        let endsOn: LocalDate

        init(_ goer: ProposalGoer) {
            period = goer.periodId
            stream = goer.stream
            level = goer.level
            startsOn = goer.startsOn
            endsOn = goer.endsOn
        }

        /// Civil weeks, numbered.
        var weeks: ClosedRange<Int32> {
            let first = Int32(clamping: startsOn.monday.dayNumber / 7)
            return first...max(first, Int32(clamping: endsOn.monday.dayNumber / 7))
        }
    }

    private struct Candidate {
        let place: ProposedPlace
        let group: Group
        let capacity: Int
        /// The offer it comes from.
        let offer: Int?
    }

    private mutating func addPlaces() {
        let groups = Array(Set(facts.goers.map(Group.init))).sorted {
            ($0.startsOn, $0.period) < ($1.startsOn, $1.period)
        }
        let stays = Dictionary(grouping: facts.stays, by: \.companyId)
        var byPerson: [String: [Candidate]] = [:]
        var found: [Group: [Candidate]] = [:]
        for (number, host) in facts.hosts.enumerated() {
            for group in groups { found[group, default: []] += candidates(number, host, group, stays[host.id] ?? []) }
        }
        for candidate in groups.flatMap({ rationed(found[$0] ?? []) }) {
            byPerson[facts.hosts[candidate.place.host].legalPerson, default: []].append(candidate)
        }
        for person in byPerson.keys.sorted() { addUnit(person, byPerson[person] ?? [], stays) }
    }

    /// The places of a company that fit a group: those declared, less those taken, else those to ask for.
    private func candidates(
        _ number: Int, _ host: ProposalHost, _ group: Group, _ stays: [ProposalStay]
    ) -> [Candidate] {
        var taken = stays.count { $0.meets(group.startsOn, group.endsOn) }
        var found: [Candidate] = []
        var isDeclared = false
        for (offer, place) in (lookups.offers[host.id] ?? []) where fits(place, group) {
            isDeclared = true
            let left = max(0, place.count - taken)
            taken = max(0, taken - place.count)
            guard left > 0 else { continue }
            let proposed = ProposedPlace(
                host: number, period: group.period, stream: group.stream, level: group.level, isToAsk: false, only: nil)
            found.append(Candidate(place: proposed, group: group, capacity: left, offer: offer))
        }
        guard !isDeclared else { return found }
        let promised = (lookups.warm[host.id] ?? []).filter { $0.periodId == group.period }.map(\.learnerId)
        let isUsual =
            settings.usualHosts && taken == 0 && !group.stream.isEmpty
            && (host.streams.contains(group.stream) || stays.contains { $0.stream == group.stream })
        guard isUsual || !promised.isEmpty else { return [] }
        let proposed = ProposedPlace(
            host: number, period: group.period, stream: group.stream, level: group.level, isToAsk: true,
            only: isUsual ? nil : Set(promised))
        return [Candidate(place: proposed, group: group, capacity: max(1, Set(promised).count), offer: nil)]
    }

    /// When a shortage is tried out, the places that remain for a group: always the same ones.
    private func rationed(_ candidates: [Candidate]) -> [Candidate] {
        guard settings.shortage > 0, let group = candidates.first?.group else { return candidates }
        let learners = facts.goers.count { Group($0) == group }
        var room = learners * (100 - settings.shortage) / 100
        let order = candidates.indices.sorted { scattered(candidates[$0]) < scattered(candidates[$1]) }
        var kept: [Int: Int] = [:]
        for index in order {
            kept[index] = min(room, candidates[index].capacity)
            room -= kept[index] ?? 0
        }
        return candidates.enumerated().compactMap { index, candidate in
            guard let capacity = kept[index], capacity > 0 else { return nil }
            return Candidate(
                place: candidate.place, group: candidate.group, capacity: capacity, offer: candidate.offer)
        }
    }

    /// A number that depends on the company and the period only, without order.
    private func scattered(_ candidate: Candidate) -> UInt64 {
        (candidate.group.period.rawValue + facts.hosts[candidate.place.host].id.rawValue).utf8
            .reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    private func fits(_ place: HostPlace, _ group: Group) -> Bool {
        ["", group.stream].contains(place.stream) && ["", group.level].contains(place.level)
            && place.startsOn ?? group.endsOn <= group.endsOn && group.startsOn <= place.endsOn ?? group.startsOn
    }

    /// The places of one legal person: its weeks that meet share the quota, the tutors and the offers.
    private mutating func addUnit(
        _ person: String, _ candidates: [Candidate], _ stays: [ID<Company>: [ProposalStay]]
    ) {
        var waiting = candidates.sorted { $0.group.weeks.lowerBound < $1.group.weeks.lowerBound }
        while let first = waiting.first {
            var end = first.group.weeks.upperBound
            var meeting: [Candidate] = []
            while let next = waiting.first, next.group.weeks.lowerBound <= end {
                end = max(end, next.group.weeks.upperBound)
                meeting.append(waiting.removeFirst())
            }
            addTogether(person, meeting, stays)
        }
    }

    private mutating func addTogether(
        _ person: String, _ meeting: [Candidate], _ stays: [ID<Company>: [ProposalStay]]
    ) {
        let unit = units.count
        units.append(person)
        let hosts = lookups.hosts[person] ?? []
        let days = meeting.map { $0.group.startsOn...$0.group.endsOn }
        question.legalUnitLimits.append(quota(hosts, meeting, days, stays))
        var sites: [Int: Int] = [:]
        var offers: [Int: Int] = [:]
        for candidate in meeting {
            let number = candidate.place.host
            let site = sites[number] ?? question.siteLimits.count
            if sites.updateValue(site, forKey: number) == nil {
                question.siteLimits.append(tutorRoom(facts.hosts[number].id, days, stays))
            }
            var holder: Int?
            if let offer = candidate.offer {
                let known = offers[offer] ?? question.tutorLimits.count
                if offers.updateValue(known, forKey: offer) == nil { question.tutorLimits.append(0) }
                question.tutorLimits[known] = max(question.tutorLimits[known], Int32(clamping: candidate.capacity))
                holder = known
            }
            places.append(candidate.place)
            question.places.append(
                .init(
                    capacity: Int32(clamping: candidate.capacity), tutor: holder, site: site, legalUnit: unit,
                    weeks: candidate.group.weeks))
        }
    }

    /// R.124-10: what the legal person may still take, in the busiest of the weeks.
    private func quota(
        _ hosts: [ProposalHost], _ meeting: [Candidate], _ days: [ClosedRange<LocalDate>],
        _ stays: [ID<Company>: [ProposalStay]]
    ) -> Int32 {
        let known = hosts.compactMap(\.headcount)
        guard !known.isEmpty, let first = days.first,
            let most = HostQuota.most(
                hundredths: known.reduce(0, +) * 100, order: facts.order.numbers(on: first.lowerBound),
                on: first.lowerBound, parameters: facts.parameters)
        else { return ProposalInstance.noLimit }
        let present = busiest(hosts.flatMap { stays[$0.id] ?? [] }, days)
        let others = meeting.map { candidate in
            hosts.reduce(0) { $0 + (facts.elsewhere[candidate.group.period]?[$1.id] ?? 0) }
        }
        return Int32(clamping: max(0, most - present - (others.max() ?? 0)))
    }

    /// R.124-13: what the tutors who are known may still follow; nobody known limits nothing yet.
    private func tutorRoom(
        _ company: ID<Company>, _ days: [ClosedRange<LocalDate>], _ stays: [ID<Company>: [ProposalStay]]
    ) -> Int32 {
        guard let tutors = facts.tutors[company], tutors > 0, let first = days.first,
            let most = facts.parameters.value(.tutorMaximum, on: first.lowerBound)
        else { return ProposalInstance.noLimit }
        return Int32(clamping: max(0, tutors * most - busiest(stays[company] ?? [], days)))
    }

    /// The most stays at once within some days; the busiest day is the first of a stay or of a span.
    private func busiest(_ stays: [ProposalStay], _ days: [ClosedRange<LocalDate>]) -> Int {
        days.map { span in
            let within = stays.filter { $0.meets(span.lowerBound, span.upperBound) }
            let starts = [span.lowerBound] + within.map(\.startsOn).filter(span.contains)
            return starts.map { day in within.count { $0.startsOn <= day && day <= $0.endsOn } }.max() ?? 0
        }.max() ?? 0
    }

    // MARK: Learners and pairs

    private mutating func addLearners() {
        for goer in facts.goers {
            question.learners.append(
                .init(
                    withoutNetwork: settings.networkFirst && isWithoutNetwork(goer),
                    stream: Int32(clamping: streams.firstIndex(of: goer.stream) ?? 0),
                    area: Int32(clamping: towns.firstIndex(of: goer.city) ?? 0)))
        }
    }

    /// Nobody said yes to the learner, and neither they nor their family ever found a host.
    func isWithoutNetwork(_ goer: ProposalGoer) -> Bool {
        let hasLead = (lookups.leads[goer.learnerId] ?? []).contains {
            $0.periodId == goer.periodId && [.agreed, .interview].contains($0.answer)
        }
        return !hasLead
            && !(lookups.stays[goer.learnerId] ?? []).contains { [.learner, .family, .alumnus].contains($0.origin) }
    }

    private mutating func addPairs(_ previous: [ProposalLine]) {
        var former: [String: ID<Company>] = [:]
        for line in previous { former[line.key] = line.companyId }
        let byPeriod = Dictionary(grouping: places.indices, by: { places[$0].period })
        for (learner, goer) in facts.goers.enumerated() {
            let leads = (lookups.leads[goer.learnerId] ?? []).filter { $0.periodId == goer.periodId }
            let refused = Set(leads.filter { $0.answer == .refused }.map(\.companyId))
                .subtracting(leads.filter { $0.answer == .agreed }.map(\.companyId))
            let wishes = ProposalInstance.wishes(leads)
            let past = lookups.stays[goer.learnerId] ?? []
            let sectors = Set(
                past.compactMap { stay in lookups.numbers[stay.companyId].flatMap { facts.hosts[$0].sector } })
            let before = former[goer.key]
            let again = repeated[goer.key] ?? []
            for place in byPeriod[goer.periodId] ?? [] where places[place].only?.contains(goer.learnerId) ?? true {
                let host = facts.hosts[places[place].host]
                guard !refused.contains(host.id) else { continue }
                let minutes = minutes(from: goer, to: host)
                let agreed = leads.contains { $0.companyId == host.id && $0.answer == .agreed }
                if let minutes, minutes > settings.longest, !agreed {
                    nearestBeyond[learner] = min(nearestBeyond[learner] ?? Int.max, minutes)
                    continue
                }
                if minutes == nil { unknown.insert(.init(learner: learner, place: place)) }
                let meets = leads.contains { $0.companyId == host.id && $0.answer == .interview }
                question.pairs.append(
                    .init(
                        learner: learner, place: place,
                        facts: PairFacts(
                            minutes: Int32(clamping: minutes ?? settings.longest),
                            wish: wishes.firstIndex(of: host.id).map { Int32($0 + 1) },
                            hostPreference: agreed ? 100 : meets ? 50 : 0,
                            knownHost: again.contains(host.id) || past.contains { $0.companyId == host.id },
                            knownSector: host.sector.map(sectors.contains) ?? false,
                            proposedBefore: before == host.id)))
            }
        }
    }

    /// At most three: what the company answered first, then what was asked first.
    static func wishes(_ leads: [ProposalLead]) -> [ID<Company>] {
        let order: [LeadAnswer] = [.agreed, .interview, .waiting]
        var wishes: [ID<Company>] = []
        for answer in order {
            for lead in leads where lead.answer == answer && !wishes.contains(lead.companyId) {
                wishes.append(lead.companyId)
            }
        }
        return Array(wishes.prefix(3))
    }

    /// As somebody typed it, else from the middle of the town of the learner; `nil` when one of the two is not on the map.
    func minutes(from goer: ProposalGoer, to host: ProposalHost) -> Int? {
        if let typed = typedTravel(of: goer, to: host) { return typed.minutes }
        let town = SearchKey(goer.city).rawValue
        let isSameTown = !town.isEmpty && town == SearchKey(host.city).rawValue
        guard let home = facts.towns[town] ?? facts.towns[goer.postalCode],
            let place = host.position ?? (isSameTown ? home : nil)
        else { return isSameTown ? ProposalInstance.sameTown : nil }
        guard let estimate else { return nil }
        return max(estimate.minutes(from: home, to: place), ProposalInstance.shortest)
    }

    func typedTravel(of goer: ProposalGoer, to host: ProposalHost) -> TravelTime? {
        facts.typedTravels[TravelPair(learner: goer.learnerId, company: host.id)]
    }

    /// What travels are estimated with here.
    var estimate: TravelEstimate? { facts.estimates[settings.mode] }

    /// Whether the same proposal gives the company to the learner for an earlier period.
    func isRepeated(_ goer: ProposalGoer, at host: ProposalHost) -> Bool {
        repeated[goer.key]?.contains(host.id) == true
    }

    /// Where an answer sends each learner for the periods before another one, by that other one.
    func earlierHosts(_ answer: EngineAnswer) -> [String: Set<ID<Company>>] {
        var found: [String: Set<ID<Company>>] = [:]
        for goers in Dictionary(grouping: facts.goers.indices, by: { facts.goers[$0].learnerId }).values
        where goers.count > 1 {
            let ordered = goers.sorted { facts.goers[$0].startsOn < facts.goers[$1].startsOn }
            var hosts: Set<ID<Company>> = []
            for number in ordered {
                if !hosts.isEmpty { found[facts.goers[number].key] = hosts }
                if let place = answer.place[number] { hosts.insert(facts.hosts[places[place].host].id) }
            }
        }
        return found
    }

    /// Nobody is at the door, even next to it; in one town that is not on the map, travel is short.
    private static let shortest = 5
    private static let sameTown = 10

    // MARK: Decisions

    /// Adds what people decided.
    /// - Returns: locks that no admissible pair bears any more.
    mutating func decide(_ choices: [ProposalChoice]) -> [ProposalChoice] {
        var lost: [ProposalChoice] = []
        let learners = Dictionary(
            facts.goers.enumerated().map { ($1.learnerId.rawValue + $1.periodId.rawValue, $0) },
            uniquingKeysWith: { first, _ in first })
        for choice in choices {
            guard let learner = learners[choice.learnerId.rawValue + choice.periodId.rawValue] else { continue }
            if choice.kind == .locked { decisionReasons[learner] = choice.reason }
            let found = question.pairs.filter {
                $0.learner == learner && facts.hosts[places[$0.place].host].id == choice.companyId
            }.map(\.place)
            switch choice.kind {
            case .refused: for place in found { question.refusals.append(.init(learner: learner, place: place)) }
            case .locked:
                // Several offers of one company are as good: the lock takes the one with the most room left.
                let taken = Dictionary(grouping: question.locks, by: \.place).mapValues(\.count)
                let capacity = question.places.map { Int($0.capacity) }
                let room = { (place: Int) in capacity[place] - (taken[place] ?? 0) }
                guard let place = found.max(by: { room($0) < room($1) }) else {
                    lost.append(choice)
                    continue
                }
                question.locks.append(.init(learner: learner, place: place))
            }
        }
        return lost
    }
}

/// The facts by what they are looked for.
private struct ProposalLookups: Sendable {
    let offers: [ID<Company>: [(Int, HostPlace)]]
    /// Leads that the company did not turn down and answered.
    let warm: [ID<Company>: [ProposalLead]]
    let leads: [ID<Learner>: [ProposalLead]]
    let stays: [ID<Learner>: [ProposalStay]]
    let hosts: [String: [ProposalHost]]
    let numbers: [ID<Company>: Int]

    init(_ facts: ProposalFacts) {
        offers = Dictionary(grouping: facts.offers.enumerated().map { ($0.offset, $0.element) }, by: \.1.companyId)
        warm = Dictionary(grouping: facts.leads.filter { [.agreed, .interview].contains($0.answer) }, by: \.companyId)
        leads = Dictionary(grouping: facts.leads, by: \.learnerId)
        stays = Dictionary(grouping: facts.stays, by: \.learnerId)
        hosts = Dictionary(grouping: facts.hosts, by: \.legalPerson)
        numbers = Dictionary(
            facts.hosts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension CostWeights {
    init(_ settings: ProposalSettings) {
        self.init()
        travel = Int32(clamping: settings.travel)
        wish = Int32(clamping: settings.wish)
        host = Int32(clamping: settings.host)
        diversity = Int32(clamping: settings.diversity)
        continuity = Int32(clamping: settings.continuity)
        change = Int32(clamping: settings.change)
    }
}
