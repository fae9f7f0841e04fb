import Domain
import PDF

/// The papers of the follow-up: facts in, sections of a PDF out.
enum FollowUpPaper {
    private static let fonts = Result { try PDFFonts.system() }

    static func bytes(_ sections: [PDFSection], title: String, school: School, at moment: Moment) throws -> [UInt8] {
        let created = PDFDate(secondsSince1970: Int(moment.millisecondsSince1970 / 1000))
        let book = PDFBook(title: title, author: school.name, created: created, sections: sections)
        return try book.render(with: try fonts.get())
    }

    static func file(_ sections: [PDFSection], title: String, name: String, school: School, at moment: Moment) throws
        -> FileAnswer
    {
        FileAnswer(
            name: name, type: "application/pdf",
            bytes: try bytes(sections, title: title, school: school, at: moment), inline: true)
    }

    /// Dots to write on by hand.
    static let blank = String(repeating: "…", count: 14)

    static func section(_ title: String, _ placement: FollowedPlacement, _ school: School, _ blocks: [PDFBlock])
        -> PDFSection
    {
        PDFSection(
            title: "\(title), \(placement.learnerName)",
            header: "\(school.name) · \(placement.learnerName), \(placement.classCode)",
            footer: [Paper.phone(school.bureauPhone ?? school.phone), school.bureauEmail ?? school.email]
                .compactMap { $0 }.joined(separator: " · "), blocks: blocks)
    }

    /// Who, where, when: the head of every paper.
    static func summary(_ placement: FollowedPlacement) -> PDFBlock {
        .keyValues(
            [
                (label: "Élève", value: "\(placement.learnerName), \(placement.classCode)"),
                (label: "Lieu d’accueil", value: placement.companyName), (label: "Dates", value: placement.dates),
                (label: "Tuteur", value: placement.tutorName ?? blank),
                (label: "Référent", value: placement.referentName ?? blank),
            ], columns: 2)
    }

    // MARK: Presence (PFMP-52)

    /// One table a week, to be filled and signed at the host's.
    static func presence(_ placement: FollowedPlacement, _ school: School) -> PDFSection {
        let territory = Territory(rawValue: school.territory) ?? .metropole
        let holidays = Dictionary(
            PublicHolidays.between(placement.startsOn, placement.endsOn, territory: territory).map {
                ($0.date, $0.name)
            },
            uniquingKeysWith: { first, _ in first })
        var blocks: [PDFBlock] = [
            .heading(level: 1, "Feuille de présence"), summary(placement),
            .paragraph(
                "L’organisme d’accueil tient le décompte de la présence (L.\u{A0}124-14 du code de l’éducation) et prévient le lycée le jour même de toute absence.",
                style: .small, align: .left),
        ]
        var monday = placement.startsOn.monday
        while monday <= placement.endsOn {
            blocks.append(
                .keepTogether([.heading(level: 2, "Semaine du \(monday.long)"), week(monday, placement, holidays)]))
            monday = monday.adding(days: 7)
        }
        blocks.append(
            .signatures([
                PDFSignatureBox(role: "Le tuteur", name: placement.tutorName),
                PDFSignatureBox(role: "L’élève", name: placement.learnerName),
            ]))
        return section("Présence", placement, school, blocks)
    }

    private static func week(_ monday: LocalDate, _ placement: FollowedPlacement, _ holidays: [LocalDate: String])
        -> PDFBlock
    {
        let days = (0..<7).map { monday.adding(days: $0) }.filter { day in
            placement.startsOn <= day && day <= placement.endsOn
                && (day.weekday <= 5 || placement.schedule.day(day, since: placement.startsOn).minutes > 0)
        }
        let rows = days.map { day -> [PDFText] in
            let hours = placement.schedule.day(day, since: placement.startsOn)
            let name = "\(day.weekdayName.prefix(1).uppercased() + day.weekdayName.dropFirst()) \(day.short)"
            if let holiday = holidays[day] { return [PDFText(name), PDFText(holiday), "", "", ""] }
            if hours.minutes == 0, !placement.schedule.isEmpty { return [PDFText(name), "Repos", "Repos", "", ""] }
            return [
                PDFText(name), PDFText(hours.morning?.french ?? "–"), PDFText(hours.afternoon?.french ?? "–"),
                "Oui □   Non □", "",
            ]
        }
        return .table(
            PDFTable(
                columns: [
                    PDFColumn("Jour", width: 1.4), PDFColumn("Matin", width: 1.3), PDFColumn("Après-midi", width: 1.3),
                    PDFColumn("Présent", width: 1), PDFColumn("Retard, remarque", width: 1.4),
                ], rows: rows, rowHeaders: true))
    }

