import Domain
import PDF

/// One article of the agreement of a student, before it gets its number.
private struct AgreementClause {
    let title: String
    let paragraphs: [PDFText]

    init(_ title: String, _ paragraphs: PDFText...) {
        self.title = title
        self.paragraphs = paragraphs
    }
}

/// The clauses of the agreement of a student (« convention de stage »): same chapter L.124 as a pupil's PFMP, with what
/// belongs to higher education and without the State allowance (PFMP-114).
extension AgreementDocument {
    var studentArticles: [PDFBlock] {
        let clauses = [
            studentPurpose, studentProject, studentHours, studentCare, studentGratification, studentBenefits,
            studentProtection, studentLiability, studentDiscipline, studentLeave, studentSecrecy, studentProperty,
            studentReport, studentLaw,
        ]
        return [
            .heading(level: 2, "Les clauses"),
            .paragraph(
                """
                Convention de stage d’un étudiant, conclue en application des articles L.\u{A0}124-1 à L.\u{A0}124-20 et \
                D.\u{A0}124-1 à D.\u{A0}124-9 du code de l’éducation. Les deux annexes en font partie.
                """),
        ]
            + clauses.enumerated().flatMap { index, clause in
                [.heading(level: 3, "Article\u{A0}\(index + 1) – \(clause.title)")]
                    + clause.paragraphs.map { PDFBlock.paragraph($0) }
            }
    }

    private var studentPurpose: AgreementClause {
        AgreementClause(
            "Objet",
            """
            La convention règle les rapports de l’organisme d’accueil, du lycée et de \(bold: facts.learner.name), \
            étudiant en \(facts.learner.training.isEmpty ? blank : facts.learner.training), pour le stage prévu par le \
            référentiel de son diplôme, du \(bold: facts.stay.startsOn.printed) au \(bold: facts.stay.endsOn.printed).
            """)
    }

    private var studentProject: AgreementClause {
        AgreementClause(
            "Objectif du stage",
            """
            Le stage met en œuvre les acquis de la formation en vue du diplôme. Les compétences à acquérir et les activités \
            confiées sont dans l’annexe pédagogique, approuvées par les deux organismes. Un stage ne peut ni remplacer un \
            salarié absent, ni tenir un poste permanent, ni répondre à un surcroît d’activité (L.\u{A0}124-7).
            """)
    }

    private var studentHours: AgreementClause {
        AgreementClause(
            "Durée et présence",
            """
            La présence effective est de \(bold: effectivePresence), à raison de \(weeklyPresence) par semaine. Sept heures \
            de présence valent un jour et vingt-deux jours un mois (D.\u{A0}124-6). La durée chez un même organisme ne \
            dépasse pas six mois par année d’enseignement (L.\u{A0}124-5). La présence de nuit, le dimanche ou un jour férié \
            est indiquée dans l’emploi du temps\u{A0}; l’organisme d’accueil tient le décompte des présences (L.\u{A0}124-14).
            """)
    }

    private var studentCare: AgreementClause {
        AgreementClause(
            "Accueil et encadrement",
            """
            L’étudiant est suivi par l’enseignant référent et par le tuteur nommés plus haut, qui échangent pendant le stage. \
            Toute difficulté est portée à leur connaissance. L’étudiant revient au lycée pour les cours et examens dont les \
            dates sont communiquées à l’organisme d’accueil.
            """)
    }

    private var studentGratification: AgreementClause {
        let threshold = facts.law.gratificationThreshold.map { HourSpan.duration($0) } ?? blank
        let rate = facts.law.gratificationRate.map { "au moins \($0.french) par heure" } ?? "au taux légal en vigueur"
        return AgreementClause(
            "Gratification",
            """
            Au-delà de \(threshold) de présence dans l’année d’enseignement, consécutive ou non, une gratification est due \
            dès la première heure, \(rate) (L.\u{A0}124-6). Elle est payée chaque mois. Si le plafond de la sécurité \
            sociale change pendant le stage, les heures prennent le taux de leur mois. Le montant convenu est dans l’annexe \
            financière. Aucune aide de l’État n’est versée pour ce stage.
            """)
    }

