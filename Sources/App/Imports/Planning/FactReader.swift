import Domain
import Exchange

/// Checks the texts of one record, and notes where and why one is not kept.
struct FactReader {
    let file: String
    let line: Int
    private(set) var problems: [ImportProblem] = []

    init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    mutating func note(
        _ column: String, _ value: String?, _ reason: String, _ severity: ImportProblem.Severity = .warning
    ) {
        problems.append(
            ImportProblem(
                file: file, line: line, column: column, value: value, reason: reason, severity: severity))
    }

    /// The normal form of the first number that is one.
    mutating func phone(_ texts: [(column: String, text: String?)]) -> String? {
        var refusals: [(String, String, String)] = []
        for (column, text) in texts {
            guard let text, !text.isEmpty else { continue }
            do throws(IdentifierRefusal) {
                return try PhoneNumber(text).rawValue
            } catch {
                refusals.append((column, text, error.message))
            }
        }
        for (column, text, reason) in refusals { note(column, text, reason + " Ce numéro n’est pas repris.") }
        return nil
    }

    mutating func email(_ column: String, _ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        do throws(IdentifierRefusal) {
            return try EmailAddress(text).rawValue
        } catch {
            note(column, text, error.message + " Cette adresse n’est pas reprise.")
            return nil
        }
    }

    mutating func ine(_ column: String, _ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        do throws(IdentifierRefusal) {
            return try INE(text).rawValue
        } catch {
            note(column, text, error.message + " La fiche est reprise sans INE.")
            return nil
        }
    }

    mutating func mef(_ column: String, _ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        do throws(IdentifierRefusal) {
            return try MEF(text).rawValue
        } catch {
            note(column, text, error.message + " La fiche est reprise sans MEF.")
            return ""
        }
    }

    /// A birth date that a learner can have.
    mutating func birthDate(_ column: String, _ date: LocalDate?, today: LocalDate) -> LocalDate? {
        guard let date else { return nil }
        let age = date.age(on: today)
        guard (FactReader.youngest...FactReader.oldest).contains(age) else {
            note(column, date.numeric, "cette date donne \(age) ans : vérifiez-la. La fiche est reprise sans elle.")
            return nil
        }
        return date
    }

    /// Outside these ages a birth date is a slip of the keyboard, not a fact about schooling.
    private static let youngest = 10
    private static let oldest = 90
}

extension PostalAddress {
    /// Lines as files give them: the first is the street, the others follow.
    init(lines: [String], postalCode: String?, city: String?) {
        self.init(
            line1: lines.first ?? "", line2: lines.dropFirst().joined(separator: ", "),
            postalCode: postalCode ?? "", city: city ?? "")
    }
}
