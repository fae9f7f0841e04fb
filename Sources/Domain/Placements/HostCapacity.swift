/// How many learners a référent may have at once; the count comes from the caller.
public enum CapacityRules {
    /// PFMP-75. Learners of a référent at the same time, this placement included. For students the number is uncertain:
    /// a warning.
    public static func referent(
        learners: Int, learnerPublic: LearnerPublic, on day: LocalDate, parameters: LegalParameters
    ) -> [Finding] {
        let student = learnerPublic == .student
        guard let most = parameters.value(student ? .referentMaximumHigher : .referentMaximumSchool, on: day),
            learners > most
        else { return [] }
        let people = student ? "étudiants" : "élèves"
        return [
            Finding(
                rule: 75, severity: student ? .warning : .block,
                message: "Cet enseignant suivrait \(learners)\u{A0}\(people) en même temps\u{A0}: \(most) au plus.",
                source: "D.\u{A0}124-3 du code de l’éducation", remedy: "Choisissez un autre enseignant référent.")
        ]
    }
}
