/// What a rule cannot answer without; it says « à vérifier » instead of guessing.
enum Unknown: Error, Equatable {
    /// The program does not know a number on a day.
    case parameter(LegalParameter, LocalDate)
    /// Nobody told a fact: its path in the JSON form.
    case fact(String)
    /// Something else that only a person can settle: a French sentence and what to do.
    case matter(String, String)

    func finding(rule: Int, source: String, _ parameters: LegalParameters) -> Finding {
        switch self {
        case .parameter(let name, let day):
            let meaning = parameters.parameter(name)?.meaning ?? name.rawValue
            return Finding(
                rule: rule, severity: .toCheck,
                message: "Règle non vérifiée\u{A0}: le logiciel ne connaît pas cette valeur au \(day.long) "
                    + "(\(meaning)).",
                source: source, remedy: "Vérifiez ce point vous-même.")
        case .fact(let path):
            return Finding(
                rule: rule, severity: .toCheck,
                message: "Règle non vérifiée\u{A0}: il manque une information (\(AgreementSchema.meaning(of: path))).",
                source: source, remedy: "Indiquez-la, la règle sera vérifiée.", missing: path)
        case .matter(let message, let remedy):
            return Finding(rule: rule, severity: .toCheck, message: message, source: source, remedy: remedy)
        }
    }
}
