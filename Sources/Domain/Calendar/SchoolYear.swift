/// A school year, named by the two civil years it spans: `2026-2027`.
public struct SchoolYear: RawRepresentable, Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The civil year it starts in.
    public let start: Int

    /// `nil` outside years 1 to 9998.
    public init?(start: Int) {
        guard (1...9998).contains(start) else { return nil }
        self.start = start
    }

    /// Reads `2026-2027`, `2026/2027`, `2026-27` and their like; `nil` when the years do not follow each other.
    public init?(_ text: String) {
        let parts = text.filter { !$0.isWhitespace }.split { "-/–—‑".contains($0) }
        guard parts.count == 2, parts[0].utf8.count == 4, parts.allSatisfy({ $0.utf8.allSatisfy(ASCII.isDigit) }),
            let start = Int(parts[0]), let end = Int(parts[1]),
            parts[1].utf8.count == 4 ? end == start + 1 : parts[1].utf8.count == 2 && end == (start + 1) % 100
        else { return nil }
        self.init(start: start)
    }

    /// Reads `2026-2027` only.
    public init?(rawValue: String) {
        self.init(rawValue)
        guard self.rawValue == rawValue else { return nil }
    }

    /// `2026-2027`
    public var rawValue: String { LocalDate.padded(start, 4) + "-" + LocalDate.padded(start + 1, 4) }
    /// `2026-2027`
    public var description: String { rawValue }

    /// The school year of a day: it changes on 1 September, earlier in two académies of the Indian Ocean.
    public static func of(_ day: LocalDate, in academie: Academie? = nil) -> SchoolYear {
        let year = SchoolYear(startingIn: day.year)
        return day < year.firstDay(in: academie) ? year.previous : year
    }

    private init(startingIn start: Int) {
        self.start = start
    }

    /// 1 September; 16 August in La Réunion and 23 August in Mayotte.
    public func firstDay(in academie: Academie? = nil) -> LocalDate {
        let (month, day) =
            switch academie?.code {
            case "28": (8, 16)
            case "43": (8, 23)
            default: (9, 1)
            }
        return LocalDate(dayNumber: LocalDate.daysFromCivil(start, month, day))
    }

    /// The day before the next school year.
    public func lastDay(in academie: Academie? = nil) -> LocalDate {
        next.firstDay(in: academie).adding(days: -1)
    }

    /// Whether the day belongs to this school year.
    public func contains(_ day: LocalDate, in academie: Academie? = nil) -> Bool {
        (firstDay(in: academie)...lastDay(in: academie)).contains(day)
    }

    /// The year after.
    public var next: SchoolYear { SchoolYear(startingIn: start + 1) }
    /// The year before.
    public var previous: SchoolYear { SchoolYear(startingIn: start - 1) }

    /// The earlier year first.
    public static func < (left: SchoolYear, right: SchoolYear) -> Bool { left.start < right.start }
}
