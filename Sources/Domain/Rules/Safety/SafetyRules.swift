/// Health, safety, insurance, accidents: PFMP-98 to PFMP-103.
enum SafetyRules {
    static let all: [PlacementRule] = [cover, accident, record, liability, alert, violence]

    static let cover = PlacementRule(
        98, "Couverture des accidents", .safety, .data, .info, source: "L.\u{A0}412-8 du code de la sécurité sociale",
        statement: "Les élèves sont couverts pour les accidents du travail et de trajet pendant la PFMP.",
        example:
            "L’organisme demande un numéro de contrat\u{A0}: couverture légale et responsabilité civile de "
            + "l’établissement."
    )

    static let accident = PlacementRule(
        99, "Accident dans l’organisme ou en trajet", .safety, .calculation, .block,
        source: "R.\u{A0}412-4 du code de la sécurité sociale, décret n°\u{A0}2006-1627",
        statement:
            "L’organisme déclare à la caisse sous 48\u{A0}h, dimanches et jours fériés non comptés, copie à "
            + "l’établissement\u{A0}; dans les "
            + "ateliers du lycée, l’établissement déclare. Des académies font autrement.",
        example: "Vendredi 14/11/2025 à 16\u{A0}h\u{A0}: lundi 17/11 à 16\u{A0}h."
    ) { study throws(Unknown) in
        guard let accident = study.facts.accident else { return [] }
        let day = try study.known(accident.on, "accident.on")
        let minute = try study.known(accident.at, "accident.at")
        let hours = try study.parameters.require(.accidentDeclarationHours, on: day)
        let territory = study.facts.school.territory ?? .metropole
        let limit = AccidentDeadline(on: day, at: minute, hours: hours, territory: territory)
        let who = accident.inWorkshop == true ? "l’établissement" : "l’organisme d’accueil"
        if let declared = accident.declaredOn {
            let on = AccidentDeadline(day: declared, minute: accident.declaredAt ?? 0)
            guard on > limit else { return [] }
            return [
                Observation(
                    .warning, "Accident déclaré le \(on.text), après la limite du \(limit.text).",
                    remedy: "Gardez la trace des raisons du retard.")
            ]
        }
        let late = study.today > limit.day
        return [
            Observation(
                late ? .block : .warning,
                "Accident à déclarer par \(who) avant le \(limit.text).",
                remedy: "Appelez \(who) et demandez une copie de la déclaration.")
        ]
    }

    static let record = PlacementRule(
        100, "Dossier d’accident", .safety, .document, .info, .known,
        source: "choix du logiciel, règlement sur les données",
        statement:
            "Date, heure, lieu, circonstances, lésions, témoins, soins, déclarant, certificat, jours d’arrêt\u{A0}; "
            + "accès restreint.",
        example: "Un tuteur ne peut le lire."
    ) { study throws(Unknown) in
        guard let accident = study.facts.accident else { return [] }
        let parts = [
            (accident.place, "le lieu"), (accident.circumstances, "les circonstances"),
            (accident.injuries, "les lésions"),
            (accident.declaredOn == nil ? "—" : accident.declaredBy, "qui a déclaré"),
        ]
        let missing = parts.filter { isBlank($0.0) }.map(\.1)
        guard !missing.isEmpty else { return [] }
        return [
            Observation(
                .info, "Le dossier d’accident ne dit pas\u{A0}: \(missing.joined(separator: ", ")).",
                remedy: "Complétez-le.")
        ]
    }

    static let liability = PlacementRule(
        101, "Responsabilité civile", .safety, .check, .warning, source: "D.\u{A0}124-4, 9° du code de l’éducation",
        statement:
            "L’organisme couvre sa responsabilité, l’établissement celle de l’élève\u{A0}; la convention nomme les "
            + "assureurs.",
        example: "Assureur vide\u{A0}: à justifier."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let insurers = [
            (try study.known(study.facts.school.insurer, "school.insurer"), "de l’établissement"),
            (try study.known(study.facts.host.insurer, "host.insurer"), "de l’organisme"),
        ]
        // Without the school’s own insurer the mention 9 is missing, and says so.
        let said = study.facts.agreement.gaps[.protection] != nil
        return insurers.dropFirst(said ? 1 : 0).filter { isBlank($0.0) }.map {
            Observation(.warning, "L’assureur \($0.1) n’est pas nommé.", remedy: "Complétez sa fiche.")
        }
    }

    static let alert = PlacementRule(
        102, "Devoir de sécurité et alerte", .safety, .check, .info, .known,
        source: "instruction interministérielle n°\u{A0}2016/273",
        statement:
            "L’élève suit les règles de l’organisme, qui le forme à l’arrivée\u{A0}; en danger, le chef "
            + "d’établissement suspend.",
        example: "Liste «\u{A0}accueil sécurité\u{A0}» datée du premier jour."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, study.hasBegun else { return [] }
        guard try !study.known(study.facts.host.safetyInformation, "host.safetyInformation") else { return [] }
        return [
            Observation(
                .info, "L’accueil sécurité du premier jour n’est pas noté.",
                remedy: "Demandez-le au tuteur et notez-le.")
        ]
    }

    static let violence = PlacementRule(
        103, "Violences, harcèlement, discriminations", .safety, .check, .warning, .unsure, source: "choix du logiciel",
        statement:
            "L’élève peut alerter le référent, le CPE, l’infirmerie, le 3018 ou le 119\u{A0}; un incident suspend "
            + "l’organisme "
            + "jusqu’à son examen.",
        example: "Organisme suspendu\u{A0}: il ne peut être choisi."
    ) { study throws(Unknown) in
        let state = try study.known(study.facts.host.state, "host.state")
        guard state != .active else { return [] }
        let word = state == .suspended ? "suspendu" : "en examen après un incident"
        return [
            Observation(
                .warning, "Cet organisme est \(word)\u{A0}: aucun élève n’y part.",
                remedy: "Choisissez un autre organisme, ou terminez l’examen de l’incident.")
        ]
    }
}

/// The end of the delay to declare an accident (PFMP-99), a day and a minute of it.
public struct AccidentDeadline: Comparable, Sendable {
    public let day: LocalDate
    /// Minute of the day.
    public let minute: Int

    /// A day and a minute.
    public init(day: LocalDate, minute: Int) {
        self.day = day
        self.minute = minute
    }

    /// So many hours after an accident, Sundays and public holidays not counted.
    public init(on day: LocalDate, at minute: Int, hours: Int, territory: Territory) {
        var left = hours * 60
        var (date, from) = (day, minute)
        let holidays = Set(PublicHolidays.between(day, day.adding(days: 31), territory: territory).map(\.date))
        while true {
            let off = date.weekday == 7 || holidays.contains(date)
            let room = off ? 0 : 1440 - from
            if left <= room, !off { break }
            left -= room
            (date, from) = (date.adding(days: 1), 0)
        }
        self.init(day: date, minute: from + left)
    }

    /// `lundi 17 novembre 2025 à 16 h 00`
    public var text: String { "\(day.spelled) à \(HourSpan.clock(minute))" }

    /// The earlier first.
    public static func < (left: AccidentDeadline, right: AccidentDeadline) -> Bool {
        (left.day, left.minute) < (right.day, right.minute)
    }
}

/// Who may read health data of an accident (PFMP-100).
public enum AccidentRecord {
    /// The head, the deputy, the DDFPT and the CPE; never the tutor nor the company.
    public static func mayBeRead(by role: Role) -> Bool { [.proviseur, .adjoint, .ddfpt, .cpe].contains(role) }
}