    private var studentBenefits: AgreementClause {
        AgreementClause(
            "Avantages",
            """
            L’étudiant accède comme les salariés au restaurant d’entreprise ou aux titres-restaurant, au remboursement des \
            transports et aux activités sociales et culturelles (L.\u{A0}124-13, L.\u{A0}124-16). Les frais des missions \
            demandées par l’organisme d’accueil sont à sa charge.
            """)
    }

    private var studentProtection: AgreementClause {
        AgreementClause(
            "Protection sociale et accidents",
            """
            L’étudiant garde son régime de sécurité sociale. Tant que la gratification ne dépasse pas le minimum légal, il \
            est couvert contre les accidents du travail et de trajet comme étudiant (L.\u{A0}412-8 du code de la sécurité \
            sociale)\u{A0}: l’organisme d’accueil déclare l’accident à la caisse dans les quarante-huit heures et en envoie \
            copie au lycée. Au-delà, l’organisme d’accueil remplit les obligations de l’employeur.
            """)
    }

    private var studentLiability: AgreementClause {
        AgreementClause(
            "Responsabilité civile et assurance",
            """
            Le lycée, l’organisme d’accueil et l’étudiant sont assurés pour leur responsabilité civile\u{A0}: assureurs dans \
            l’annexe financière. L’étudiant qui emploie son véhicule le déclare à son assureur.
            """)
    }

    private var studentDiscipline: AgreementClause {
        AgreementClause(
            "Discipline",
            """
            L’étudiant suit les clauses du règlement intérieur portées à sa connaissance, notamment sur les horaires, \
            l’hygiène et la sécurité. Une sanction n’est décidée que par le lycée, que l’organisme d’accueil informe. En cas \
            de manquement grave, l’organisme d’accueil peut mettre fin au stage après en avoir averti le lycée.
            """)
    }

    private var studentLeave: AgreementClause {
        AgreementClause(
            "Congés, absences, interruption",
            """
            En cas de grossesse, de paternité ou d’adoption, l’étudiant a les mêmes absences que les salariés\u{A0}; au-delà \
            de deux mois, des congés sont prévus (L.\u{A0}124-13). Un stage interrompu pour maladie, accident, grossesse, \
            paternité, adoption, ou rompu par l’organisme d’accueil, peut être validé par l’autorité académique, ou reporté \
            en tout ou en partie (L.\u{A0}124-15). Toute modification fait l’objet d’un avenant.
            """)
    }

    private var studentSecrecy: AgreementClause {
        AgreementClause(
            "Réserve et confidentialité",
            """
            L’étudiant ne divulgue aucune information reçue de l’organisme d’accueil sans son accord, pendant et après le \
            stage. Le rapport peut être soumis à une diffusion restreinte.
            """)
    }

    private var studentProperty: AgreementClause {
        AgreementClause(
            "Propriété intellectuelle",
            """
            Si les travaux de l’étudiant donnent lieu à une œuvre ou à une invention que l’organisme d’accueil souhaite \
            employer, un contrat particulier est signé avec lui (code de la propriété intellectuelle).
            """)
    }

    private var studentReport: AgreementClause {
        AgreementClause(
            "Fin de stage et évaluation",
            """
            L’organisme d’accueil remet une attestation de stage avec la durée effective et la gratification versée \
            (D.\u{A0}124-9)\u{A0}: elle sert aussi à demander la prise en compte du stage pour la retraite. L’étudiant donne \
            au lycée son avis sur la qualité de l’accueil\u{A0}; le tuteur évalue les activités, selon l’annexe pédagogique.
            """)
    }

    private var studentLaw: AgreementClause {
        AgreementClause(
            "Droit applicable et données",
            """
            La convention est régie par le droit français. Les données personnelles servent à l’organisation du stage et \
            sont gardées\(facts.law.paperYears.map { " \($0)\u{A0}ans" } ?? "") au plus par le lycée\u{A0}; chacun peut \
            demander à voir et à corriger les siennes.
            """)
    }
}
