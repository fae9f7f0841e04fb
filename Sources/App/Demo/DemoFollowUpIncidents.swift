import Domain
import Foundation

extension DemoBuilder {
    /// Places looked at before learners go there, and what was decided of some.
    mutating func addSafety() {
        let lists = Dictionary(
            uniqueKeysWithValues: ((try? SafetyChecklist.all()) ?? []).map { ($0.trade, $0) })
        for company in made.companies where company.relation == .active && random.chance(60) {
            guard let trade = trades[company.id], let list = lists[trade.safetyList] else { continue }
            let withReserves = random.chance(12)
            var answers = Dictionary(uniqueKeysWithValues: list.points.map { ($0.code, SafetyAnswers.Answer.yes) })
            if withReserves, let point = list.points.last { answers[point.code] = .no }
            let day = today.adding(days: -random.between(20...900))
            let checker = made.staff.first { $0.function == "ENS" }?.fullName ?? ""
            made.followUp.checks.append(
                SafetyCheck(
                    id: ids.next(on: day), companyId: company.id, trade: list.trade, checkedOn: day,
                    checkedBy: checker, answers: SafetyAnswers(answers), outcome: withReserves ? .withReserves : .fit,
                    equipment: list.equipment.joined(separator: "\n"),
                    forbiddenTasks: list.forbidden.joined(separator: "\n"),
                    remarks: withReserves ? "À revoir avant la prochaine PFMP." : ""))
            guard random.chance(65) else { continue }
            made.followUp.qualities.append(
                HostQuality(
                    id: ids.next(on: day), companyId: company.id, state: withReserves ? .watched : .qualified,
                    reason: withReserves
                        ? "Un point de sécurité reste à corriger." : "Lieu visité, accueil déjà réussi.",
                    decidedOn: day, decidedBy: checker))
        }
    }

    /// A few incidents of every kind, so that each screen has something to show.
    mutating func addIncidents() {
        let running = made.placements.filter { $0.startsOn <= today && $0.endsOn >= today }
        let past = made.placements.filter { $0.endsOn < today }
        guard running.count > 3 else { return }
        let stories: [(Placement, Incident.Kind, Incident.Severity, String)] = [
            (
                running[0], .accident, .serious,
                "Chute dans la réserve en rangeant un carton. L’élève a été conduit aux urgences par le tuteur."
            ),
            (
                running[1], .conditions, .serious,
                "L’élève fait surtout du ménage, les activités prévues à la convention ne lui sont pas confiées."
            ),
            (
                running[2], .violence, .grave,
                "L’élève rapporte des propos humiliants répétés d’un salarié. Il ne souhaite pas y retourner seul."
            ),
            (running[3], .absences, .minor, "Troisième retard de la semaine selon le tuteur."),
        ]
        for (placement, kind, severity, facts) in stories { addIncident(placement, kind, severity, facts) }
        if let old = past.last {
            addIncident(
                old, .behaviour, .minor, "Téléphone utilisé pendant le service, rappel des règles avec le tuteur.")
            if let last = made.followUp.incidents.popLast(),
                let closed = try? last.closed("Entretien fait, tout est rentré dans l’ordre.", on: today)
            {
                made.followUp.incidents.append(closed)
            }
        }
    }

    private mutating func addIncident(
        _ placement: Placement, _ kind: Incident.Kind, _ severity: Incident.Severity, _ facts: String
    ) {
        let day = max(placement.startsOn, min(today, placement.endsOn).adding(days: -1))
        let moment = Moment(millisecondsSince1970: Int64(day.dayNumber) * 86_400_000 + 36_000_000)
        let teller = made.staff.first { $0.id == placement.referentId }?.fullName ?? ""
        var incident = Incident(
            id: ids.next(on: day), placementId: placement.id, kind: kind, severity: severity, happenedOn: day,
            happenedMinute: kind == .accident ? 10 * 60 + 30 : nil, place: "", facts: facts, reportedBy: teller,
            reportedAt: moment)
        if kind == .conditions, let followed = try? incident.followed() { incident = followed }
        made.followUp.incidents.append(incident)
        made.followUp.steps.append(
            IncidentStep(
                id: ids.next(on: day), placementId: placement.id, incidentId: incident.id, kind: .told,
                recipient: "Vie scolaire", note: "", happenedAt: moment, authorName: teller))
        if kind == .accident {
            made.followUp.accidents.append(
                AccidentSheet(
                    id: ids.next(on: day), placementId: placement.id, incidentId: incident.id,
                    circumstances: "Marche d’un escabeau glissante.", injuries: "Poignet douloureux.",
                    witnesses: "Le tuteur", firstAid: "Conduit aux urgences", hostToldOn: day))
            addPhoto(of: incident, on: day, at: moment, by: teller)
        }
        if kind == .violence {
            made.followUp.qualities.removeAll { $0.companyId == placement.companyId }
            made.followUp.qualities.append(
                HostQuality(
                    id: ids.next(on: day), companyId: placement.companyId, state: .suspended,
                    reason: "Suspendu d’office : une alerte est en cours d’examen par la direction.", decidedOn: day,
                    decidedBy: teller))
        }
    }
}

extension DemoBuilder {
    /// A picture of one point: enough to show a file with its fingerprint.
    private mutating func addPhoto(of incident: Incident, on day: LocalDate, at moment: Moment, by teller: String) {
        let picture =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        guard let content = Data(base64Encoded: picture).map({ [UInt8]($0) }) else { return }
        made.followUp.files.append(
            IncidentFile(
                id: ids.next(on: day), placementId: incident.placementId, incidentId: incident.id, kind: .photo,
                name: "escabeau.png", mediaType: PaperFile.Media.png.rawValue, sha256: Digest.sha256(content),
                size: content.count, content: content, addedAt: moment, addedBy: teller, withdrawnAt: nil,
                withdrawnBy: nil))
    }
}

extension DemoTrade {
    /// Its list of what to look at in a place.
    fileprivate var safetyList: String {
        switch self {
        case .commerce: "commerce"
        case .office, .reception: "bureau"
        case .care: "soins"
        case .cars: "automobile"
        case .electricity: "electricite"
        case .kitchen: "cuisine"
        case .wood: "bois"
        }
    }
}
