import Domain
import Placement

/// Why each learner goes there, or nowhere, in French.
struct ProposalWords: Sendable {
    private let instance: ProposalInstance
    private let answer: EngineAnswer
    /// How many others want each place.
    private let wanted: [Int: Int]
    private let pairs: [Int: [EngineQuestion.Pair]]
    private let refused: Set<EngineQuestion.Decision>

    init(_ instance: ProposalInstance, _ answer: EngineAnswer) {
        self.instance = instance
        self.answer = answer
        wanted = Dictionary(answer.reasons.map { ($0.place, $0.wantedBy) }, uniquingKeysWith: max)
        pairs = Dictionary(grouping: instance.question.pairs, by: \.learner)
        refused = Set(instance.question.refusals)
    }

    /// The travel of a pair; `nil` when it is not known.
    func minutes(_ learner: Int, _ place: Int) -> Int? {
        guard !instance.unknown.contains(.init(learner: learner, place: place)) else { return nil }
        return facts(learner, place).map { Int($0.minutes) }
    }

    private func facts(_ learner: Int, _ place: Int) -> PairFacts? {
        pairs[learner]?.first { $0.place == place }?.facts
    }

    /// « 22 min, vœu n° 1 ; la place voisine (Garage Delorme, 8 min) est demandée par 4 élèves »
    func sentence(_ reason: EngineAnswer.Reason) -> String {
        let travel = travelWords(reason)
        var first = [travel]
        if let wish = facts(reason.learner, reason.place)?.wish { first.append("vœu n°\u{A0}\(wish)") }
        if let host = facts(reason.learner, reason.place)?.hostPreference, host > 0 {
            first.append(host == 100 ? "l’entreprise a donné son accord" : "entretien en cours")
        }
        var more: [String] = []
        if reason.isLocked {
            let why = instance.decisionReasons[reason.learner] ?? ""
            more.append(why.isEmpty ? "gardé par vous" : "gardé par vous (\(why))")
        }
        if instance.places[reason.place].isToAsk, facts(reason.learner, reason.place)?.hostPreference == 0 {
            more.append("place à demander\u{A0}: l’entreprise n’en a pas déclaré")
        }
        if facts(reason.learner, reason.place)?.knownHost == true {
            more.append(againWords(reason))
        } else if facts(reason.learner, reason.place)?.knownSector == true {
            more.append("secteur déjà vu")
        }
        if let neighbour = neighbour(reason) {
            more.append(neighbour)
        } else if let next = next(reason) {
            more.append(next)
        }
        return ([first.joined(separator: ", ")] + more).joined(separator: "\u{A0}; ")
    }

    /// « 22 min », « 22 min, temps noté »
    private func travelWords(_ reason: EngineAnswer.Reason) -> String {
        guard let minutes = minutes(reason.learner, reason.place) else { return "trajet inconnu, à vérifier" }
        let host = instance.facts.hosts[instance.places[reason.place].host]
        let isTyped = instance.typedTravel(of: instance.facts.goers[reason.learner], to: host) != nil
        return isTyped ? "\(minutes)\u{A0}min, temps noté" : "environ \(minutes)\u{A0}min"
    }

    /// Why the same place again: on purpose, or for want of a better one.
    private func againWords(_ reason: EngineAnswer.Reason) -> String {
        let host = instance.facts.hosts[instance.places[reason.place].host]
        let isHere = instance.isRepeated(instance.facts.goers[reason.learner], at: host)
        let known = isHere ? "déjà proposée pour une période d’avant" : "où il est déjà allé"
        let settings = instance.settings
        guard settings.continuity <= settings.diversity else {
            return "retrouve une entreprise \(known), comme vous le préférez"
        }
        return settings.diversity == 0
            ? "même entreprise, \(known)"
            : "même entreprise, \(known)\u{A0}: une autre coûterait plus de \(settings.diversity - settings.continuity)\u{A0}min, ou manque"
    }

    /// The place that would suit the learner better, and who has it instead.
    private func neighbour(_ reason: EngineAnswer.Reason) -> String? {
        guard !reason.isLocked else { return nil }
        let own = reason.parts.total
        let better = (pairs[reason.learner] ?? []).filter { pair in
            pair.place != reason.place && hostName(pair.place) != hostName(reason.place)
                && !refused.contains(.init(learner: pair.learner, place: pair.place))
        }.map { pair in (place: pair.place, cost: CostParts(pair.facts, instance.question.weights).total) }
        guard let best = better.min(by: { ($0.cost, $0.place) < ($1.cost, $1.place) }), best.cost < own,
            let count = wanted[best.place], count > 0
        else { return nil }
        let travel = minutes(reason.learner, best.place).map { ", \($0)\u{A0}min" } ?? ""
        return "la place voisine (\(hostName(best.place))\(travel)) est demandée par \(pupils(count))"
    }

