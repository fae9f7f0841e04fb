import Domain
import PDF

/// The attestation on paper (D.124-9): facts in, a section of a PDF out.
struct CertificateDocument {
    let facts: CertificateFacts

    private var words: AgreementWords { AgreementWords(facts.learner.learnerPublic) }

    func section() -> PDFSection {
        PDFSection(
            title: "\(facts.learner.name) (\(facts.host.displayName))",
            header: "\(facts.school.name) · \(facts.learner.name), \(facts.learner.className)",
            footer: "Attestation, convention n°\u{A0}\(facts.number) · révision\u{A0}\(facts.revision) · modèle\u{A0}"
                + CertificateFacts.template,
            blocks: opening + people + duration + money + signatures)
    }

    private var opening: [PDFBlock] {
        [
            .heading(
                level: 1,
                words.isStudent
                    ? "Attestation de stage" : "Attestation de période de formation en milieu professionnel"),
            .paragraph(
                "Établie par l’organisme d’accueil en application de l’article D.\u{A0}124-9 du code de l’éducation.",
                style: .lead, align: .left),
        ]
    }

    private var people: [PDFBlock] {
        [
            .heading(level: 2, "L’organisme d’accueil"),
            .keyValues(
                Paper.pairs([
                    ("Nom", facts.host.displayName), ("SIRET", facts.host.siret ?? facts.host.noSiretReason),
                    ("Adresse", facts.host.address.joined(separator: "\n")),
                    ("Téléphone", Paper.phone(facts.host.phone)),
                    (
                        "Représenté par",
                        facts.signatory.map { [$0.name, $0.role].filter { !$0.isEmpty }.joined(separator: ", ") }
                    ),
                    ("Tuteur", facts.tutor?.name),
                ])),
            .heading(level: 2, "atteste que \(words.theLearner)"),
            .keyValues(
                Paper.pairs([
                    ("Nom", facts.learner.name), ("Naissance", facts.learner.birthDate?.long),
                    ("Formation", facts.learner.training), ("Classe", facts.learner.className),
                    ("Établissement", "\(facts.school.name), \(facts.school.address.joined(separator: ", "))"),
                ])),
        ]
    }

    private var duration: [PDFBlock] {
        let dates = "du \(facts.startsOn.printed) au \(facts.endsOn.printed)"
        let done = facts.days.map { FrenchNumber.counted($0, "jour", "jours") } ?? "\(Paper.blank) jours"
        let hours = facts.minutes.map { HourSpan.duration($0) } ?? "\(Paper.blank) heures"
        return [
            .heading(level: 2, "a effectué chez lui \(words.longStay)"),
            .keyValues(
                Paper.pairs([
                    ("Période", "\(facts.label), \(dates)"),
                    ("Présence effective", "\(done), soit \(hours)"),
                    ("Observations", facts.remark),
                ])),
            .paragraph(
                """
                Les jours sont ceux réellement faits, entiers, absences déduites. Sept heures de présence, consécutives ou \
                non, valent un jour\u{A0}; vingt-deux jours valent un mois (D.\u{A0}124-6).
                """, style: .small),
        ]
    }

    private var money: [PDFBlock] {
        let amount = facts.gratification.map { Cents(rawValue: $0).french } ?? "aucune gratification versée"
        return [.keyValues([(label: "Gratification versée", value: amount)])]
    }

    private var signatures: [PDFBlock] {
        let name = facts.signedBy.isEmpty ? facts.signatory?.name : facts.signedBy
        return [
            .keepTogether([
                .heading(level: 2, "Signature"),
                .paragraph(
                    """
                    L’attestation est remise à \(words.theLearner), qui la rend à son lycée\u{A0}: elle sert à valider \
                    \(words.theStay)\(words.isStudent ? "" : " et à fixer l’allocation de l’État").
                    """),
                .signatures([
                    PDFSignatureBox(
                        role: "Pour l’organisme d’accueil", name: name ?? "Nom\u{A0}: ……………………",
                        note: "signature et cachet", height: 70),
                    PDFSignatureBox(
                        role: "Reçue au lycée", name: facts.school.bureauName ?? "Nom\u{A0}: ……………………",
                        note: "date et visa", height: 70),
                ]),
            ])
        ]
    }
}
