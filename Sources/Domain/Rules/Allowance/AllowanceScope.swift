/// Who is entitled, and what is missing to pay (PFMP-82, PFMP-88, PFMP-89).
enum AllowanceScope {
    /// Why a learner is not entitled; `nil` when entitled.
    static func refusal(_ study: Study) throws(Unknown) -> String? {
        let status = try study.known(study.facts.learner.status, "learner.status")
        guard status == .pupil else { return "\(status.label)\u{A0}: l’allocation est pour le statut scolaire." }
        if study.facts.school.status == .outsideContract {
            return "Établissement hors contrat\u{A0}: pas d’allocation."
        }
        if study.facts.allowance.excluded == true {
            return "L’établissement ou la formation est exclu de l’allocation."
        }
        if let diploma = study.facts.training.diploma, [.bts, .bp].contains(diploma) {
            return "Ce diplôme n’ouvre pas droit à l’allocation."
        }
        return nil
    }
}

extension AllowanceAccountOwner {
    /// Whether the allowance may be paid there (PFMP-88); an adult has an own account or gives a mandate.
    public func mayReceive(minor: Bool) -> Bool { minor || self == .personal || self == .mandate }
}

/// The codes by which APLyPro blocks a payment, and our own check of each (table 7.2).
public enum AllowanceCode: String, Codable, CaseIterable, Sendable {
    case sex = "missing_biological_sex"
    case ine = "ine_not_found"
    case birthCountry = "missing_birthplace_country_insee_code"
    case birthCity = "missing_birthplace_city_insee_code"
    case addressCountry = "missing_address_country_code"
    case postalCode = "missing_address_postal_code"
    case addressCity = "missing_address_city_insee_code"
    case noAccount = "missing_rib"
    case account = "rib"
    case schooling = "pfmp_outside_schooling_dates"

    /// « le sexe »
    public var label: String {
        switch self {
        case .sex: "le sexe"
        case .ine: "l’INE"
        case .birthCountry: "le pays de naissance"
        case .birthCity: "la commune de naissance"
        case .addressCountry: "le pays de l’adresse"
        case .postalCode: "le code postal"
        case .addressCity: "la commune de l’adresse"
        case .noAccount: "le compte bancaire"
        case .account: "un IBAN et un titulaire valables"
        case .schooling: "des dates dans la scolarité"
        }
    }

    /// What is missing or wrong in a case.
    static func missing(_ study: Study) -> [AllowanceCode] { allCases.filter { !$0.isMet(study) } }

    private func isMet(_ study: Study) -> Bool {
        let facts = study.facts.allowance
        switch self {
        case .sex: return facts.sex != nil
        case .ine: return AllowanceCode.isINE(facts.ine)
        case .birthCountry: return !isBlank(facts.birthCountry)
        case .birthCity: return !AllowanceCode.isFrance(facts.birthCountry) || !isBlank(facts.birthCommune)
        case .addressCountry: return !isBlank(facts.addressCountry)
        case .postalCode: return !AllowanceCode.isFrance(facts.addressCountry) || !isBlank(facts.postalCode)
        case .addressCity: return !AllowanceCode.isFrance(facts.addressCountry) || !isBlank(facts.addressCommune)
        case .noAccount: return facts.bank != nil
        case .account: return facts.bank.map(AllowanceCode.isValid) ?? true
        case .schooling: return AllowanceCode.isInSchooling(study)
        }
    }

    /// INSEE gives 99100 to France in lists of countries; the address uses the same code.
    private static func isFrance(_ country: String?) -> Bool { country == "99100" || country == "FR" }

    private static func isINE(_ text: String?) -> Bool {
        guard let text, !isBlank(text) else { return false }
        do throws(IdentifierRefusal) {
            _ = try INE(text)
            return true
        } catch {
            return false
        }
    }

    private static func isValid(_ bank: BankFacts) -> Bool {
        do throws(IdentifierRefusal) {
            _ = try IBAN(bank.iban ?? "")
        } catch {
            return false
        }
        let bic = bank.bic ?? ""
        return !isBlank(bank.holder) && (bic.isEmpty || bic.utf8.count == 8 || bic.utf8.count == 11)
    }

    private static func isInSchooling(_ study: Study) -> Bool {
        guard let days = study.days else { return true }
        let period = study.facts.period
        let afterStart = period.schoolingFrom.map { $0 <= days.lowerBound } ?? true
        let beforeEnd = period.schoolingUntil.map { days.upperBound <= $0 } ?? true
        return afterStart && (beforeEnd || study.facts.allowance.carriedOver == true)
    }
}

/// Number of an attribution decision or of one of its periods (PFMP-94): `ENPUAB12CD34EF20250`.
public struct AllowanceNumber: Equatable, Sendable, CustomStringConvertible {
    /// Who decides.
    public static let prefixes = ["ENPU", "ENPR", "MASA", "MER", "ARMEE"]

    public let prefix: String
    /// Ten letters and digits.
    public let body: String
    /// First civil year of the school year.
    public let year: Int
    public let version: Int
    /// Rank of the period, from 1; `nil` for the decision itself.
    public let rank: Int?

    /// Reads a number; `nil` when it has not the form.
    public init?(_ text: String) {
        guard let prefix = AllowanceNumber.prefixes.first(where: { text.hasPrefix($0) }) else { return nil }
        let rest = Array(text.utf8.dropFirst(prefix.utf8.count))
        let isPlain = rest.allSatisfy { ASCII.isDigit($0) || ASCII.isUpper($0) }
        guard rest.count == 15 || rest.count == 17, isPlain,
            let year = Int(String(decoding: rest[10..<14], as: UTF8.self)),
            let version = Int(String(decoding: rest[14..<15], as: UTF8.self))
        else { return nil }
        let tail = String(decoding: rest[15...], as: UTF8.self)
        rank = Int(tail)
        guard tail.isEmpty || rank != nil else { return nil }
        self.prefix = prefix
        body = String(decoding: rest[..<10], as: UTF8.self)
        self.year = year
        self.version = version
    }

    /// The number of a period of this decision.
    public func period(_ rank: Int) -> String { description.prefix(prefix.count + 15) + LocalDate.padded(rank, 2) }

    /// The number as written.
    public var description: String {
        prefix + body + LocalDate.padded(year, 4) + "\(version)" + (rank.map { LocalDate.padded($0, 2) } ?? "")
    }
}

/// The list to copy into APLyPro (PFMP-95): `INE;classe;début;fin;jours`.
public struct AllowanceList: Sendable {
    /// One period of a learner.
    public struct Line: Equatable, Sendable {
        public var ine: String
        public var className: String
        public var days: ClosedRange<LocalDate>
        public var effectiveDays: Int

        /// A line.
        public init(ine: String, className: String, days: ClosedRange<LocalDate>, effectiveDays: Int) {
            self.ine = ine
            self.className = className
            self.days = days
            self.effectiveDays = effectiveDays
        }
    }

    /// The whole list, with its header, lines ended by a line feed.
    public static func csv(_ lines: [Line]) -> String {
        lines.reduce("INE;classe;début;fin;jours\n") {
            $0
                + "\($1.ine);\($1.className);\($1.days.lowerBound.numeric);\($1.days.upperBound.numeric);\($1.effectiveDays)\n"
        }
    }
}
