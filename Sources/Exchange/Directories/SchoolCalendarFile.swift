import Domain
import Foundation

/// The official calendar of schools, `fr-en-calendrier-scolaire`, as CSV or JSON.
public struct SchoolCalendarFile: Sendable {
    /// One date of one académie.
    public struct Entry: Sendable, Equatable {
        public let line: Int
        public let academie: Academie
        public let schoolYear: SchoolYear
        /// `Vacances de la Toussaint`, `Début des Vacances d'Été`…
        public let description: String
        /// Whom it concerns: `-`, `Élèves`, `Enseignants`, or islands of the académie.
        public let population: String
        /// First day.
        public let start: LocalDate
        /// The day classes start again.
        public let end: LocalDate
    }

    /// Name of the file.
    public let file: String
    public private(set) var entries: [Entry] = []
    /// What is wrong, with the académie it is about when the line says one.
    public private(set) var problems: [(academie: Academie?, problem: ImportProblem)] = []

    /// - Throws: `ExchangeFailure` when the file is unreadable or lacks mandatory columns, all listed.
    public init(reading file: NamedFile, limits: ReadingLimits = .standard) throws {
        self.file = file.name
        var entries: [Entry] = []
        var refused: [(academie: Academie?, problem: ImportProblem)] = []
        let general = try DirectoryRecords.read(file, layout: SchoolCalendarFile.layout, limits: limits) { record in
            let academie = record["location"].flatMap(SchoolCalendarFile.academie)
            switch SchoolCalendarFile.entry(record, academie) {
            case .success(let entry): entries.append(entry)
            case .failure(let refusal): refused.append((academie, refusal.problem))
            }
            return nil
        }
        self.entries = entries
        problems = general.map { (nil, $0) } + refused
    }

    private struct Refused: Error { let problem: ImportProblem }

    private static let layout = DirectoryLayout(
        mandatory: ["description", "start_date", "end_date", "location", "annee_scolaire"],
        used: ["population", "zones"], ignored: [],
        aliases: [
            "date de début": "start_date", "date de fin": "end_date", "académies": "location", "académie": "location",
            "année scolaire": "annee_scolaire",
        ])

    /// More than this is a mistake of the file: the longest holidays last some ten weeks.
    private static let mostDays = 120

    private static func entry(_ record: DirectoryRecord, _ academie: Academie?) -> Result<Entry, Refused> {
        func refuse(_ column: String, _ value: String?, _ reason: String) -> Result<Entry, Refused> {
            .failure(
                Refused(
                    problem: ImportProblem(
                        file: record.file, line: record.line, column: column, value: value, reason: reason,
                        severity: .refused)))
        }
        guard let academie else {
            return refuse("location", record["location"], "académie inconnue : la ligne n’est pas reprise.")
        }
        guard let description = record["description"] else {
            return refuse("description", nil, "nom des vacances absent : la ligne n’est pas reprise.")
        }
        guard let year = record["annee_scolaire"].flatMap({ SchoolYear($0) }) else {
            return refuse(
                "annee_scolaire", record["annee_scolaire"], "année scolaire attendue sous la forme 2026-2027.")
        }
        guard let start = record["start_date"].flatMap({ day($0, in: academie) }) else {
            return refuse(
                "start_date", record["start_date"], "date attendue sous la forme 2026-10-16T22:00:00+00:00.")
        }
        guard let end = record["end_date"].flatMap({ day($0, in: academie) }) else {
            return refuse("end_date", record["end_date"], "date attendue sous la forme 2026-11-01T23:00:00+00:00.")
        }
        guard start <= end else {
            return refuse("end_date", record["end_date"], "la reprise vient avant le début : \(start.numeric).")
        }
        guard start.days(until: end) <= mostDays else {
            return refuse("end_date", record["end_date"], "plus de \(mostDays) jours de vacances : vérifiez les dates.")
        }
        return .success(
            Entry(
                line: record.line, academie: academie, schoolYear: year, description: description,
                population: record["population"] ?? "-", start: start, end: end))
    }

    /// « Réunion », « Polynésie » and their like are académies too.
    private static func academie(_ text: String) -> Academie? {
        if let known = Academie(named: text) { return known }
        let key = SearchKey(text).rawValue
        guard key.count > 3 else { return nil }
        let found = Academie.all.filter { SearchKey($0.name).rawValue.hasPrefix(key) }
        return found.count == 1 ? found[0] : nil
    }

    /// A date as the file writes it: midnight there, or midnight in Paris, told in universal time.
    static func day(_ text: String, in academie: Academie) -> LocalDate? {
        guard let day = LocalDate(text.prefix(10)) else { return nil }
        guard text.count > 10 else { return day }
        guard let moment = instant(text, day) else { return nil }
        for zone in [academie.timeZone, .paris] where moment.offset != nil {
            let local = moment.seconds + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds)))
            if local % 86_400 == 0 { return LocalDate(dayNumber: local / 86_400) }
        }
        guard moment.offset != nil else { return day }
        let date = Date(timeIntervalSince1970: Double(moment.seconds))
        let local = moment.seconds + TimeZone.paris.secondsFromGMT(for: date)
        return LocalDate(dayNumber: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
    }

    /// Seconds since 1970; without an offset, those of a clock that nobody named.
    private static func instant(_ text: String, _ day: LocalDate) -> (seconds: Int, offset: Int?)? {
        let parts = text.dropFirst(10).wholeMatch(
            of: /[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?/)
        guard let parts, let hour = Int(parts.1), let minute = Int(parts.2), hour < 24, minute < 60 else { return nil }
        let local = day.dayNumber * 86_400 + hour * 3_600 + minute * 60 + (parts.3.flatMap { Int($0) } ?? 0)
        if parts.4 != nil { return (local, 0) }
        guard let sign = parts.5, let hours = parts.6.flatMap({ Int($0) }), let minutes = parts.7.flatMap({ Int($0) })
        else { return (local, nil) }
        let offset = (hours * 3_600 + minutes * 60) * (sign == "-" ? -1 : 1)
        return (local - offset, offset)
    }
}
