import Domain
import Foundation

/// Agreements as a school has them: learners of every age, weeks in turn, hosts that are full, papers half filled.
enum Cases {
    /// - Throws: `CaseRefusal` when the JSON form has changed.
    static func all(_ count: Int) throws -> [AgreementCase] {
        try (0..<count).map { index in
            switch index % 3 {
            case 0: try AgreementCaseReader.read(Data(whole(index).utf8))
            case 1: try AgreementCaseReader.read(Data(draft(index).utf8))
            default: try AgreementCaseReader.read(Data(faulty(index).utf8))
            }
        }
    }

    private static func dates(_ index: Int) -> (birth: String, start: LocalDate, end: LocalDate) {
        let start = LocalDate(dayNumber: 20_458 + 7 * (index % 12))
        let birth = start.adding(years: -15 - index % 5).adding(days: -(index * 37 % 365))
        return (birth.description, start, start.adding(days: 25 + 7 * (index % 3)))
    }

    private static let week = """
        {"monday": "08:00-12:00, 13:00-16:00", "tuesday": "08:00-12:00, 13:00-16:00",
         "wednesday": "08:00-12:00, 13:00-16:00", "thursday": "08:00-12:00, 13:00-16:00",
         "friday": "08:00-12:00, 13:00-16:00"}
        """

    private static func present(_ index: Int, _ start: LocalDate) -> String {
        (0..<(index % 4)).map { rank in
            "{\"startsOn\": \"\(start.adding(days: 7 * rank))\", \"endsOn\": \"\(start.adding(days: 20 + rank))\", "
                + "\"kind\": \"pfmp\", \"sameTutor\": \(rank == 0)}"
        }.joined(separator: ", ")
    }

    /// Everything known, nothing wrong but the chances of age and numbers.
    private static func whole(_ index: Int) -> String {
        let (birth, start, end) = dates(index)
        return """
            {"kind": "pfmp", "learner": {"birthDate": "\(birth)", "status": "eleve"},
             "school": {"ministry": "MEN", "status": "public", "insurer": "Assurance fictive", "holidays": [],
                        "boardOn": "2025-11-20"},
             "training": {"diploma": "bacpro", "year": 2, "mef": "2472520432", "specialityWeeks": 20,
                          "plannedWeeks": [6, 8, 6]},
             "period": {"startsOn": "\(start)", "endsOn": "\(end)", "certifying": true, "others": []},
             "hours": {"weeks": [\(week)], "counted": true},
             "host": {"name": "Garage fictif \(index)", "headcount": \(index % 60), "state": "actif",
                      "insurer": "Assureur fictif", "safetyInformation": true, "inRegister": true,
                      "present": [\(present(index, start))]},
             "agreement": {"state": "signee", "template": "2016", "templateBoardOn": "2025-06-12",
                           "mentions": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
                           "signatures": [{"party": "ORG_ACCUEIL", "on": "2025-12-01"},
                                          {"party": "TUTEUR", "on": "2025-12-01"},
                                          {"party": "REP_LEGAL", "on": "2025-12-02"},
                                          {"party": "ENSEIGNANT_REFERENT", "on": "2025-12-03"},
                                          {"party": "CHEF_ETAB", "on": "2025-12-04"}],
                           "referent": "Anne Fictive", "tutor": "Jean Fictif", "pedagogicalAnnex": true,
                           "activities": "Entretien courant des véhicules, accueil des clients, atelier",
                           "financialAnnex": true, "meals": true, "transport": false, "culture": false},
             "followUp": {"referentLearners": \(index % 18), "contacts": [], "ccf": false},
             "works": {"regulated": false, "excluded": true}, "abroad": {"country": "FR"}}
            """
    }

    /// Being filled: most facts are missing.
    private static func draft(_ index: Int) -> String {
        let (birth, start, end) = dates(index)
        return """
            {"kind": "pfmp", "learner": {"birthDate": "\(birth)", "status": "eleve"},
             "period": {"startsOn": "\(start)", "endsOn": "\(end)"}, "host": {"name": "Hôtel fictif \(index)"}}
            """
    }

    /// Weeks in turn, nights, regulated works, absences and an allowance to pay.
    private static func faulty(_ index: Int) -> String {
        let (birth, start, end) = dates(index)
        return """
            {"kind": "pfmp", "learner": {"birthDate": "\(birth)", "status": "eleve"},
             "training": {"diploma": "cap2", "year": 1, "plannedWeeks": [8, 6], "specialityWeeks": 14,
                          "mef": "2412210121"},
             "period": {"startsOn": "\(start)", "endsOn": "\(end)",
                        "others": [{"startsOn": "\(end)", "endsOn": "\(end.adding(days: 20))", "sameHost": true,
                                    "hours": 105}]},
             "hours": {"weeks": [\(week), {"tuesday": "17:00-23:30", "wednesday": "06:00-12:45", "sunday": "10:00-14:00",
                                           "saturday": "09:00-12:00, 14:00-21:00"}],
                       "exceptions": [{"date": "\(start.adding(days: 2))", "hours": ""}]},
             "host": {"name": "Restaurant fictif", "sector": "restauration", "headcount": 4, "present": [
                      \(present(3 + 4 * index, start))]},
             "works": {"regulated": true, "articles": [27, 28]},
             "agreement": {"state": "en_cours", "mentions": [1, 2, 3], "activities": "Remplacement de la serveuse"},
             "absences": [{"from": "\(start.adding(days: 3))", "until": "\(start.adding(days: 8))", "cause": "maladie"}],
             "allowance": {"days": 19, "otherAmounts": [100], "ine": "123456789AA"}}
            """
    }
}
