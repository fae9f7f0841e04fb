/// What a host must know before it takes a minor (I9): hours of that age, works, and papers to hold.
public struct MinorReadiness: Equatable, Sendable {
    /// A line of the table of hours: what, and how much.
    public struct Limit: Equatable, Sendable {
        public let label: String
        public let value: String
        public let source: String
    }

    /// A document the host gives or receives.
    public struct Paper: Equatable, Sendable {
        public let label: String
        public let by: String
    }

    /// Age on the day; `nil` when the birth date is unknown: the strictest rules are shown.
    public let age: Int?
    public let isMinor: Bool
    public let limits: [Limit]
    public let works: [YouthWork]
    public let equipment: String
    public let papers: [Paper]
    /// Whether regulated works may be opened at that age (PFMP-54).
    public let mayHaveDerogation: Bool
    /// The age below which they never are; `nil` when not known.
    public let derogationAge: Int?
    /// The day on which the adults' rules begin, when it falls soon.
    public let majorityOn: LocalDate?

    /// Reads the tables for a learner, a trade and a first day.
    public init(
        birthDate: LocalDate?, trade: MinorTrade?, trades: MinorTrades, on day: LocalDate, parameters: LegalParameters
    ) {
        let age = birthDate?.age(on: day)
        let majority = parameters.value(.ageOfMajority, on: day) ?? Learner.ageOfMajority
        let longer = parameters.value(.ageOfLongerHours, on: day) ?? majority
        self.age = age
        let young = age.map { $0 < longer } ?? true
        let minor = age.map { $0 < majority } ?? true
        isMinor = minor
        limits = minor ? MinorReadiness.limits(young: young, on: day, parameters) : []
        let met = trade.map(trades.works(of:)) ?? []
        self.works = met
        equipment = trade?.equipment ?? ""
        let least = parameters.value(.minimumAgeRegulatedWork, on: day)
        derogationAge = least
        mayHaveDerogation = age.map { age in least.map { age >= $0 } ?? false } ?? false
        majorityOn = birthDate.map { $0.adding(years: majority) }.flatMap { $0 > day ? $0 : nil }
        papers = MinorReadiness.papers(
            isMinor: minor, hasRegulatedWorks: met.contains { $0.status == .regulated }, on: day, parameters)
    }

    private static func limits(young: Bool, on day: LocalDate, _ parameters: LegalParameters) -> [Limit] {
        func limit(_ label: String, _ name: LegalParameter, _ text: (Int) -> String) -> Limit? {
            parameters.value(name, on: day).map {
                Limit(label: label, value: text($0), source: parameters.parameter(name)?.source ?? "")
            }
        }
        let night = parameters.value(young ? .nightStartUnder16 : .nightStartFrom16, on: day)
        let morning = parameters.value(.nightEndMinor, on: day)
        return [
            limit("Journée", young ? .dayMaximumUnder16 : .dayMaximumFrom16) { "\(HourSpan.duration($0)) au plus" },
            young ? limit("Journée conseillée", .dayWarningUnder16) { HourSpan.duration($0) } : nil,
            limit("Semaine", .weekMaximumMinor) { "\(HourSpan.duration($0)) au plus" },
            limit("Pause", .breakMinimumMinor) { pause in
                let run = parameters.value(.runMaximumMinor, on: day).map { " après \(HourSpan.duration($0)) au plus" }
                return "\(pause)\u{A0}minutes d’affilée" + (run ?? "")
            },
            limit("Repos entre deux journées", young ? .dailyRestUnder16 : .dailyRestFrom16) {
                "\(HourSpan.duration($0)) au moins"
            },
            limit("Repos de la semaine", .weeklyRestDaysMinor) { "\($0)\u{A0}jours de suite, dimanche compris" },
            night.flatMap { night in
                morning.map {
                    Limit(
                        label: "Nuit", value: "aucune présence de \(HourSpan.clock(night)) à \(HourSpan.clock($0))",
                        source: "L. 3163-1 du code du travail")
                }
            },
            Limit(
                label: "Dimanche et jours fériés", value: "aucune présence",
                source: "L. 3164-5 et L. 3164-6 du code du travail"),
        ].compactMap(\.self)
    }

    private static func papers(
        isMinor: Bool, hasRegulatedWorks: Bool, on day: LocalDate, _ parameters: LegalParameters
    ) -> [Paper] {
        var list = [
            Paper(label: "Convention signée de tous, avant le premier jour", by: "le lycée"),
            Paper(label: "Extrait du règlement intérieur et consignes de sécurité", by: "l’organisme d’accueil"),
            Paper(label: "Relevé de présence de la semaine", by: "l’organisme d’accueil"),
        ]
        if isMinor, hasRegulatedWorks {
            let years = parameters.value(.regulatedWorkYears, on: day)
            let months = parameters.value(.medicalOpinionMonths, on: day)
            list += [
                Paper(
                    label: "Copie de la déclaration de dérogation envoyée à l’inspection du travail"
                        + (years.map { ", de moins de \($0)\u{A0}ans" } ?? ""), by: "l’organisme d’accueil"),
                Paper(
                    label: "Avis médical d’aptitude aux travaux réglementés"
                        + (months.map { ", de moins de \($0)\u{A0}mois" } ?? ""),
                    by: "le lycée"),
                Paper(label: "Nom et fonction de la personne compétente qui encadre", by: "l’organisme d’accueil"),
                Paper(label: "Attestation de formation à la sécurité de l’élève", by: "le lycée"),
            ]
        }
        return list
    }
}
