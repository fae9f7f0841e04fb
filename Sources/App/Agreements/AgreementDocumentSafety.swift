import Domain
import PDF

/// What protects the learner.
extension AgreementDocument {
    var regulatedWork: AgreementClause {
        guard facts.learner.minor else {
            return AgreementClause(
                "Travaux réglementés",
                """
                \(words.capitalLearner) a dix-huit ans révolus\u{A0}: les restrictions propres aux plus jeunes ne \
                s’appliquent pas. L’organisme d’accueil ne lui confie un travail dangereux qu’avec la formation, les \
                protections et l’encadrement dus à ses propres salariés.
                """)
        }
        return facts.teaching.regulatedWork ? declaredWork : excludedWork
    }

    private var declaredWork: AgreementClause {
        AgreementClause(
            "Travaux réglementés",
            """
            La formation de \(words.theLearner) demande des travaux réglementés, désignés dans l’annexe pédagogique. \
            L’organisme d’accueil ne les lui confie qu’après avoir envoyé sa déclaration de dérogation à l’inspection du \
            travail, reçu l’avis médical d’aptitude et assuré la formation à la sécurité, et sous la surveillance d’une \
            personne compétente (articles L.\u{A0}4153-9 et R.\u{A0}4153-40 et suivants du code du travail).
            """)
    }

    private var excludedWork: AgreementClause {
        AgreementClause(
            "Travaux réglementés",
            """
            Les travaux interdits ou réglementés pour les jeunes de moins de dix-huit ans sont exclus\u{A0}: l’organisme \
            d’accueil n’y affecte pas \(words.theLearner) (articles L.\u{A0}4153-8, L.\u{A0}4153-9 et D.\u{A0}4153-15 à \
            D.\u{A0}4153-37 du code du travail).
            """)
    }

    var safety: AgreementClause {
        AgreementClause(
            "Accueil et sécurité",
            """
            Dès le premier jour, l’organisme d’accueil informe \(words.theLearner) des risques et des consignes du lieu, \
            lui remet les équipements de protection nécessaires et lui présente le règlement intérieur. \
            \(words.capitalLearner) respecte ces consignes. Devant un danger, le chef d’établissement peut suspendre \
            \(words.theStay) le jour même.
            """)
    }

    var accidents: AgreementClause {
        let delay = facts.law.accidentHours.map { "dans les \($0)\u{A0}heures, dimanches et jours fériés non compris" }
        return AgreementClause(
            "Protection sociale et accidents",
            """
            \(words.capitalLearner) conserve sa protection sociale et bénéficie de la législation sur les accidents du \
            travail, dans l’organisme d’accueil comme sur le trajet (article L.\u{A0}412-8 du code de la sécurité \
            sociale). Tout accident se signale le jour même. L’organisme d’accueil prévient l’établissement sans \
            attendre, déclare l’accident à la caisse primaire d’assurance maladie \(delay ?? "dans le délai légal"), et \
            envoie une copie de la déclaration à l’établissement.
            """)
    }

    var liability: AgreementClause {
        AgreementClause(
            "Responsabilité civile",
            """
            L’établissement est assuré pour les dommages que \(words.theLearner) causerait pendant \(words.theStay) ou à \
            son occasion. L’organisme d’accueil est assuré pour sa propre responsabilité. Les assureurs et les contrats \
            sont indiqués dans l’annexe financière.
            """)
    }
}

/// How the stay goes.
extension AgreementDocument {
    var followUp: AgreementClause {
        AgreementClause(
            "Encadrement et suivi",
            """
            Le tuteur, \(bold: facts.tutor?.name ?? blank), accueille \(words.theLearner), organise son travail et \
            l’évalue. L’enseignant référent, \(bold: facts.referent?.name ?? blank), s’assure auprès de lui à plusieurs \
            reprises du bon déroulement \(words.ofStay) et peut proposer de revoir les activités (L.\u{A0}124-1). Les \
            modalités du suivi figurent dans l’annexe pédagogique.
            """)
    }

