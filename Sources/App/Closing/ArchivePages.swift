import Domain

func archivePage(
    _ years: [ArchiveYear], academie: Academie?, parameters: LegalParameters, today: LocalDate, for author: Author
) -> Page {
    func ends(_ line: ArchiveYear) -> LocalDate? {
        SchoolYear(start: line.schoolYear).flatMap {
            PaperRetention.endsOn($0, academie: academie, parameters: parameters)
        }
    }
    let body: HTML =
        years.isEmpty
        ? emptyState(
            "document", "Aucun papier pour l’instant", "Conventions et attestations apparaissent ici année par année.")
        : listTable(
            "Papiers gardés, par année scolaire", years,
            [
                Column("Année scolaire", header: true) { HTML(text: "\($0.schoolYear)-\($0.schoolYear + 1)") },
                Column("Conventions", numeric: true) { "\($0.agreementCount)" },
                Column("Attestations revenues", numeric: true) { "\($0.receivedCount)" },
                Column("Documents gardés ici", numeric: true) { "\($0.documentCount)" },
                Column("À garder jusqu’au") { HTML(text: ends($0).map { $0.adding(days: -1).long } ?? "à vérifier") },
                Column("État") { line in
                    ends(line).map { $0 <= today ? badge("Destruction possible", .soon) : badge("À garder", .done) }
                        ?? badge("À vérifier", .neutral)
                },
            ])
    return Page(
        "Archives", in: .closing,
        """
        \(closingHead("Archives", .archives, for: author))\
        \(notice(.info, "<p>Convention, attestation, autorisation du représentant légal et dossier d’allocation justifient une dépense de l’État : dix ans (décret n° 2023-765, article 4). Bureau n’efface aucun de ces papiers avant la date indiquée ; les RIB restent dans ApLyPro.</p>"))\
        \(body)
        """)
}

/// Until when the papers are kept.
enum ArchiveRoutes {
    static func add(to site: Site) {
        site.get("/archives", .members(.seePlacements), show)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let author = try visit.author
        let (years, academie) = try await visit.read { db in (try db.archiveYears(), try db.ownSchool().academy) }
        return .page(
            archivePage(
                years, academie: academie, parameters: try LegalTexts.parameters(), today: visit.now.day, for: author))
    }
}
