/// The short code under each page of a printed agreement: typed beside a scan, it says which version was signed.
public enum PaperCode {
    private static let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ")

    /// `26-00042-1-K` for the first version of agreement `2026-00042`.
    public static func code(number: String, revision: Int) -> String {
        let short = number.hasPrefix("20") ? String(number.dropFirst(2)) : number
        return "\(short)-\(revision)-\(check(short, revision))"
    }

    /// The number and the version that a code names; `nil` when it was misread.
    public static func read(_ text: String) -> (number: String, revision: Int)? {
        let cleaned = text.uppercased().filter { $0.isNumber || $0.isLetter || $0 == "-" }
        let parts = cleaned.split(separator: "-")
        guard parts.count == 4, let revision = Int(parts[2]), parts[3].count == 1, let letter = parts[3].first else {
            return nil
        }
        let short = parts[0] + "-" + parts[1]
        guard check(String(short), revision) == letter else { return nil }
        return (number: "20" + short, revision: revision)
    }

    /// Tells one wrong figure, and two figures exchanged, from the right code.
    private static func check(_ short: String, _ revision: Int) -> Character {
        let digits = (short + String(revision)).compactMap(\.wholeNumberValue)
        let sum = digits.enumerated().reduce(0) { $0 + ($1.offset + 2) * $1.element }
        return letters[sum % letters.count]
    }
}
