import Foundation

/// Reads an agreement described in JSON (`docs/agreement-schema.md`).
public enum AgreementCaseReader {
    /// - Throws: `CaseRefusal` with everything that is wrong: a file that is no JSON, unknown fields, wrong values, dates
    ///   reversed.
    public static func read(_ json: Data) throws(CaseRefusal) -> AgreementCase {
        let tree: JSONTree
        do {
            tree = try JSONDecoder().decode(JSONTree.self, from: json)
        } catch {
            throw CaseRefusal(problems: [CaseProblem(path: "", message: syntax(error))])
        }
        var facts = AgreementCase()
        var problems: [CaseProblem] = []
        AgreementSchema.fields.fill(&facts, from: tree, at: "", &problems)
        problems += wrongDates(facts)
        guard problems.isEmpty else { throw CaseRefusal(problems: problems) }
        return facts
    }

    /// The place of a fault of syntax, when the decoder tells it.
    private static func syntax(_ error: any Error) -> String {
        let text = "\(error)"
        let place = text.firstMatch(of: #/line (\d+), column (\d+)/#)
            .map { " (ligne \($0.output.1), colonne \($0.output.2))" }
        return
            "Ce fichier n’est pas du JSON\(place ?? "")\u{A0}: vérifiez les guillemets, les virgules et les accolades."
    }

    private static func wrongDates(_ facts: AgreementCase) -> [CaseProblem] {
        var problems: [CaseProblem] = []
        func check(_ start: LocalDate?, _ end: LocalDate?, _ path: String) {
            guard let start, let end else { return }
            if start.days(until: end) > PeriodFacts.longest {
                problems.append(
                    CaseProblem(
                        path: path, message: "Plus de 3 ans après le premier jour. Corrigez l’une des deux dates."))
            }
            guard end < start else { return }
            problems.append(
                CaseProblem(
                    path: path,
                    message: "Le \(end.long) précède le premier jour, \(start.long). Corrigez l’une des deux dates."))
        }
        check(facts.period.startsOn, facts.period.endsOn, "period.endsOn")
        for (index, stay) in (facts.period.others ?? []).enumerated() {
            check(stay.startsOn, stay.endsOn, "period.others[\(index)].endsOn")
        }
        for (index, trainee) in (facts.host.present ?? []).enumerated() {
            check(trainee.startsOn, trainee.endsOn, "host.present[\(index)].endsOn")
        }
        for (index, holiday) in (facts.school.holidays ?? []).enumerated() {
            let path = "school.holidays[\(index)]"
            if holiday.start == AgreementSchema.noDay || holiday.end == AgreementSchema.noDay {
                problems.append(CaseProblem(path: path, message: "Écrivez le premier et le dernier jour (start, end)."))
            } else {
                check(holiday.start, holiday.end, path + ".end")
            }
        }
        for (index, absence) in facts.absences.enumerated() {
            check(absence.from, absence.until, "absences[\(index)].until")
        }
        return problems
    }
}

/// The file does not describe an agreement.
public struct CaseRefusal: Refusal, Equatable {
    /// Everything that is wrong, in the order of the file’s fields.
    public let problems: [CaseProblem]

    /// One line for each problem.
    public var message: String {
        problems.map { $0.path.isEmpty ? $0.message : "\($0.path)\u{A0}: \($0.message)" }.joined(separator: "\n")
    }
}
