/// What a rule cannot answer without; it says « à vérifier » instead of guessing.
enum Unknown: Error, Equatable {
    /// The program does not know a number on a day.
    case parameter(LegalParameter, LocalDate)
    /// Nobody told a fact: its path in the JSON form.
    case fact(String)
    /// Something else that only a person can settle: a French sentence and what to do.
    case matter(String, String)

    func finding(_ rule: String, source: String, _ parameters: LegalParameters) -> Finding {
        let seen = observation(parameters)
        return Finding(
            name: rule, severity: seen.severity, message: seen.message, source: source, remedy: seen.remedy,
            missing: seen.missing)
    }

    /// What to say of it, always « à vérifier ».
    func observation(_ parameters: LegalParameters) -> Observation {
        switch self {
        case .parameter(let name, let day):
            let meaning = parameters.parameter(name)?.meaning ?? name.rawValue
            return Observation(
                .toCheck,
                "Règle non vérifiée\u{A0}: le logiciel ne connaît pas cette valeur au \(day.long) "
                    + "(\(meaning)).",
                remedy: "Vérifiez ce point vous-même.")
        case .fact(let path):
            return Observation(
                .toCheck, AgreementSchema.missing(path),
                remedy: "Indiquez-la, la règle sera vérifiée.", missing: path)
        case .matter(let message, let remedy):
            return Observation(.toCheck, message, remedy: remedy)
        }
    }
}
