import Domain
import PDF
import Persistence

/// What a learner takes along on the first day: where, when, whom to call, and the safety memory of the place (I19).
struct DepartureSheet: Sendable {
    let placement: FollowedPlacement
    let stay: Placement
    let school: School
    let site: SiteSheet
    /// The last time somebody looked at the place; `nil` when nobody did.
    let check: SafetyCheck?
    /// The list of the trade.
    let checklist: SafetyChecklist?

    func section() -> PDFSection {
        FollowUpPaper.section("Fiche de départ", placement, school, blocks)
    }

    private var blocks: [PDFBlock] {
        var blocks: [PDFBlock] = [
            .heading(level: 1, "Ma période en entreprise"), FollowUpPaper.summary(placement),
            .heading(level: 2, "Où et quand"),
            .keyValues(
                Paper.pairs([
                    ("Adresse", placement.place.lines.joined(separator: ", ")),
                    ("Téléphone", Paper.phone(placement.phone)),
                    ("Horaires", hours), ("Y aller", said(stay.transport, site.transport)),
                    ("Repas", said(stay.meals, site.meals)), ("Logement", said(stay.lodging)),
                    ("Accès", said(site.accessibility)), ("Consignes du lieu", said(site.houseRules)),
                ])),
        ]
        blocks += safety
        blocks.append(.heading(level: 2, "En cas de problème"))
        blocks.append(
            .list([
                PDFText(
                    "Absent ou en retard\u{A0}: j’appelle mon tuteur et le lycée (\(Paper.phone(school.bureauPhone ?? school.phone) ?? Paper.blank)) avant l’heure."
                ),
                "Accident, même sur le trajet\u{A0}: j’appelle le 15 ou le 18, puis je préviens le tuteur et le lycée le jour même.",
                "On me demande un travail interdit ou dangereux\u{A0}: je dis non, j’appelle le lycée.",
                "Violence, harcèlement, discrimination\u{A0}: j’en parle au lycée, ou j’appelle le 3018 ou le 119.",
            ]))
        return blocks
    }

    /// The memory of the place: last check, what to bring, what is forbidden.
    private var safety: [PDFBlock] {
        let seen =
            check.map { "Lieu vu le \($0.checkedOn.long)\u{A0}: avis \($0.outcome.label.lowercased())." }
            ?? "Le lieu n’a pas encore été vérifié par le lycée\u{A0}: demandez une visite des risques à l’arrivée."
        var blocks: [PDFBlock] = [
            .heading(level: 2, "Mémoire de sécurité"), .paragraph(PDFText(seen), align: .left),
        ]
        blocks += listed("À apporter", check?.equipment ?? "", site.equipment, usual: checklist?.equipment ?? [])
        blocks += listed("Interdit", check?.forbiddenTasks ?? "", usual: checklist?.forbidden ?? [])
        if stay.regulatedWork {
            blocks += listed("Travaux réglementés, seulement avec l’encadrant", stay.regulatedWorkDetails)
        }
        return blocks
    }

    /// Lines typed by people, and those of the trade that say something else.
    private func listed(_ title: String, _ typed: String..., usual: [String] = []) -> [PDFBlock] {
        var lines: [String] = []
        for line in typed.flatMap({ $0.split(whereSeparator: \.isNewline).map(String.init) }) + usual {
            let line = line.trimmedText
            if !line.isEmpty, !lines.contains(where: { SearchKey($0) == SearchKey(line) }) { lines.append(line) }
        }
        guard !lines.isEmpty else { return [] }
        return [.heading(level: 3, PDFText(title)), .list(lines.map { PDFText($0) })]
    }

    private func said(_ texts: String...) -> String? { texts.first { !$0.isEmpty } }

    private var hours: String? {
        guard !placement.schedule.isEmpty else { return nil }
        guard placement.schedule.differs else { return DepartureSheet.hours(placement.schedule) }
        return placement.schedule.weeks.enumerated()
            .map { "Semaine \($0.offset + 1)\n\(DepartureSheet.hours($0.element) ?? "repos")" }
            .joined(separator: "\n")
    }

    private static func hours(_ week: WeekSchedule) -> String? {
        let days = week.days.enumerated().filter { $0.element.minutes > 0 }
        guard !days.isEmpty else { return nil }
        return days.map { index, hours in
            let spans = [hours.morning?.french, hours.afternoon?.french].compactMap { $0 }
            return "\(Weekday.name(index + 1)) \(spans.joined(separator: ", "))"
        }.joined(separator: "\n")
    }
}

extension SchoolDatabase {
    /// The sheets of some placements, with what is known of each place.
    func departureSheets(_ placements: [FollowedPlacement]) throws -> [DepartureSheet] {
        let school = try ownSchool()
        let lists = try SafetyChecklist.all()
        return try placements.map { followed in
            let check = try safetyChecks(of: followed.companyId).first
            return DepartureSheet(
                placement: followed, stay: try placement(followed.id), school: school,
                site: try siteSheet(of: followed.companyId), check: check,
                checklist: lists.first { $0.trade == check?.trade } ?? lists.first)
        }
    }
}

/// The sheet that a learner takes along, alone or for a class.
enum DepartureSheetRoutes {
    static func add(to site: Site) {
        site.get("/placements/:id/fiche-eleve.pdf", .members(.recordFollowUp), one)
        site.get("/pfmp/:id/fiches-eleves.pdf", .members(.recordFollowUp), classSheets)
    }

    @Sendable static func one(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Placement.self)
        let sheets = try await visit.read { try $0.departureSheets([$0.followedPlacement(id)]) }
        guard let sheet = sheets.first else { throw NotFound("Ce placement") }
        return try await visit.givesOut(
            PaperSubject(.learnerSheet, id, learner: sheet.placement.learnerId), [sheet.section()],
            title: "Fiche de départ – \(sheet.placement.learnerName)", file: "fiche-depart", school: sheet.school.name)
    }

    @Sendable static func classSheets(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(PFMPPeriod.self)
        let sheets = try await visit.read { db in
            _ = try db.period(id)
            return try db.departureSheets(
                try db.followedPlacements(where: db.isStanding("placement.period_id = \(id)")))
        }
        guard let first = sheets.first else { throw NothingToPrint() }
        return .file(
            try FollowUpPaper.file(
                sheets.map { $0.section() }, title: "Fiches de départ, \(first.placement.classCode)",
                name: "fiches-depart-\(first.placement.classCode).pdf", school: first.school, at: visit.now.moment))
    }
}
