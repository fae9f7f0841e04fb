import Domain

/// The words that change with the public: a pupil goes on a PFMP, a student on a « stage ».
struct AgreementWords {
    let isStudent: Bool

    init(_ learnerPublic: LearnerPublic) {
        isStudent = learnerPublic == .student
    }

    /// Title of the agreement.
    var title: String {
        isStudent
            ? "Convention de stage en milieu professionnel"
            : "Convention de période de formation en milieu professionnel"
    }

    /// « élève »
    var learner: String { isStudent ? "étudiant" : "élève" }
    /// « l’élève »
    var theLearner: String { "l’" + learner }
    /// « L’élève »
    var capitalLearner: String { "L’" + learner }

    /// « la période »
    var theStay: String { isStudent ? "le stage" : "la période" }
    /// « La période »
    var capitalStay: String { isStudent ? "Le stage" : "La période" }
    /// « de la période »
    var ofStay: String { isStudent ? "du stage" : "de la période" }
    /// « la période de formation en milieu professionnel »
    var longStay: String {
        isStudent ? "le stage en milieu professionnel" : "la période de formation en milieu professionnel"
    }
    /// « Elle », for the stay.
    var pronoun: String { isStudent ? "Il" : "Elle" }
    /// Ending of a participle that agrees with the stay.
    var ending: String { isStudent ? "" : "e" }

    /// « sous statut scolaire »
    var status: String { isStudent ? "sous statut d’étudiant" : "sous statut scolaire" }
}
