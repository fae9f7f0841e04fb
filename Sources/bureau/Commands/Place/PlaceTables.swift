import Domain
import Exchange
import Foundation
import Placement

/// The two tables of `bureau place --csv` as a question, and the answer as rows.
struct PlaceTables {
    static let titles = ["Élève", "Place", "Trajet", "Pourquoi"]

    private struct Spot {
        let name: String
        let position: (latitude: Double, longitude: Double)?
    }

    private var learners: PlaceTable
    private var places: PlaceTable
    private let longest: Int32
    private let estimate: TravelEstimate
    private var people: [Spot] = []
    private var hosts: [Spot] = []
    private var formations: [Set<String>] = []
    private var number: [String: Int] = [:]
    private(set) var question = Question(learners: [], places: [], pairs: [])
    private var unknownTravel: Set<Question.Decision> = []

    var problems: [String] { places.problems + learners.problems }

    init(learners: Table, places: Table, longest: Int32, estimate: TravelEstimate) {
        self.learners = PlaceTable(learners, required: ["élève", "formation"])
        self.places = PlaceTable(places, required: ["place", "formations"])
        self.longest = longest
        self.estimate = estimate
        guard problems.isEmpty else { return }
        readPlaces()
        readLearners()
    }

    private mutating func readPlaces() {
        var units: [String: Int] = [:]
        for row in places.table.rows {
            let name = places.required("place", row)
            let key = SearchKey(name).rawValue
            if !name.isEmpty, number.updateValue(hosts.count, forKey: key) != nil {
                places.refuse(row, "place", "«\u{A0}\(name)\u{A0}» est déjà plus haut")
            }
            hosts.append(Spot(name: name, position: places.position(row)))
            formations.append(Set(places.names("formations", row).map { SearchKey($0).rawValue }))
            let kept = places.count("gardées", row, usual: 0) ?? 0
            var place = Question.Place(capacity: places.count("capacité", row, usual: 1) ?? 1, kept: kept)
            if kept > place.capacity {
                places.refuse(row, "gardées", "il y en a plus que de places")
                place.kept = 0
            }
            place.legalUnit = legalUnit(row, &units)
            question.places.append(place)
        }
    }

    /// The quota of a legal unit is written on any of its rows.
    private mutating func legalUnit(_ row: TableRow, _ units: inout [String: Int]) -> Int? {
        let siren = places.text("siren", row).filter { !$0.isWhitespace }
        let quota = places.count("quota", row, usual: nil)
        guard !siren.isEmpty else {
            if quota != nil { places.refuse(row, "siren", "un quota vaut pour une entreprise: écrivez son SIREN") }
            return nil
        }
        let unit = units[siren] ?? question.legalUnitLimits.count
        if units.updateValue(unit, forKey: siren) == nil { question.legalUnitLimits.append(10_000) }
        if let quota { question.legalUnitLimits[unit] = min(question.legalUnitLimits[unit], quota) }
        return unit
    }

    private mutating func readLearners() {
        for row in learners.table.rows {
            let learner = people.count
            people.append(Spot(name: learners.required("élève", row), position: learners.position(row)))
            let formation = SearchKey(learners.required("formation", row)).rawValue
            question.learners.append(.init(withoutNetwork: learners.flag("sans réseau", row)))
            let wishes = places(named: "vœux", row)
            for place in places(named: "refus", row) { question.refusals.append(.init(learner: learner, place: place)) }
            let promised = places(named: "promis", row)
            for place in promised { question.locks.append(.init(learner: learner, place: place)) }
            for place in hosts.indices {
                let suits = formations[place].contains(formation)
                let facts = facts(learner, place, wish: wishes.firstIndex(of: place))
                if promised.contains(place) || suits && facts.minutes <= longest {
                    question.pairs.append(.init(learner: learner, place: place, facts: facts))
                }
            }
        }
    }

    private mutating func places(named title: String, _ row: TableRow) -> [Int] {
        learners.names(title, row).compactMap { name in
            if let place = number[SearchKey(name).rawValue] { return place }
            learners.refuse(row, title, "la place «\u{A0}\(name)\u{A0}» n’est pas dans \(places.table.file)")
            return nil
        }
    }

