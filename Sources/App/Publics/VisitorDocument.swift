import Domain
import PDF

/// The agreement of a pupil of another school: observation with a host (PFMP-121), or mini-stage (PFMP-122).
struct VisitorDocument {
    let view: VisitorView

    private var visitor: Visitor { view.visitor }
    private var isObservation: Bool { visitor.kind == .observation }

    func section() -> PDFSection {
        PDFSection(
            title: visitor.fullName, header: "\(view.school.name) · \(visitor.fullName)",
            footer: "\(isObservation ? "SEQ_OBS" : "MINI_STAGE") · établie le \(view.today.long)",
            blocks: [
                .heading(
                    level: 1,
                    isObservation
                        ? "Convention de séquence d’observation en milieu professionnel"
                        : "Convention de mini-stage au lycée professionnel")
            ] + parties + [.heading(level: 2, "Les clauses"), .list(clauses, ordered: true)] + annexes + [signatures])
    }

    private var parties: [PDFBlock] {
        [
            .heading(level: 2, "Entre"),
            .keyValues(
                Paper.pairs([
                    (
                        "Établissement de l’élève",
                        [visitor.originName, visitor.originUai].filter { !$0.isEmpty }.joined(separator: ", ")
                    ),
                    (
                        isObservation ? "L’organisme d’accueil" : "Le lycée d’accueil",
                        isObservation
                            ? [
                                view.company?.displayName ?? Paper.blank,
                                view.company?.address.lines.joined(separator: ", ") ?? "",
                            ]
                            .filter { !$0.isEmpty }.joined(separator: "\n")
                            : "\(view.school.name)\n\(view.school.address.lines.joined(separator: ", "))"
                    ),
                    (
                        "Responsable de l’accueil",
                        isObservation ? orBlank(visitor.hostPerson) : view.staff?.fullName ?? Paper.blank
                    ),
                    ("L’élève", visitor.fullName), ("Naissance", visitor.birthDate?.long ?? Paper.blank),
                    ("Classe", visitor.level),
                    (
                        "Responsable légal",
                        orBlank(
                            [visitor.guardianName, visitor.guardianPhone].filter { !$0.isEmpty }.joined(separator: ", ")
                        )
                    ),
                ])),
            .heading(level: 2, "Quand"),
            .keyValues(
                Paper.pairs([
                    ("Dates", visitorDates(visitor)), ("Horaires", orBlank(visitorHours(visitor))),
                    ("Atelier", isObservation ? nil : orBlank(visitor.workshop)),
                ])),
        ]
    }

    private func orBlank(_ text: String) -> String { text.isEmpty ? Paper.blank : text }

    private var clauses: [PDFText] {
        let common: [PDFText] = [
            "L’élève garde son statut scolaire et reste sous l’autorité du chef de son établissement.",
            "Il n’est pas rémunéré et ne participe pas à la production.",
            "Il n’a accès ni aux machines, ni aux appareils, ni aux produits dangereux\u{A0}; il n’exécute aucun travail interdit aux mineurs (D.\u{A0}4153-15 et suivants du code du travail).",
            "Il suit les consignes de sécurité qui lui sont données à l’arrivée et le règlement intérieur.",
            "L’établissement de l’élève et l’accueillant sont assurés pour leur responsabilité civile. Assurance de l’élève\u{A0}: \(orBlank(visitor.insurer)).",
            "En cas d’accident, l’accueillant prévient le jour même le chef de l’établissement de l’élève, qui fait la déclaration.",
            "Toute absence est signalée aussitôt à l’établissement de l’élève et à sa famille.",
        ]
        let own: [PDFText] =
            isObservation
            ? [
                "La séquence fait observer des activités professionnelles, sous la conduite du responsable de l’accueil (L.\u{A0}4153-1 du code du travail). Elle ne relève pas du chapitre L.\u{A0}124 du code de l’éducation.",
                "La présence ne dépasse ni sept heures par jour, ni trente-cinq heures par semaine, entre 8\u{A0}h et 18\u{A0}h, avec une pause d’au moins trente minutes. Jamais la nuit, ni le dimanche.",
            ]
            : [
                "Le mini-stage fait découvrir une formation du lycée professionnel\u{A0}; l’élève observe une classe ou un atelier, sous la conduite de l’enseignant nommé ci-dessus.",
                "Les représentants légaux l’ont autorisé\(visitor.authorisedOn.map { " le \($0.long)" } ?? "\u{A0}: autorisation à joindre"). Ils assurent le trajet, sauf accord des deux établissements.",
            ]
        return own + common
    }

    private var annexes: [PDFBlock] {
        [
            .heading(level: 2, "Annexe pédagogique"),
            .paragraph(
                isObservation
                    ? "Activités observées et questions préparées avec l’enseignant\u{A0}:"
                    : "Séances suivies et grille d’observation de l’élève\u{A0}:", align: .left),
            .paragraph(PDFText(String(repeating: "…", count: 48)), align: .left),
            .heading(level: 2, "Annexe financière"),
            .keyValues([
                (label: "Restauration", value: Paper.blank), (label: "Transport", value: Paper.blank),
                (label: "Assurance", value: orBlank(visitor.insurer)),
            ]),
        ]
    }

    private var signatures: PDFBlock {
        .keepTogether([
            .heading(level: 2, "Signatures"),
            .signatures([
                PDFSignatureBox(role: "Le chef de l’établissement de l’élève"),
                isObservation
                    ? PDFSignatureBox(
                        role: "L’organisme d’accueil", name: visitor.hostPerson.isEmpty ? nil : visitor.hostPerson)
                    : PDFSignatureBox(role: "Le chef du lycée d’accueil", name: view.school.headName),
                PDFSignatureBox(
                    role: "Le représentant légal", name: visitor.guardianName.isEmpty ? nil : visitor.guardianName),
            ]),
            .signatures([
                PDFSignatureBox(role: "L’élève", name: visitor.fullName),
                PDFSignatureBox(
                    role: isObservation ? "L’enseignant qui suit l’élève" : "L’enseignant d’accueil",
                    name: view.staff?.fullName),
            ]),
        ])
    }
}
