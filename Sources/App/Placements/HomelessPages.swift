import Domain

func homelessPage(_ lines: [HomelessLine], mayPlace: Bool, today: LocalDate) -> Page {
    let head = pageHead(
        "Sans lieu de PFMP", count: lines.count, crumbs: [("PFMP", .year)],
        meta: ["Périodes en cours, ou qui commencent dans les six semaines"])
    guard !lines.isEmpty else {
        return Page(
            "Sans lieu", in: .pfmp,
            """
            \(head)\(emptyState(
                "check", "Tout le monde est placé", "Aucune période proche n’attend de lieu.",
                action: button("Voir les périodes", to: .year)))
            """)
    }
    let columns: [Column<HomelessLine>] = [
        Column("Élève", header: true) {
            "<a class=\"rowlink\" href=\"\(Link.learner($0.learnerId))\">\($0.listName)</a>"
        },
        Column("Classe") { HTML(text: $0.classCode) },
        Column("Période") { "<a href=\"\(Link.period($0.periodId))\">\($0.label)</a>" },
        Column("Départ") { departure($0.startsOn, today: today) },
        Column("Action") { line in
            mayPlace
                ? "<a class=\"btn small\" href=\"\(Link.placing(line.learnerId, in: line.periodId))\">Placer<span class=\"vh\"> : \(line.listName)</span></a>"
                : ""
        },
    ]
    return Page("Sans lieu", in: .pfmp, "\(head)\(listTable("Élèves sans lieu, par date de départ", lines, columns))")
}

/// « dans 12 jours », late when it is close or past.
func departure(_ day: LocalDate, today: LocalDate) -> HTML {
    let days = today.days(until: day)
    if days < 0 { return badge("depuis le \(day.short)", .late) }
    if days == 0 { return badge("aujourd’hui", .late) }
    return badge(days == 1 ? "demain" : "dans \(days) jours", days <= 21 ? .late : .soon)
}
