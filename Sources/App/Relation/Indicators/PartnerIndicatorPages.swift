import Domain
import Exchange
import Persistence

/// What the page of indicators shows.
struct PartnerIndicatorsView: Sendable {
    let indicators: [PartnerIndicator]
    let streams: [StreamCoverage]
    /// The same figures, stream by stream.
    let byStream: [StreamIndicators]
    let least: Int
    /// Why companies said no this year, the commonest first.
    let refusals: [(reason: RefusalReason, count: Int)]
    let gaps: [(list: ReasonedList, companies: [CompanySuggestion], total: Int)]
    let span: IndicatorSpan
    let author: Author
    let stream: String
}

func partnerIndicatorsPage(_ view: PartnerIndicatorsView) -> Page {
    let year = "\(view.span.year)-\(view.span.year + 1)"
    let export: [HTML] =
        view.author.may(.exportData)
        ? [button("Exporter (CSV)", to: Link.partnerIndicators.appending("export.csv"), icon: "download")] : []
    return Page(
        "Indicateurs des partenaires", in: .companies,
        """
        \(pageHead("Indicateurs des partenaires", crumbs: [("Entreprises", .companies)], meta: [HTML(text: "Année \(year), au \(view.span.end.long)")], actions: export))\
        \(companyTabs(.indicators, for: view.author))\(indicatorTable(view))\(byStreamSection(view))\(refusalSection(view))\(gapSection(view))
        """)
}

private func indicatorTable(_ view: PartnerIndicatorsView) -> HTML {
    listTable(
        "Indicateurs de l’axe 1", view.indicators,
        [
            Column("Indicateur", header: true) { indicator in
                "\(indicator.link.map { "<a href=\"\($0)\">\(indicator.label)</a>" as HTML } ?? HTML(text: indicator.label)) <span class=\"tag\">\(indicator.code)</span><span class=\"sub\">\(indicator.formula)</span>"
            },
            Column("Valeur", numeric: true) { "<strong>\($0.shown)</strong>" },
            Column("Numérateur", numeric: true) { "\(FrenchNumber.grouped($0.value))" },
            Column("Dénominateur", numeric: true) { HTML(text: $0.denominator.map(FrenchNumber.grouped) ?? "—") },
            Column("Un an avant", numeric: true) { HTML(text: $0.before.map(FrenchNumber.grouped) ?? "—") },
            Column("Détail") { indicator in
                let lines = indicator.details.map { "<li>\($0.label)\u{A0}: \($0.value)</li>" as HTML }
                return lines.isEmpty ? "" : "<ul class=\"tight\">\(lines)</ul>"
            },
        ])
}

// MARK: By stream

private func byStreamSection(_ view: PartnerIndicatorsView) -> HTML? {
    guard !view.byStream.isEmpty else { return nil }
    let figures = view.indicators.filter { StreamIndicators.codes.contains($0.code) }
    let columns = figures.map { indicator in
        Column<StreamIndicators>(indicator.code, numeric: true) { row in
            guard let figure = row.figures[indicator.code] else { return "—" }
            guard indicator.code == "I1.10" else { return "<span title=\"\(indicator.label)\">\(figure.text)</span>" }
            return figure.value >= figure.denominator ?? 0 ? badge("couverte", .done) : badge(figure.text, .late)
        }
    }
    let legend = HTML.joined(figures.map { "<strong>\($0.code)</strong>\u{A0}\($0.label)" as HTML }, by: " · ")
    return """
        <section class="section"><header><h2>Filière par filière</h2></header>\
        <p class="hint">Un rapport s’écrit «\u{A0}numérateur / dénominateur\u{A0}». Une entreprise compte dans chaque filière qu’elle dit accueillir ou dont elle a reçu un élève depuis un an\u{A0}: les lignes ne s’additionnent pas.</p>\
        \(listTable("Indicateurs par filière", view.byStream, [Column("Filière", header: true) { HTML(text: $0.stream) }] + columns))\
        <p class="hint">\(legend)</p></section>
        """
}

// MARK: Refusals

/// Calls of the bureau and searches of learners together: what companies answer when they say no.
private func refusalSection(_ view: PartnerIndicatorsView) -> HTML? {
    guard !view.refusals.isEmpty else { return nil }
    let all = view.refusals.reduce(0) { $0 + $1.count }
    let items = view.refusals.map { line -> HTML in
        """
        <li><div><strong>\(line.reason.label)</strong><p>\(line.count) sur \(all)</p>\
        <progress value="\(line.count)" max="\(all)" aria-label="\(line.reason.label)">\(line.count) sur \(all)</progress></div></li>
        """
    }
    return """
        <section class="section"><header><h2>Pourquoi elles refusent</h2></header>\
        <p class="hint">Motifs donnés cette année au bureau et aux élèves qui cherchent un lieu.</p>\
        <div class="panel"><ul class="lines">\(items)</ul></div></section>
        """
}

// MARK: Gaps