    // MARK: Call sheet (F85)

    static func callSheet(_ placement: FollowedPlacement, _ school: School, _ past: [FollowUpEntry]) -> PDFSection {
        let questions = [
            "L’élève est-il arrivé comme prévu\u{A0}? Est-il à l’heure chaque jour\u{A0}?",
            "L’accueil sécurité a-t-il été fait le premier jour\u{A0}?",
            "Quelles activités lui sont confiées\u{A0}? Correspondent-elles à la convention\u{A0}?",
            "Comment s’intègre-t-il dans l’équipe\u{A0}?",
            "Y a-t-il une difficulté\u{A0}? Que propose le tuteur\u{A0}?",
            "Quand peut-on passer\u{A0}?",
        ]
        let history = past.filter { $0.doneOn != nil }.prefix(6).map { entry in
            PDFText(
                "\(entry.doneOn?.numeric ?? ""), \(entry.kind.label)\u{A0}: \([entry.conditions, entry.difficulties, entry.nextStep].filter { !$0.isEmpty }.joined(separator: " "))"
            )
        }
        return section(
            "Fiche d’appel", placement, school,
            [
                .heading(level: 1, "Fiche d’appel"), summary(placement),
                .keyValues([
                    (
                        label: "Téléphone",
                        value: placement.phone.map { PhoneNumber(rawValue: $0)?.display ?? $0 } ?? blank
                    ),
                    (label: "Appel du", value: blank), (label: "Personne jointe", value: blank),
                ]),
                .table(
                    PDFTable(
                        columns: [PDFColumn("Question", width: 1.3), PDFColumn("Réponse", width: 2)],
                        rows: questions.map { [PDFText($0), "\n\n"] }, rowHeaders: true)),
            ] + (history.isEmpty ? [] : [.heading(level: 2, "Contacts précédents"), .list(Array(history))]))
    }

    // MARK: Mission order (F78)

    static func missionOrder(
        _ visit: FollowUp, _ visitor: StaffMember?, _ placement: FollowedPlacement, _ school: School
    )
        -> PDFSection
    {
        let day = visit.plannedOn?.spelled ?? blank
        let time = visit.plannedMinute.map { HourSpan.clock($0) } ?? blank
        return section(
            "Ordre de mission", placement, school,
            [
                .heading(level: 1, "Ordre de mission"),
                .paragraph(
                    "\(school.headTitle.isEmpty ? "Le chef d’établissement" : school.headTitle), \(school.headName), \(school.name), donne mission à\u{A0}:",
                    align: .left),
                .keyValues([
                    (label: "Nom", value: visitor?.fullName ?? blank),
                    (
                        label: "Fonction",
                        value: visitor.map { $0.discipline.isEmpty ? "Enseignant référent" : $0.discipline } ?? blank
                    ),
                    (label: "Objet", value: "Suivi d’une période de formation en milieu professionnel (PFMP)"),
                    (label: "Élève suivi", value: "\(placement.learnerName), \(placement.classCode)"),
                    (label: "Lieu", value: ([placement.companyName] + placement.place.lines).joined(separator: "\n")),
                    (label: "Date", value: day), (label: "Heure", value: time),
                    (label: "Départ", value: school.address.lines.joined(separator: ", ")),
                    (
                        label: "Moyen de transport",
                        value: "□ véhicule personnel   □ transport en commun   □ autre\u{A0}: \(blank)"
                    ),
                    (label: "Kilomètres", value: blank),
                ]),
                .paragraph(
                    "Le déplacement se fait dans l’exercice des fonctions. L’agent qui prend son véhicule personnel y est autorisé par le chef d’établissement et en a averti son assureur.",
                    style: .small, align: .left),
                .signatures([
                    PDFSignatureBox(role: "L’agent", name: visitor?.fullName),
                    PDFSignatureBox(
                        role: school.headTitle.isEmpty ? "Le chef d’établissement" : school.headTitle,
                        name: school.headName),
                ]),
            ])
    }

