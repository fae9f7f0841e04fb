import Domain
import Exchange

extension Link {
    static let indicators = Link("/pilotage/indicateurs")

    static func indicator(_ code: String, year: Int) -> Link {
        Link("/pilotage/indicateur", query: [("code", code), ("annee", String(year))])
    }
}

/// The indicators of a year, one by one and as a file.
enum IndicatorRoutes {
    static func add(to site: Site) {
        site.get("/pilotage/indicateurs", .members(.steerOffice), list)
        site.get("/pilotage/indicateur", .members(.steerOffice), show)
        site.get("/pilotage/indicateurs.csv", .members(.steerOffice), export)
    }

    /// The board of the year asked for; what was counted for it is kept for the next page.
    /// - Parameter needed: the codes the page shows; `nil` for all.
    static func board(_ visit: Visit, needing needed: Set<String>? = nil) async throws -> IndicatorBoard {
        let author = try visit.author
        let asked = Int(visit.query["annee"]) ?? author.currentYear
        let year = SchoolYear(start: asked) == nil ? author.currentYear : asked
        let today = visit.now.day
        let isKept = try await visit.read { try $0.isKept(year: year, today: today, needed) }
        var counted: [IndicatorValue]?
        // Where nothing can be kept (a database that is only read), the page counts for itself.
        if !isKept { counted = try? await visit.perform(KeepIndicators(year: year, needed: needed)) }
        let values = counted
        return try await visit.read {
            try $0.indicatorBoard(year: year, today: today, needing: needed, counted: values)
        }
    }

    @Sendable static func list(_ visit: Visit) async throws -> Answer {
        .page(indicatorsPage(try await board(visit), for: try visit.author))
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        let code = visit.query["code"]
        guard let indicator = Indicator.of(code) else { throw NotFound("Cet indicateur") }
        let board = try await board(visit)
        let shown =
            board.shown[code] ?? ShownIndicator(IndicatorValue(code, nil), indicator, threshold: board.threshold)
        return .page(indicatorPage(shown, board, for: try visit.author))
    }

    @Sendable static func export(_ visit: Visit) async throws -> Answer {
        guard try visit.author.may(.exportData) else { throw Forbidden(.exportData) }
        let board = try await board(visit)
        let school = try await visit.read { try $0.ownSchool() }
        return .file(
            FileAnswer(
                name: "indicateurs-\(school.uai)-\(board.year).csv", type: "text/csv; charset=utf-8",
                bytes: CSVWriter.bytes(IndicatorSheet.academy([(school, board)]))))
    }
}

/// The indicators for the académie: one row a school, no named learner.
enum IndicatorSheet {
    static func academy(_ boards: [(school: School, board: IndicatorBoard)]) -> Sheet {
        let columns =
            ["UAI", "Établissement", "Académie", "Année", "Complétude (%)"]
            + Indicator.all.flatMap { indicator in
                indicator.unit == .percent || indicator.unit == .mean
                    ? [
                        "\(indicator.code) \(indicator.label)", "\(indicator.code) numérateur",
                        "\(indicator.code) dénominateur",
                    ]
                    : ["\(indicator.code) \(indicator.label)"]
            }
        return Sheet(
            name: "Indicateurs", columns: columns.map { SheetColumn($0) },
            rows: boards.map { row($0.school, $0.board) })
    }

    private static func row(_ school: School, _ board: IndicatorBoard) -> [CellValue] {
        [
            .identifier(school.uai), .text(school.name), .text(school.academie),
            .text(SchoolYear(start: board.year)?.rawValue ?? ""), .integer(board.completeness),
        ]
            + Indicator.all.flatMap { indicator -> [CellValue] in
                let shown = board.shown[indicator.code]
                let hidden = shown?.isHidden ?? false
                let figure: CellValue =
                    hidden ? .text("masqué") : shown?.figure.map { cell($0, indicator.unit) } ?? .empty
                guard indicator.unit == .percent || indicator.unit == .mean else { return [figure] }
                return [
                    figure, shown?.numerator.map(CellValue.integer) ?? .empty,
                    shown?.denominator.map(CellValue.integer) ?? .empty,
                ]
            }
    }

    private static func cell(_ figure: Int, _ unit: IndicatorUnit) -> CellValue {
        switch unit {
        case .mean: .decimal(Double(figure) / 10)
        case .minutes: .decimal(Double(figure) / 60)
        case .count, .percent, .euros: .integer(figure)
        }
    }

    /// Every indicator of one school, one a row, with its parts: what the handover and the guide of the bilan read.
    static func detail(_ board: IndicatorBoard) -> Sheet {
        let columns = [
            "Code", "Indicateur", "Part", "Valeur", "Numérateur", "Dénominateur", "L’an passé",
        ].map { SheetColumn($0) }
        let rows = Indicator.all.compactMap { board.shown[$0.code] }.flatMap { shown -> [[CellValue]] in
            let first: [CellValue] = [
                .text(shown.indicator.code), .text(shown.indicator.label), .empty,
                .text(shown.written(threshold: board.threshold)), shown.numerator.map(CellValue.integer) ?? .empty,
                shown.denominator.map(CellValue.integer) ?? .empty,
                .text(board.before[shown.indicator.code]?.written(threshold: board.threshold) ?? ""),
            ]
            let parts = shown.parts.map { part -> [CellValue] in
                [
                    .text(shown.indicator.code), .text(shown.indicator.label), .text(part.label),
                    .text(part.isHidden ? "masqué" : part.figure.map { String($0) } ?? ""),
                    part.numerator.map(CellValue.integer) ?? .empty, part.denominator.map(CellValue.integer) ?? .empty,
                    .empty,
                ]
            }
            return [first] + parts
        }
        return Sheet(name: "Indicateurs", columns: columns, rows: rows)
    }
}