private func gapSection(_ view: PartnerIndicatorsView) -> HTML {
    let panels = view.gaps.map { gap -> HTML in
        let items = gap.companies.map { company -> HTML in
            "<li><div><a href=\"\(Link.company(company.id))\">\(company.tradeName ?? company.legalName)</a><p>\(company.addressCity)</p></div></li>"
        }
        let all: HTML? =
            gap.total > gap.companies.count
            ? "<a href=\"\(Link.companies.with([("liste", gap.list.rawValue)]))\">Les \(gap.total)<span class=\"vh\">\u{A0}: \(gap.list.label)</span></a>"
            : nil
        let body: HTML = items.isEmpty ? "<p class=\"hint\">Aucune.</p>" : "<ul class=\"lines\">\(items)</ul>"
        return panel(gap.list.label, action: all, "<p class=\"hint\">\(gap.list.reason)</p>\(body)")
    }
    return """
        <section class="section"><header><h2>Où sont nos manques\u{A0}?</h2></header>\
        \(streamTable(view))<div class="gaps">\(panels)</div></section>
        """
}

private func streamTable(_ view: PartnerIndicatorsView) -> HTML {
    let sorted = view.streams.sorted { ($0.active, $0.stream) < ($1.active, $1.stream) }
    return listTable(
        "Partenaires par filière", sorted,
        [
            Column("Filière", header: true) { stream in
                "<a class=\"rowlink\" href=\"\(Link.companies.with([("filiere", stream.stream)]))\">\(stream.stream)</a>"
            },
            Column("Partenaires actifs", numeric: true) { stream in
                stream.active == 0
                    ? badge("aucun", .late)
                    : stream.active < view.least
                        ? badge("\(stream.active) sur \(view.least)", .soon) : badge(String(stream.active), .done)
            },
            Column("Hôtes de l’année", numeric: true) { "\($0.hosting)" },
            Column("Places annoncées", numeric: true) { "\($0.places)" },
            Column("Élèves", numeric: true) { "\($0.learners)" },
        ])
}

/// The figures as a file: each with its two numbers, then each stream.
enum PartnerIndicatorExport {
    static func sheet(_ view: PartnerIndicatorsView) -> Sheet {
        let columns = [
            "Code", "Indicateur", "Filière", "Valeur", "Numérateur", "Dénominateur", "Un an avant", "Formule",
        ].map { SheetColumn($0) }
        let figures = view.indicators.map { indicator -> [CellValue] in
            [
                .text(indicator.code), .text(indicator.label), .empty, .text(indicator.shown),
                .integer(indicator.value), indicator.denominator.map(CellValue.integer) ?? .empty,
                indicator.before.map(CellValue.integer) ?? .empty, .text(indicator.formula),
            ]
        }
        let labels = Dictionary(view.indicators.map { ($0.code, $0.label) }, uniquingKeysWith: { first, _ in first })
        let streams = view.byStream.flatMap { row in
            StreamIndicators.codes.compactMap { code -> [CellValue]? in
                guard let figure = row.figures[code] else { return nil }
                return [
                    .text(code), .text(labels[code] ?? ""), .text(row.stream), .text(figure.shown),
                    .integer(figure.value), figure.denominator.map(CellValue.integer) ?? .empty, .empty, .empty,
                ]
            }
        }
        let offers = view.streams.flatMap { stream -> [[CellValue]] in
            [("Hôtes de l’année", stream.hosting), ("Places annoncées", stream.places)].map { label, value in
                [
                    .empty, .text(label), .text(stream.stream), .text(String(value)), .integer(value), .empty, .empty,
                    .empty,
                ]
            }
        }
        return Sheet(name: "Indicateurs", columns: columns, rows: figures + streams + offers)
    }
}

/// The indicators of partners, and where they are missing.
enum PartnerIndicatorRoutes {
    static func add(to site: Site) {
        site.get("/entreprises/indicateurs", .members(.seeCompanies), show)
        site.get("/entreprises/indicateurs/export.csv", .members(.exportData), export)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(partnerIndicatorsPage(try await view(visit)))
    }

    @Sendable static func export(_ visit: Visit) async throws -> Answer {
        .file(
            try .sheet(
                PartnerIndicatorExport.sheet(try await view(visit)), name: "indicateurs-partenaires", format: "csv",
                at: visit.now.moment))
    }

    private static func view(_ visit: Visit) async throws -> PartnerIndicatorsView {
        let (author, today, query) = (try visit.author, visit.now.day, visit.query)
        return try await visit.read { db in
            let school = try db.ownSchool()
            let span = IndicatorSpan(
                year: author.currentYear, today: today,
                academie: Academie.all.first { $0.name == school.academie })
            let gaps = try [ReasonedList.dormant, .onePerson, .praisedButSilent].map { list in
                let filter = try db.companyFilter(FormValues([("liste", list.rawValue)]), for: author, today: today)
                let asked = try db.companyQuery(filter)
                return (
                    list: list, companies: try db.firstCompanies(asked, limit: 6),
                    total: try db.companyCount(asked, upTo: CompanyListView.bound)
                )
            }
            return PartnerIndicatorsView(
                indicators: try PartnerIndicators.sources.map { try $0.read(db, span) },
                streams: try db.streamCoverage(span), byStream: try db.streamIndicators(span),
                least: try db.thresholds()[.activePartnersByStream], refusals: try db.refusalReasons(span), gaps: gaps,
                span: span, author: author,
                stream: query["filiere"])
        }
    }
}

extension SchoolDatabase {
    /// The first companies that answer a question.
    func firstCompanies(_ query: CompanyQuery, limit: Int) throws -> [CompanySuggestion] {
        try rows(
            """
            select company.id, company.legal_name, company.trade_name, company.address_city, company.siret
            from \(query.source) where \(query.condition) order by \(query.filter.order) limit \(limit)
            """)
    }
}
