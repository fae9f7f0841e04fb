/// Days of the week in sentences; 1 is Monday.
public enum Weekday {
    /// « lundi »; empty outside 1 to 7.
    public static func name(_ weekday: Int) -> String {
        (1...7).contains(weekday) ? LocalDate.weekdays[weekday - 1] : ""
    }

    /// « le lundi, le mardi et le jeudi »
    public static func list(_ weekdays: [Int]) -> String {
        let names = weekdays.map { "le " + name($0) }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " et " + last
    }
}
