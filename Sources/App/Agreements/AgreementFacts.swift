import Domain

/// Everything an agreement says on paper, as it was known on the day: the document is made from this value alone.
///
/// Never holds the INE, the NIR, health or bank data.
struct AgreementFacts: Codable, Equatable, Sendable {
    /// `2026-00042`
    var number: String
    /// 1 for the first printed version.
    var revision: Int
    /// Version of the text, printed in the footer (PFMP-28).
    var template: String
    /// `2026-2027`
    var schoolYear: String
    var school: Establishment
    var learner: Trainee
    /// Legal representatives, at most two (F64).
    var guardians: [Person]
    var host: Host
    /// Where the learner really is; the address of the host unless said otherwise.
    var site: [String]
    var signatory: Person?
    var tutor: Person?
    var referent: Person?
    var stay: Stay
    var teaching: Teaching
    var costs: Costs
    var law: LegalNumbers

    /// The school and those who answer for it.
    struct Establishment: Codable, Equatable, Sendable {
        var name: String
        var uai: String
        var address: [String]
        var phone: String?
        var email: String?
        var headName: String
        /// « Proviseure »
        var headTitle: String
        var ddfptName: String?
        var bureauName: String?
        var bureauPhone: String?
        var bureauEmail: String?
        var insurer: String?
        var insurancePolicy: String?
    }

    /// A person, by what others need to reach them.
    struct Person: Codable, Equatable, Sendable {
        /// « Mme Jeanne Fictive »
        var name: String
        /// Function, kinship or subject.
        var role: String
        var address: [String] = []
        var phone: String?
        var email: String?
    }

    /// The learner, without any national number.
    struct Trainee: Codable, Equatable, Sendable {
        /// « Noémie Fictif »
        var name: String
        var birthDate: LocalDate?
        /// A minor on the day of signature (PFMP-40).
        var minor: Bool
        var learnerPublic: LearnerPublic
        /// « 1MRC »
        var className: String
        /// Full title of the training (D.124-4, 1°).
        var training: String
        var address: [String]
        var phone: String?
        var email: String?
    }

    /// The host organisation.
    struct Host: Codable, Equatable, Sendable {
        var legalName: String
        var tradeName: String?
        /// `999 888 779 00017`, grouped for reading.
        var siret: String?
        /// Why there is none.
        var noSiretReason: String?
        var naf: String?
        var activity: String
        var address: [String]
        var phone: String?
        var email: String?
        var headcount: Int?
        var insurer: String?
        var insurancePolicy: String?

        /// The name people know the place by.
        var displayName: String { tradeName ?? legalName }
    }

    /// When and how long.
    struct Stay: Codable, Equatable, Sendable {
        /// « PFMP n° 1 »
        var label: String
        var startsOn: LocalDate
        var endsOn: LocalDate
        var schedule: WeekSchedule
        var presence: Presence
        /// Days of the week with presence at night; 1 is Monday.
        var nightWeekdays: [Int]
    }

    /// What the learner learns and does, and who follows it.
    struct Teaching: Codable, Equatable, Sendable {
        var skills: String
        var activities: String
        var followUp: String
        var regulatedWork: Bool
        var regulatedWorkDetails: String
    }

    /// Who pays what.
    struct Costs: Codable, Equatable, Sendable {
        var meals: String
        var transport: String
        var lodging: String
        var gratification: String
        /// Whether the host owes a gratification for this placement alone (PFMP-68); `nil` when not known.
        var gratificationDue: Bool?
    }

    /// The numbers set by texts that the document quotes, as they are on the first day; `nil` when not known.
    struct LegalNumbers: Codable, Equatable, Sendable {
        /// Hours of teaching a year, at least (D.124-2).
        var teachingHours: Int?
        /// Minutes of presence beyond which a gratification is due (D.124-6).
        var gratificationThreshold: Int?
        /// The least gratification for an hour.
        var gratificationRate: Cents?
        /// Hours to declare an accident.
        var accidentHours: Int?
        /// Years the papers are kept.
        var paperYears: Int?
    }
}
