import App
import ArgumentParser
import Domain
import Foundation

/// Shows the holidays of a school year.
struct Calendar: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Affiche les vacances scolaires et les jours fériés d’une académie.",
        discussion: """
            Les jours fériés sont calculés. Les vacances sont celles du calendrier national\u{A0}; la Corse et l’outre-mer \
            fixent les leurs. Avec \
            --database ou --school, celles que l’établissement a importées ou saisies passent devant.

            Exemples\u{A0}:

              bureau calendar --academie Toulouse --year 2026-2027
              bureau calendar --academie Nancy-Metz --year 2026-2027 --territory alsace-moselle --json
              bureau calendar --academie Guyane --year 2026-2027 --database sqlite:var/bureau.sqlite
            """)

    @Option(
        help: ArgumentHelp("Nom de l’académie, avec ou sans accents, ou son code.", valueName: "nom"),
        transform: CalendarWords.academie)
    var academie: Academie

    @Option(
        help: ArgumentHelp("Année scolaire, comme 2026-2027. Sans cette option, celle en cours.", valueName: "année"),
        transform: CalendarWords.year)
    var year: SchoolYear?

    @Option(
        help: ArgumentHelp(
            "Territoire des jours fériés, quand il n’est pas celui de l’académie\u{A0}: "
                + Territory.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "territoire"),
        transform: CalendarWords.territory)
    var territory: Territory?

    @OptionGroup var base: DatabaseOptions

    @Option(
        help: ArgumentHelp(
            "Code UAI de l’établissement dont le calendrier est lu, quand la base en contient plusieurs.",
            valueName: "uai"))
    var school: String?

    @Flag(help: "Écrit un objet JSON\u{A0}: publicHolidays et schoolHolidays.")
    var json = false

    func run() async throws {
        let today = App.Application.systemClock().day(in: academie.timeZone)
        let calendar = try await calendar(of: year ?? SchoolYear.of(today, in: academie))
        let report = CalendarReport(calendar)
        if json {
            try Terminal.printJSON(report)
        } else {
            Terminal.print(Calendar.text(of: calendar, report))
        }
        if let notice = report.notice { Terminal.warn(notice) }
    }

    private func calendar(of year: SchoolYear) async throws -> SchoolCalendar {
        let published = try SchoolCalendar(academie: academie, year: year, territory: territory)
        guard base.database != nil || school != nil else { return published }
        return try await base.withApplication { app in try await app.completed(published, uai: school) }
    }

    private static func text(of calendar: SchoolCalendar, _ report: CalendarReport) -> String {
        let zone = calendar.academie.zone == .own ? "" : ", zone \(calendar.academie.zone.rawValue)"
        var parts = ["Année scolaire \(calendar.year), \(calendar.academie.title)\(zone)"]
        if !report.schoolHolidays.isEmpty {
            let rows = report.schoolHolidays.map { [$0.name, $0.start.spelled, $0.end.spelled] }
            parts.append(TextTable(["Vacances scolaires", "Premier jour", "Dernier jour"], rows).text)
        }
        let days = report.publicHolidays.map { [$0.name, $0.date.spelled] }
        parts.append(TextTable(["Jours fériés (\(calendar.territory.label))", "Date"], days).text)
        return parts.joined(separator: "\n\n")
    }
}

/// Reads what people type of a calendar; a name that is not known is answered by its nearest ones.
enum CalendarWords {
    @Sendable static func academie(_ text: String) throws -> Academie {
        if let known = Academie(named: text) { return known }
        throw ValidationError(unknown("Académie inconnue", text, among: Academie.all.map(\.name)))
    }

    @Sendable static func year(_ text: String) throws -> SchoolYear {
        guard let year = SchoolYear(text) else {
            throw ValidationError(
                "«\u{A0}\(text)\u{A0}» n’est pas une année scolaire\u{A0}: écrivez par exemple 2026-2027.")
        }
        return year
    }

    @Sendable static func territory(_ text: String) throws -> Territory {
        if let known = Territory(rawValue: SearchKey(text).words.joined(separator: "-")) { return known }
        throw ValidationError(unknown("Territoire inconnu", text, among: Territory.allCases.map(\.rawValue)))
    }

    private static func unknown(_ what: String, _ text: String, among names: [String]) -> String {
        let near = Nearest.names(to: text, among: names)
        let unknown = "\(what)\u{A0}: «\u{A0}\(text)\u{A0}»."
        guard !near.isEmpty else { return "\(unknown) Choisissez parmi\u{A0}: \(names.joined(separator: ", "))." }
        return "\(unknown) Vouliez-vous dire \(near.joined(separator: " ou "))\u{A0}?"
    }
}
