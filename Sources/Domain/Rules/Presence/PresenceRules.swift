/// Absences, recording, reporting, data: PFMP-108 to PFMP-113.
enum PresenceRules {
    static let all: [PlacementRule] = [signal, effect, authorised, indicators, examFile, privacy]

    static let signal = PlacementRule(
        108, "Signaler une absence", .presence, .check, .info, source: "clauses des conventions",
        statement:
            "L’organisme prévient aussitôt l’établissement\u{A0}; l’élève justifie au lycée\u{A0}; la vie scolaire "
            + "est informée.",
        example: "Absence notée par le tuteur à 9\u{A0}h\u{A0}10\u{A0}: le CPE et le référent sont prévenus."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        return study.facts.absences.compactMap { absence in
            guard let from = absence.from, let reported = absence.reportedOn, reported > from else { return nil }
            return Observation(
                .info, "L’absence du \(from.long) a été signalée le \(reported.long).",
                remedy: "Rappelez à l’organisme d’appeler le jour même.")
        }
    }

    static let effect = PlacementRule(
        109, "Effet d’une absence", .presence, .calculation, source: "arrêté du 11/08/2023, APLyPro",
        statement:
            "Chaque jour d’absence retire un jour effectif\u{A0}; une demi-journée compte en heures, et en jour "
            + "entier seulement si "
            + "l’établissement la compte ainsi.",
        example: "3,5\u{A0}h sur 7\u{A0}h\u{A0}: choisir 0 ou 1\u{A0}; 0 par défaut."
    ) { study throws(Unknown) in
        let paper = study.facts.attestation
        guard study.kind.isUnderChapterL124, paper.dayTenths != nil || paper.minutes != nil else { return [] }
        let count = try study.counted()
        if let minutes = paper.minutes, minutes > count.effectiveMinutes {
            return [
                Observation(
                    .warning,
                    "\(HourSpan.duration(minutes)) attestées\u{A0}: \(HourSpan.duration(count.effectiveMinutes)) au "
                        + "plus avec "
                        + "les horaires et les absences notées.",
                    remedy: "Vérifiez avec l’organisme, ou corrigez les horaires et les absences.")
            ]
        }
        guard let tenths = paper.dayTenths, tenths > count.effectiveDays * 10 else { return [] }
        return [
            Observation(
                .warning,
                "\(tenths / 10)\u{A0}jours attestés\u{A0}: \(count.effectiveDays) au plus avec les horaires et les "
                    + "absences notées.",
                remedy: "Vérifiez avec l’organisme, ou corrigez les horaires et les absences.")
        ]
    }

    static let authorised = PlacementRule(
        110, "Absences autorisées", .presence, .check, .info, .known, source: "L.\u{A0}124-13 du code de l’éducation",
        statement:
            "Examens, journée défense et citoyenneté, santé, religion, famille\u{A0}: autorisées par la convention, "
            + "sans allocation.",
        example: "Journée défense et citoyenneté\u{A0}: un jour effectif de moins."
    ) { study throws(Unknown) in
        let days = study.facts.absences.filter { $0.cause == .authorised }.compactMap(\.days)
            .reduce(0) { $0 + plannedDays($1, study) }
        guard study.kind.isUnderChapterL124, days > 0 else { return [] }
        return [
            Observation(
                .info,
                "\(FrenchNumber.counted(days, "jour autorisé", "jours autorisés"))\u{A0}: non compté dans les jours "
                    + "effectifs."
            )
        ]
    }

    static let indicators = PlacementRule(
        111, "Indicateurs du bureau", .presence, .data, .info,
        source: "présentation du ministère sur le bureau des entreprises",
        statement:
            "Par classe et période\u{A0}: placés, sans lieu, conventions par état, signées avant le départ, visites, "
            + "jours faits, "
            + "attestations.",
        example: "Objectif\u{A0}: 100\u{A0}% signées à J − 7.")

    static let examFile = PlacementRule(
        112, "Dossier d’examen", .presence, .document, .warning, .unsure, source: "note académique ancienne",
        statement:
            "Par candidat\u{A0}: semaines validées, organismes, absences et rattrapages, attestations\u{A0}; une "
            + "synthèse par classe quand "
            + "des semaines manquent.",
        example: "Page «\u{A0}PFMP non effectuées\u{A0}» d’une classe.")

    static let privacy = PlacementRule(
        113, "Données personnelles", .presence, .data, .info, .unsure,
        source: "choix du logiciel, règlement sur les données",
        statement:
            "Le moins possible\u{A0}; comptes et parents à part\u{A0}; papiers de paiement 10 ans, les autres un an "
            + "après la scolarité.",
        example: "Effacement prévu, avec la liste des exceptions.")

    /// Planned days of a stay within some days, public holidays off; all weekdays without hours.
    static func plannedDays(_ days: ClosedRange<LocalDate>, _ study: Study) -> Int {
        guard let span = study.days else { return 0 }
        let (first, last) = (max(days.lowerBound, span.lowerBound), min(days.upperBound, span.upperBound))
        guard first <= last else { return 0 }
        let off = study.facts.hours.worksPublicHolidays == true ? [] : study.holidays
        return (first.dayNumber...last.dayNumber).map(LocalDate.init(dayNumber:)).filter { date in
            let present = study.plan.map { $0.day(date).minutes > 0 } ?? (date.weekday <= 5)
            return present && !off.contains { $0.date == date }
        }.count
    }
}

/// Whether a part of a day counts for the allowance (PFMP-109).
public enum PartialDay {
    /// What the person who records must do.
    public enum Answer: Equatable, Sendable {
        case counts(Int)
        /// Somebody chooses 0 or 1; 0 until then.
        case choose
    }

    /// - Parameters:
    ///   - present: minutes really done.
    ///   - planned: minutes of the day.
    public static func answer(present: Int, planned: Int) -> Answer {
        if present <= 0 { return .counts(0) }
        return present >= planned ? .counts(1) : .choose
    }
}