    // MARK: Evaluation on paper, with the content of the screen

    static func evaluation(
        _ kind: Evaluation.Kind, _ placement: FollowedPlacement, _ school: School, _ done: Evaluation?
    )
        -> PDFSection
    {
        let columns =
            [PDFColumn("", width: 2.2)] + Ratings.words.map { PDFColumn(PDFText($0), width: 1, align: .center) }
        let rows = kind.criteria.map { criterion -> [PDFText] in
            [PDFText(criterion.label)] + (1...4).map { PDFText(done?.ratings[criterion] == $0 ? "X" : "□") }
        }
        let again =
            kind == .tutor
            ? "Accueilleriez-vous de nouveau cet élève\u{A0}?" : "Conseillerais-tu ce lieu à un camarade\u{A0}?"
        func box(_ value: Bool) -> String { done?.again == value ? "X" : "□" }
        return section(
            kind.label, placement, school,
            [
                .heading(level: 1, kind == .tutor ? "Évaluation de fin de PFMP" : "Bilan de ma PFMP"),
                summary(placement),
                .table(PDFTable(columns: columns, rows: rows, rowHeaders: true)),
                .paragraph(PDFText("\(again)   Oui \(box(true))   Non \(box(false))"), align: .left),
                .heading(level: 2, PDFText(kind.commentLabel)), .paragraph(written(done?.comment), align: .left),
                .heading(level: 2, PDFText(kind.wishesLabel)), .paragraph(written(done?.wishes), align: .left),
                .signatures([
                    PDFSignatureBox(
                        role: kind == .tutor ? "Le tuteur" : "L’élève",
                        name: kind == .tutor ? placement.tutorName : placement.learnerName)
                ]),
            ])
    }

    private static func written(_ text: String?) -> PDFText {
        guard let text, !text.isEmpty else {
            return PDFText([String](repeating: String(repeating: "…", count: 48), count: 3).joined(separator: "\n"))
        }
        return PDFText(text)
    }

    // MARK: Booklet

    static func booklet(_ view: BookletView, _ evaluation: Evaluation?, _ school: School) -> PDFSection {
        var blocks: [PDFBlock] = [
            .heading(level: 1, "Livret de PFMP"), summary(view.placement),
            .paragraph(
                PDFText(view.framework?.title ?? "Aucun référentiel n’est chargé pour cette classe."), style: .lead,
                align: .left),
        ]
        for kind in FrameworkItem.Kind.allCases {
            let items = view.shownItems.filter { $0.kind == kind }
            guard !items.isEmpty else { continue }
            blocks.append(.heading(level: 2, PDFText(kind.label)))
            blocks.append(
                .table(
                    PDFTable(
                        columns: [
                            PDFColumn("Code", width: 0.6), PDFColumn("Intitulé", width: 2.6), PDFColumn("Tuteur"),
                            PDFColumn("Élève"), PDFColumn("Enseignant"),
                        ],
                        rows: items.map { item in
                            [PDFText(item.code), PDFText(item.label)]
                                + BookletMark.Writer.allCases.orderedForPaper.map {
                                    PDFText(view.level(item.id, $0)?.label ?? "")
                                }
                        }, rowHeaders: true)))
        }
        if let evaluation {
            blocks.append(.heading(level: 2, "Appréciation du tuteur"))
            blocks.append(
                .paragraph(PDFText(evaluation.comment.isEmpty ? "Sans commentaire." : evaluation.comment), align: .left)
            )
        }
        blocks.append(
            .signatures([
                PDFSignatureBox(role: "Le tuteur", name: view.placement.tutorName),
                PDFSignatureBox(role: "L’élève", name: view.placement.learnerName),
                PDFSignatureBox(role: "L’enseignant référent", name: view.placement.referentName),
            ]))
        return section("Livret", view.placement, school, blocks)
    }
}

extension [BookletMark.Writer] {
    /// Tutor, learner, teacher: the order of the columns.
    fileprivate var orderedForPaper: [BookletMark.Writer] { [.tutor, .learner, .teacher] }
}
