import Domain
import PDF

/// The papers of an apprentice, or the agreement of an adult trainee.
struct CompanyStayDocument {
    let dossier: CompanyStayDossier

    private var stay: CompanyStay { dossier.stay }
    private var isApprentice: Bool { stay.kind == .apprenticeship }

    func section() -> PDFSection {
        PDFSection(
            title: dossier.learner.fullName,
            header: "\(dossier.school.name) · \(dossier.learner.fullName)", footer: "Établi le \(dossier.today.long)",
            blocks: opening + parties + (isApprentice ? pack : clauses))
    }

    private var opening: [PDFBlock] {
        [
            .heading(level: 1, isApprentice ? "Dossier de l’apprenti" : "Convention de période en entreprise"),
            .paragraph(
                isApprentice
                    ? "Ce dossier accompagne le contrat d’apprentissage\u{A0}; il ne le remplace pas."
                    : "Formation professionnelle continue, sixième partie du code du travail.", style: .lead,
                align: .left),
        ]
    }

    private var parties: [PDFBlock] {
        let learner = dossier.learner
        let company = dossier.company
        return [
            .heading(level: 2, isApprentice ? "Les personnes" : "Entre"),
            .keyValues(
                Paper.pairs([
                    (isApprentice ? "Centre de formation" : "L’organisme de formation", dossier.school.name),
                    ("Représenté par", dossier.school.headName),
                    (isApprentice ? "Employeur" : "L’entreprise", company.displayName),
                    ("SIRET", company.siret), ("Adresse", company.address.lines.joined(separator: ", ")),
                    (stay.kind.tutorLabel, dossier.tutor?.fullName ?? Paper.blank),
                    (isApprentice ? "Apprenti" : "Le stagiaire", learner.fullName),
                    ("Naissance", learner.birthDate?.long),
                    ("Formation", dossier.schoolClass?.trainingTitle),
                    ("Suivi par", dossier.referent?.fullName ?? Paper.blank),
                    (
                        "Représentant légal",
                        learner.isMinor(on: stay.startsOn)
                            ? dossier.guardians.first.map { "\($0.firstName) \($0.familyName)" } ?? Paper.blank : nil
                    ),
                ])),
            .heading(level: 2, isApprentice ? "Le contrat" : "La période"),
            .keyValues(
                Paper.pairs([
                    ("Dates", "du \(stay.startsOn.printed) au \(stay.endsOn.printed)"),
                    (
                        isApprentice ? "Numéro de dépôt" : "Convention de formation",
                        stay.reference.isEmpty ? Paper.blank : stay.reference
                    ),
                    (isApprentice ? "Rythme" : "Horaires", stay.rhythm.isEmpty ? Paper.blank : stay.rhythm),
                ])),
            .heading(level: 2, "Objectifs et activités"),
        ] + lines(stay.objectives)
    }

    private func lines(_ text: String) -> [PDFBlock] {
        let lines = text.split(separator: "\n").map { PDFText(String($0).trimmedText) }.filter { !$0.plain.isEmpty }
        return lines.isEmpty ? [.paragraph(PDFText(String(repeating: "…", count: 48)), align: .left)] : [.list(lines)]
    }

    private var pack: [PDFBlock] {
        [
            .heading(level: 2, "Ce qui vaut"), .list(CompanyStayTexts.rules(.apprenticeship).map { PDFText($0) }),
            .heading(level: 2, "Papiers du dossier"),
            .list([
                "Contrat d’apprentissage signé (Cerfa 10103) et récépissé de dépôt",
                "Convention de formation avec le centre de formation",
                "Attestation de compétences du maître d’apprentissage",
                "Visite d’information et de prévention, ou avis médical pour les travaux réglementés",
                "Déclaration de dérogation aux travaux réglementés, pour un mineur",
                "Livret d’apprentissage et calendrier d’alternance",
            ]),
            .keepTogether([
                .heading(level: 2, "Pris connaissance"),
                .signatures([
                    PDFSignatureBox(role: "L’employeur", name: dossier.tutor?.fullName),
                    PDFSignatureBox(role: "L’apprenti", name: dossier.learner.fullName),
                    PDFSignatureBox(role: "Le centre de formation", name: dossier.school.headName),
                ]),
            ]),
        ]
    }

    private var clauses: [PDFBlock] {
        [
            .heading(level: 2, "Les clauses"),
            .list(
                [
                    "La période fait partie de l’action de formation suivie par le stagiaire\u{A0}; elle n’est pas un contrat de travail.",
                    "Le stagiaire garde son statut de stagiaire de la formation professionnelle et la protection sociale qui va avec\u{A0}; un accident est déclaré par l’organisme de formation, que l’entreprise prévient le jour même.",
                    "L’entreprise désigne un tuteur, assure l’accueil et la sécurité, et fait suivre au stagiaire les horaires de ses salariés dans la limite des durées légales.",
                    "Le stagiaire respecte le règlement intérieur et la discrétion professionnelle.",
                    "L’entreprise et l’organisme de formation sont chacun assurés pour leur responsabilité civile.",
                    "À la fin, l’entreprise remet un relevé de présence et un bilan. Toute absence est signalée à l’organisme le jour même.",
                    "La convention peut être rompue par l’une des parties, par écrit et avec un motif.",
                ], ordered: true),
            .keepTogether([
                .heading(level: 2, "Signatures"),
                .signatures([
                    PDFSignatureBox(
                        role: "L’organisme de formation", name: dossier.school.headName, note: dossier.school.headTitle),
                    PDFSignatureBox(role: "L’entreprise", note: "signature et cachet"),
                    PDFSignatureBox(role: "Le stagiaire", name: dossier.learner.fullName),
                ]),
            ]),
        ]
    }
}
