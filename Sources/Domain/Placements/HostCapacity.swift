/// How many learners a host, a tutor and a référent may have at once; the counts come from the caller.
public enum CapacityRules {
    /// The most trainees a host may have in one civil week (R.124-10); `nil` when the numbers of that day are unknown.
    public static func hostQuota(headcount: Int, on day: LocalDate, parameters: LegalParameters) -> Int? {
        guard let threshold = parameters.value(.hostQuotaThreshold, on: day),
            let small = parameters.value(.hostQuotaSmall, on: day),
            let percent = parameters.value(.hostQuotaPercent, on: day)
        else { return nil }
        return headcount < threshold ? small : (percent * headcount + 99) / 100
    }

    /// PFMP-62. Trainees of a host in the busiest week, this placement included; an unknown headcount is said.
    public static func host(
        trainees: Int, headcount: Int?, on day: LocalDate, parameters: LegalParameters
    ) -> [Finding] {
        let source = "R.\u{A0}124-10 du code de l’éducation"
        guard let headcount else {
            guard let small = parameters.value(.hostQuotaSmall, on: day), trainees > small else { return [] }
            return [
                Finding(
                    rule: 62, severity: .warning,
                    message: "\(trainees)\u{A0}stagiaires la même semaine, et l’effectif de l’organisme est inconnu.",
                    source: source, remedy: "Demandez l’effectif à l’organisme d’accueil.")
            ]
        }
        guard let quota = hostQuota(headcount: headcount, on: day, parameters: parameters), trainees > quota else {
            return []
        }
        return [
            Finding(
                rule: 62, severity: .warning,
                message: "\(trainees)\u{A0}stagiaires la même semaine\u{A0}: \(quota) au plus pour un effectif de "
                    + "\(FrenchNumber.grouped(headcount)).",
                source: source, remedy: "Placez l’élève ailleurs, ou vérifiez l’effectif avec l’organisme d’accueil.")
        ]
    }

    /// PFMP-65. Trainees of a tutor at the same time, this placement included. The figure was not read again: a warning.
    public static func tutor(trainees: Int, on day: LocalDate, parameters: LegalParameters) -> [Finding] {
        guard let most = parameters.value(.tutorMaximum, on: day), trainees > most else { return [] }
        return [
            Finding(
                rule: 65, severity: .warning,
                message: "Ce tuteur suivrait \(trainees)\u{A0}stagiaires en même temps\u{A0}: \(most) au plus.",
                source: "L.\u{A0}124-9, L.\u{A0}124-10 et R.\u{A0}124-13 du code de l’éducation",
                remedy: "Demandez un autre tuteur à l’organisme d’accueil.")
        ]
    }

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
