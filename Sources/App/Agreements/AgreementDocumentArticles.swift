import Domain
import PDF

/// One article, before it gets its number.
struct AgreementClause {
    let title: String
    let paragraphs: [PDFText]

    init(_ title: String, _ paragraphs: PDFText...) {
        self.title = title
        self.paragraphs = paragraphs
    }
}

extension AgreementDocument {
    /// The clauses, each with the article of law it applies.
    var articles: [PDFBlock] {
        let clauses = [
            purpose, status, dates, hours, regulatedWork, safety, accidents, liability, followUp, benefits, absences,
            termination, interruption, houseRules, certificate, personalData,
        ]
        return [
            .heading(level: 2, "Les clauses"),
            .paragraph(
                """
                La présente convention est conclue en application du chapitre IV du titre II du livre Ier du code de \
                l’éducation (articles L.\u{A0}124-1 et suivants, désignés ci-dessous par leur seul numéro). L’annexe \
                pédagogique et l’annexe financière en font partie.
                """),
        ] + clauses.enumerated().flatMap(numbered)
    }

    private func numbered(_ index: Int, _ clause: AgreementClause) -> [PDFBlock] {
        [.heading(level: 3, "Article\u{A0}\(index + 1) – \(clause.title)")]
            + clause.paragraphs.map { .paragraph($0) }
    }
}

/// Why, under which status, when.
extension AgreementDocument {
    private var purpose: AgreementClause {
        AgreementClause(
            "Objet et finalité",
            """
            La convention fixe les conditions dans lesquelles \(bold: facts.learner.name) accomplit chez \
            \(bold: facts.host.displayName) \(words.longStay) prévu\(words.ending) par sa formation\u{A0}: \
            \(facts.learner.training.isEmpty ? blank : facts.learner.training).\(teachingVolume)
            """,
            """
            \(words.capitalStay) sert à acquérir en situation de travail les compétences inscrites dans l’annexe \
            pédagogique\u{A0}; les activités confiées y répondent. \(words.pronoun) ne peut servir ni à remplacer un \
            salarié absent, ni à tenir un poste permanent, ni à faire face à un surcroît d’activité ou à un emploi \
            saisonnier (L.\u{A0}124-7).
            """)
    }

    private var teachingVolume: String {
        guard let hours = facts.law.teachingHours else { return "" }
        return " Cette formation comprend au moins \(hours)\u{A0}heures d’enseignement par an en présence des "
            + "\(words.learner)s (D.\u{A0}124-2)."
    }

    private var status: AgreementClause {
        AgreementClause(
            "Statut de \(words.theLearner)",
            """
            \(words.capitalLearner) reste \(words.status) et sous l’autorité du chef d’établissement, sans contrat de \
            travail avec l’organisme d’accueil, suit les consignes du tuteur et garde le secret sur les informations \
            confidentielles.
            """)
    }

    private var dates: AgreementClause {
        let stay = facts.stay
        let holidays = stay.presence.holidays.map { "\($0.date.printed) (\($0.name))" }.joined(separator: ", ")
        return AgreementClause(
            "Dates et durée",
            """
            \(words.capitalStay) commence le \(bold: stay.startsOn.printed) et se termine le \
            \(bold: stay.endsOn.printed) inclus. La durée totale de présence effective est de \
            \(bold: effectivePresence)\
            \(holidays.isEmpty ? "." : ". Sont déduits les jours fériés non travaillés\u{A0}: \(holidays).")
            """,
            """
            Tout changement de dates, de lieu, d’horaires, de personnes ou d’activités fait l’objet d’un avenant signé \
            par les mêmes parties.
            """)
    }

    private var hours: AgreementClause {
        AgreementClause(
            "Horaires",
            """
            La présence hebdomadaire est de \(bold: weeklyPresence), selon l’emploi du \
            temps de l’annexe pédagogique. \(unusualHours) L’organisme d’accueil décompte les heures de présence par \
            tout moyen (L.\u{A0}124-14).
            """,
            facts.learner.minor
                ? """
                Jusqu’à la veille de ses dix-huit ans, \(words.theLearner) bénéficie des règles qui protègent les jeunes \
                travailleurs en matière de durée du travail, de pauses, de repos, de nuit, de dimanches et de jours \
                fériés (articles L.\u{A0}3161-1 et suivants du code du travail).
                """
                : """
                \(words.capitalLearner) a dix-huit ans révolus\u{A0}: les durées maximales de travail et les repos des \
                salariés de l’organisme d’accueil s’appliquent à sa présence.
                """)
    }

    /// Presence at night, on Sunday or on a public holiday, which D.124-4, 6° wants stated even when there is none.
    private var unusualHours: String {
        let nights = facts.stay.nightWeekdays.map(Weekday.name).joined(separator: ", ")
        let sunday = facts.stay.schedule.days[6].minutes > 0
        return switch (nights.isEmpty, sunday) {
        case (true, false): "Aucune présence n’est prévue la nuit, le dimanche ni les jours fériés."
        case (true, true): "Une présence est prévue le dimanche, aucune la nuit ni les jours fériés."
        case (false, false): "Une présence est prévue la nuit (\(nights)), aucune le dimanche ni les jours fériés."
        case (false, true): "Une présence est prévue la nuit (\(nights)) et le dimanche, aucune les jours fériés."
        }
    }
}