    /// Without both positions the travel is not known: it counts as the longest one, and the row says so.
    private mutating func facts(_ learner: Int, _ place: Int, wish: Int?) -> PairFacts {
        var facts = PairFacts(minutes: longest, wish: wish.map { Int32($0 + 1) })
        if let home = people[learner].position, let host = hosts[place].position {
            facts.minutes = (estimate.seconds(from: home, to: host) + 30) / 60
        } else {
            unknownTravel.insert(.init(learner: learner, place: place))
        }
        return facts
    }
}

extension PlaceTables {
    /// One row a learner, in the order of their table.
    func rows(_ answer: Answer) -> [[String]] {
        let reasons = Dictionary(answer.reasons.map { ($0.learner, $0) }, uniquingKeysWith: { first, _ in first })
        let lacks = Dictionary(answer.unplaced.map { ($0.learner, $0.lack) }, uniquingKeysWith: { first, _ in first })
        return people.indices.map { learner in
            guard let reason = reasons[learner] else {
                return [people[learner].name, "", "", words(lacks[learner])]
            }
            let pair = Question.Decision(learner: learner, place: reason.place)
            let travel = question.pairs.first { $0.learner == learner && $0.place == reason.place }?.facts.minutes ?? 0
            let minutes = unknownTravel.contains(pair) ? "à vérifier" : "\(travel) min"
            return [people[learner].name, hosts[reason.place].name, minutes, words(reason)]
        }
    }

    private func words(_ lack: Answer.Lack?) -> String {
        switch lack {
        case .allTaken(let candidates): "Les \(candidates) places possibles sont prises."
        case .noCandidate, nil: "Aucune place ne convient (formation, trajet ou refus)."
        }
    }

    private func words(_ reason: Answer.Reason) -> String {
        if reason.isLocked { return "Promise." }
        var parts: [String] = []
        let pair = question.pairs.first { $0.learner == reason.learner && $0.place == reason.place }
        if let wish = pair?.facts.wish { parts.append("vœu n° \(wish)") }
        if reason.usesKeptPlace { parts.append("place gardée utilisée") }
        if reason.wantedBy > 0 { parts.append("mieux pour \(reason.wantedBy) autres aussi") }
        if let next = reason.nextPlace, let extra = reason.nextExtraCost, extra < 1_000_000 {
            parts.append("ensuite \(hosts[next].name) (+\(extra / 10))")
        }
        return parts.joined(separator: "\u{A0}; ")
    }

    func summary(_ answer: Answer) -> String {
        let placed = answer.reasons.count
        let proof = answer.certified && answer.weeks == .exact ? ", rien n’est moins cher" : ""
        let left = answer.unplaced.isEmpty ? "" : " \(answer.unplaced.count) sans place."
        return "\(placed) élèves placés sur \(people.count)\(proof).\(left)"
    }

    /// A question that contradicts itself, with the names of the tables.
    func failure(_ error: QuestionError) -> any Error {
        let learner = { (number: Int) in "«\u{A0}\(people[number].name)\u{A0}»" }
        let place = { (number: Int) in "«\u{A0}\(hosts[number].name)\u{A0}»" }
        switch error {
        case .stopped: return CancellationError()
        case .lockedTwice(let who, let where_):
            return Failure(
                "\(learner(who)) est promis à plusieurs places\u{A0}: \(where_.map(place).joined(separator: ", ")).")
        case .lockedAndRefused(let who, let where_):
            return Failure("La place \(place(where_)) est à la fois promise et refusée pour \(learner(who)).")
        case .lockedBeyondLimit(.place(let where_), let limit, let who):
            return Failure(
                "\(place(where_)) prend \(limit) élèves au plus, et elle est promise à "
                    + who.map(learner).joined(separator: ", ") + ".")
        case .lockedBeyondLimit(_, let limit, let who):
            return Failure(
                "Le quota de \(limit) d’une entreprise est dépassé par les places promises à "
                    + who.map(learner).joined(separator: ", ") + ".")
        default: return Failure("Les tableaux se contredisent\u{A0}: \(error).")
        }
    }
}
