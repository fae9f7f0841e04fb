/// A session that trains the people of the bureau.
public struct TrainingSession: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case induction = "prise_de_fonction"
        case webinar = "webinaire"
        case convention = "convention_nationale"
        case nationalPlan = "PNF"
        case academy = "EAFC"
        case peers = "pairs"
        case other = "autre"

        public var label: String {
            switch self {
            case .induction: "Prise de fonction"
            case .webinar: "Webinaire du parcours commun"
            case .convention: "Convention nationale"
            case .nationalPlan: "Plan national de formation"
            case .academy: "École académique (EAFC)"
            case .peers: "Entre pairs"
            case .other: "Autre"
            }
        }
    }

    public enum Mode: String, Codable, CaseIterable, Sendable {
        case onSite = "presentiel"
        case remote = "distanciel"
        case anytime = "asynchrone"

        public var label: String {
            switch self {
            case .onSite: "Sur place"
            case .remote: "À distance"
            case .anytime: "En différé"
            }
        }
    }

    public enum Level: String, Codable, CaseIterable, Sendable {
        case local
        case department = "departemental"
        case academy = "academique"
        case region = "regional"
        case national

        public var label: String {
            switch self {
            case .local: "Lycée"
            case .department: "Département"
            case .academy: "Académie"
            case .region: "Région académique"
            case .national: "National"
            }
        }
    }

    public let id: ID<TrainingSession>
    public let schoolYear: Int
    public var title: String
    public var kind: Kind
    public var theme: String
    public var organiser: String
    public var heldOn: LocalDate
    public var minutes: Int
    public var mode: Mode
    public var level: Level
    /// Web address, when there is one.
    public var address: String
    /// The pathway it belongs to; empty for none.
    public var pathway: String
    /// Its rank among the webinars of the common scheme.
    public var webinar: Int?
    public var version: Int

    public init(
        id: ID<TrainingSession>, schoolYear: Int, title: String, kind: Kind, theme: String = "", organiser: String = "",
        heldOn: LocalDate, minutes: Int = 0, mode: Mode = .remote, level: Level = .academy, address: String = "",
        pathway: String = "", webinar: Int? = nil, version: Int = 1
    ) {
        self.id = id
        self.schoolYear = schoolYear
        self.title = title
        self.kind = kind
        self.theme = theme
        self.organiser = organiser
        self.heldOn = heldOn
        self.minutes = minutes
        self.mode = mode
        self.level = level
        self.address = address
        self.pathway = pathway
        self.webinar = webinar
        self.version = version
    }

    /// How many webinars the common scheme of new CFP, DDFPT and RBDE has (bureau.md §8).
    public static let webinarCount = 25

    /// Ready-made themes.
    public static let themes = [
        "Prospection", "Tenue de la base de partenaires", "Droit des PFMP", "SOLTéA", "Santé et sécurité, mineurs",
        "ORION", "AvenirPro", "Erasmus+", "Communication", "RGPD",
    ]
}

/// One person at one session.
public struct TrainingPart: Codable, Equatable, Sendable {
    public enum Attendance: String, Codable, CaseIterable, Sendable {
        case enrolled = "inscrit"
        case present
        case absent
        case excused = "excuse"

        public var label: String {
            switch self {
            case .enrolled: "Inscrit"
            case .present: "Présent"
            case .absent: "Absent"
            case .excused: "Excusé"
            }
        }
    }

    public let id: ID<TrainingPart>
    public let sessionId: ID<TrainingSession>
    public let staffId: ID<StaffMember>
    public var attendance: Attendance
    /// 1 to 4, by the person.
    public var selfRating: Int?
    public var toApply: String
    public var certificateName: String
    public var certificateType: String
    public var certificate: [UInt8]?
    public var version: Int

    public init(
        id: ID<TrainingPart>, sessionId: ID<TrainingSession>, staffId: ID<StaffMember>,
        attendance: Attendance = .enrolled, selfRating: Int? = nil, toApply: String = "", certificateName: String = "",
        certificateType: String = "", certificate: [UInt8]? = nil, version: Int = 1
    ) {
        self.id = id
        self.sessionId = sessionId
        self.staffId = staffId
        self.attendance = attendance
        self.selfRating = selfRating
        self.toApply = toApply
        self.certificateName = certificateName
        self.certificateType = certificateType
        self.certificate = certificate
        self.version = version
    }
}