    var benefits: AgreementClause {
        AgreementClause(
            "Gratification et avantages",
            """
            \(gratificationRule) \(words.capitalLearner) accède aux activités sociales et culturelles, au restaurant \
            d’entreprise ou aux titres-restaurant et au remboursement des transports publics dans les mêmes conditions \
            que les salariés (L.\u{A0}124-13 et L.\u{A0}124-16). L’annexe financière dit ce qui est convenu.
            """)
    }

    private var gratificationRule: String {
        guard let threshold = facts.law.gratificationThreshold else {
            return "Une gratification est due dans les conditions de l’article L.\u{A0}124-6."
        }
        return "Une gratification est due, dès la première heure, lorsque la présence dans le même organisme dépasse "
            + "\(HourSpan.duration(threshold)) au cours de l’année scolaire\u{A0}; son taux suit, mois par mois, le "
            + "minimum légal (L.\u{A0}124-6)."
    }

    var absences: AgreementClause {
        AgreementClause(
            "Absences",
            """
            L’organisme d’accueil signale toute absence à l’établissement sans attendre\u{A0}; \(words.theLearner) la \
            justifie comme une absence en cours. Sont autorisées, sur convocation ou justificatif, les absences pour \
            examen, journée défense et citoyenneté, motif médical, familial ou religieux, ainsi que, comme pour les \
            salariés, celles liées à une grossesse, à une paternité ou à une adoption (L.\u{A0}124-13).
            """)
    }

    var termination: AgreementClause {
        AgreementClause(
            "Suspension et rupture",
            """
            Les parties cherchent d’abord une solution ensemble. Si \(words.theLearner) manque gravement à ses \
            obligations, l’organisme d’accueil peut rompre la convention après en avoir parlé avec l’enseignant référent \
            ou avec l’établissement. Le chef d’établissement peut suspendre \(words.theStay) ou rompre la convention, \
            par écrit, si l’organisme d’accueil manque gravement à ses obligations ou si les activités ne sont pas celles \
            qui étaient convenues. La fin anticipée est constatée par un avenant.
            """)
    }

    var interruption: AgreementClause {
        AgreementClause(
            "Validation en cas d’interruption",
            """
            Lorsque \(words.theStay) est interrompu\(words.ending) pour maladie, accident, grossesse, paternité, adoption, \
            ou, en accord avec l’établissement, parce que l’organisme d’accueil ne respecte pas la partie pédagogique \
            ou rompt la convention, l’autorité académique valide la durée accomplie ou propose une autre manière de \
            valider. Les parties peuvent aussi convenir de reporter la fin (L.\u{A0}124-15).
            """)
    }

    var houseRules: AgreementClause {
        AgreementClause(
            "Règlement intérieur",
            """
            Les clauses du règlement intérieur de l’organisme d’accueil sur l’hygiène, la sécurité, les horaires, la tenue \
            et la discrétion s’appliquent à \(words.theLearner). L’organisme d’accueil informe le chef d’établissement de \
            tout manquement\u{A0}; lui seul peut prononcer une sanction.
            """)
    }

    var certificate: AgreementClause {
        AgreementClause(
            "Attestation",
            """
            À la fin \(words.ofStay), même anticipée, l’organisme d’accueil remet à \(words.theLearner) une attestation \
            qui indique la durée effective totale de présence et, s’il y a lieu, le montant total de la gratification \
            versée (D.\u{A0}124-9), avec une copie pour l’établissement.
            """)
    }

    var personalData: AgreementClause {
        AgreementClause(
            "Données personnelles",
            """
            La convention ne contient que les données utiles à \(words.theStay) et n’est communiquée qu’à ses parties et \
            aux services chargés du suivi.\(keeping) Chacun peut demander à l’établissement d’accéder aux données qui le \
            concernent et de les faire rectifier.
            """)
    }

    /// The State pays an allowance to pupils, not to students: the papers of the former justify an expense (PFMP-39).
    private var keeping: String {
        guard !words.isStudent, let years = facts.law.paperYears else { return "" }
        return " L’établissement la conserve \(years)\u{A0}ans, comme pièce justificative de l’allocation de l’État."
    }
}