    /// The second choice at the present prices, when it is a real one.
    private func next(_ reason: EngineAnswer.Reason) -> String? {
        guard let next = reason.nextPlace, let extra = reason.nextExtraCost,
            hostName(next) != hostName(reason.place)
        else { return nil }
        guard extra < ProposalWords.muchDearer else { return "la place suivante priverait un autre élève de la sienne" }
        let minutes = Int((extra + 5) / 10)
        guard minutes > 0 else { return "\(hostName(next)) conviendrait aussi" }
        return "ensuite \(hostName(next)), comme \(minutes)\u{A0}min de plus"
    }

    /// In tenths of a minute: beyond, the price says that somebody would lose their place.
    private static let muchDearer: Int64 = 14_400

    /// Why the learner has no place.
    func sentence(_ learner: Int, _ lack: EngineAnswer.Lack) -> String {
        let town = instance.facts.goers[learner].city
        let stream = instance.facts.goers[learner].stream
        switch lack {
        case .allTaken(let candidates):
            return candidates == 1
                ? "la seule place à sa portée va à un élève qui n’a qu’elle, ou le plafond de l’entreprise est atteint"
                : "les \(candidates)\u{A0}places à sa portée vont à des élèves qui n’ont qu’elles, ou le plafond de "
                    + "leur entreprise est atteint"
        case .noCandidate:
            if let minutes = instance.nearestBeyond[learner] {
                return
                    "la place la plus proche est à \(minutes)\u{A0}min, au-delà de \(instance.settings.longest)\u{A0}min"
            }
            if pairs[learner] != nil { return "toutes ses places possibles sont écartées" }
            let place = town.isEmpty ? "" : " autour \(French.of(town))"
            return "aucune place ouverte pour \(stream.isEmpty ? "sa filière" : stream)\(place)"
        }
    }

    private func hostName(_ place: Int) -> String { instance.facts.hosts[instance.places[place].host].name }

    private func pupils(_ count: Int) -> String {
        FrenchNumber.counted(count, "autre élève", "autres élèves")
    }

    // MARK: Contradictions

    /// What the engine refused, with names.
    static func refusal(_ error: EngineError, _ instance: ProposalInstance) -> ProposalContradiction {
        let learner = { (number: Int) in instance.facts.goers[number].listName }
        let host = { (place: Int) in instance.facts.hosts[instance.places[place].host].name }
        let all = { (numbers: [Int]) in numbers.map(learner).joined(separator: ", ") }
        switch error {
        case .lockedTwice(let who, let places):
            return ProposalContradiction(
                "\(learner(who)) est gardé dans plusieurs entreprises\u{A0}: \(places.map(host).joined(separator: ", "))."
            )
        case .lockedAndRefused(let who, let place):
            return ProposalContradiction("\(host(place)) est à la fois gardée et écartée pour \(learner(who)).")
        case .lockedBeyondLimit(.place(let place), let limit, let who):
            return ProposalContradiction(
                "\(host(place)) a \(FrenchNumber.counted(limit, "place libre", "places libres")), et vous y gardez "
                    + "\(all(who)). Libérez l’un d’eux.")
        case .lockedBeyondLimit(.tutor, let limit, let who):
            return ProposalContradiction(
                "L’offre ne compte que \(FrenchNumber.counted(limit, "place libre", "places libres")), et vous y gardez "
                    + "\(all(who)). Libérez l’un d’eux.")
        case .lockedBeyondLimit(.site, let limit, let who):
            return ProposalContradiction(
                "Les tuteurs connus peuvent encore suivre \(FrenchNumber.counted(limit, "élève", "élèves")), et vous "
                    + "leur gardez \(all(who)). Libérez l’un d’eux.")
        case .lockedBeyondLimit(.legalUnit, let limit, let who):
            return ProposalContradiction(
                "L’entreprise peut encore recevoir \(FrenchNumber.counted(limit, "stagiaire", "stagiaires")) ces "
                    + "semaines-là (R.\u{A0}124-10), et vous lui gardez \(all(who)). Libérez l’un d’eux.")
        default: return ProposalContradiction("Les choix se contredisent\u{A0}: \(error).")
        }
    }
}

/// Locks and limits that cannot hold together.
struct ProposalContradiction: Refusal, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}
