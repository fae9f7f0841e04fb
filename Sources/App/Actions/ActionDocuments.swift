import Domain
import PDF
import Persistence

/// The papers of an action.
struct ActionDocuments {
    let action: Action
    let school: School
    let room: String?

    private var place: String { action.place.isEmpty ? room ?? "au lycée" : action.place }

    private func section(_ title: String, _ blocks: [PDFBlock]) -> PDFSection {
        PDFSection(title: title, header: "\(school.name) · \(action.title)", footer: action.when, blocks: blocks)
    }

    /// A sheet to sign for each class.
    func attendance(_ learners: [ActionLearnerLine], guests: [GuestLine]) -> [PDFSection] {
        let groups = Dictionary(grouping: learners) { $0.classCode ?? "" }.sorted { $0.key < $1.key }
        var sections = groups.map { code, learners in
            section(
                "Émargement \(code)",
                [
                    .heading(level: 1, "Feuille d’émargement\(code.isEmpty ? "" : ", \(code)")"),
                    .keyValues(Paper.pairs([("Action", action.title), ("Date", action.when), ("Lieu", place)])),
                    .table(
                        PDFTable(
                            columns: [
                                PDFColumn("Élève", width: 2), PDFColumn("Signature", width: 2),
                                PDFColumn("Observation", width: 1),
                            ],
                            rows: learners.map { [PDFText($0.listName), "", ""] }, rowHeaders: true)),
                    .signatures([PDFSignatureBox(role: "L’enseignant")]),
                ])
        }
        let coming = guests.filter(\.state.isComing)
        if !coming.isEmpty {
            sections.append(
                section(
                    "Émargement des professionnels",
                    [
                        .heading(level: 1, "Professionnels"),
                        .table(
                            PDFTable(
                                columns: [
                                    PDFColumn("Nom", width: 2), PDFColumn("Entreprise", width: 2),
                                    PDFColumn("Signature", width: 2),
                                ],
                                rows: coming.map {
                                    [PDFText($0.contactName ?? Paper.blank), PDFText($0.companyName), ""]
                                },
                                rowHeaders: true)),
                    ]))
        }
        return sections
    }

    /// One letter a minor, to be signed by a parent.
    func authorisations(_ learners: [ActionLearnerLine]) -> [PDFSection] {
        learners.map { learner in
            section(
                learner.listName,
                [
                    .heading(level: 1, "Autorisation des parents"),
                    .paragraph("\(action.kind.label)\u{A0}: \(action.title)", style: .lead, align: .left),
                    .keyValues(
                        Paper.pairs([
                            ("Élève", learner.listName), ("Classe", learner.classCode), ("Date", action.when),
                            ("Lieu", place), ("À prévoir", action.riskNote),
                        ])),
                    action.purpose.isEmpty ? .space(4) : .paragraph(PDFText(action.purpose), align: .left),
                    .paragraph(
                        "Je soussigné(e) …………………………………………, responsable légal(e) de l’élève, l’autorise à participer à cette action, organisée par le lycée et encadrée par ses personnels. J’ai noté la date, le lieu et les consignes.",
                        align: .left),
                    action.photoConsent
                        ? .paragraph(
                            "J’autorise ☐   je n’autorise pas ☐   que l’élève soit photographié et que l’image soit utilisée par le lycée pour présenter cette action, pendant l’année scolaire. Je peux retirer cet accord à tout moment.",
                            align: .left) : .space(2),
                    .paragraph("En cas d’urgence, numéro où me joindre\u{A0}: ………………………………", align: .left),
                    .signatures([PDFSignatureBox(role: "Le responsable légal"), PDFSignatureBox(role: "L’élève")]),
                ])
        }
    }

    /// What each company does at each time.
    func companies(_ view: MeetingGridView) -> [PDFSection] {
        let slots = Dictionary(view.slots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return view.guests.filter(\.state.isComing).map { guest in
            let meetings = view.meetings.filter { $0.guestId == guest.id }
                .sorted { (slots[$0.slotId]?.startMinute ?? 0) < (slots[$1.slotId]?.startMinute ?? 0) }
            return section(
                guest.companyName,
                [
                    .heading(level: 1, guest.companyName),
                    .paragraph(PDFText("\(action.title), \(action.when), \(place)"), style: .lead, align: .left),
                    .table(
                        PDFTable(
                            columns: [
                                PDFColumn("Heure", width: 1.4), PDFColumn("Élève", width: 2),
                                PDFColumn("Classe", width: 1), PDFColumn("Vos notes", width: 3),
                            ],
                            rows: meetings.map { meeting in
                                let learner = view.learner(meeting.learnerId)
                                return [
                                    PDFText(slots[meeting.slotId]?.hours ?? ""), PDFText(learner?.listName ?? ""),
                                    PDFText(learner?.classCode ?? ""), "",
                                ]
                            }, rowHeaders: true)),
                    .callout("Merci d’indiquer pour chacun\u{A0}: à rappeler, stage possible, contrat possible."),
                ])
        }
    }

    /// Where each learner has to be, and when: several on a page to be cut along the lines, a class after the other.
    func learners(_ view: MeetingGridView) -> [PDFSection] {
        let byLearner = Dictionary(grouping: view.meetings, by: \.learnerId)
        let classes = Dictionary(grouping: view.learners.filter { byLearner[$0.learnerId] != nil }) {
            $0.classCode ?? ""
        }
        return classes.sorted { $0.key < $1.key }.map { code, learners in
            let title = "Convocations" + (code.isEmpty ? "" : ", " + code)
            let slips = learners.flatMap { learner in
                [slip(learner, byLearner[learner.learnerId] ?? [], view), .space(6), .rule, .space(6)]
            }
            return section(title, [.heading(level: 1, title)] + slips)
        }
    }

    private func slip(_ learner: ActionLearnerLine, _ meetings: [ActionMeeting], _ view: MeetingGridView) -> PDFBlock {
        let slots = Dictionary(view.slots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let names = Dictionary(view.guests.map { ($0.id, $0.companyName) }, uniquingKeysWith: { first, _ in first })
        let sorted = meetings.sorted {
            (slots[$0.slotId]?.startMinute ?? 0) < (slots[$1.slotId]?.startMinute ?? 0)
        }
        return .keepTogether([
            .heading(level: 2, learner.listName),
            .paragraph(PDFText("\(action.title), \(action.when), \(place)"), align: .left),
            .table(
                PDFTable(
                    columns: [
                        PDFColumn("Heure", width: 1.6), PDFColumn("Entreprise", width: 3),
                        PDFColumn("Mes questions", width: 3),
                    ],
                    rows: sorted.map {
                        [PDFText(slots[$0.slotId]?.hours ?? ""), PDFText(names[$0.guestId] ?? ""), ""]
                    }, rowHeaders: true)),
            .paragraph(
                "Venez cinq minutes avant, avec deux exemplaires de votre CV.", style: .small, align: .left),
        ])
    }
}
