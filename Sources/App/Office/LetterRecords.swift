import Domain
import Persistence

/// A letter of mission as lists and reminders show it.
struct LetterLine: Codable, Sendable {
    let id: ID<MissionLetter>
    let personName: String
    let state: MissionLetter.State
    let startsOn: LocalDate
    let endsOn: LocalDate
    let noticeOn: LocalDate?
    let noticeGivenOn: LocalDate?
    let interviewPlannedOn: LocalDate?
    let interviewHeldOn: LocalDate?
    let quota: Int

    /// What the letter asks for in the days to come.
    func todo(today: LocalDate, author: Author, within days: Int = 60) -> TodoLine? {
        let asked: (why: String, label: String, tone: Tone)? =
            switch state {
            case .draft: author.may(.validateRoadmap) ? ("à viser", "Lire et viser", .soon) : nil
            case .endorsed: author.may(.signRoadmap) ? ("visée par le DDFPT", "Lire et signer", .soon) : nil
            case .headSigned: author.may(.writeRoadmap) ? ("à signer par l’agent", "Noter la signature", .soon) : nil
            case .inForce, .noticeGiven: reminder(today: today, within: days)
            case .renewed, .closed: nil
            }
        return asked.map {
            TodoLine(
                title: "Lettre de mission, \(personName)", link: .letter(id), why: $0.why, tone: $0.tone,
                actionLabel: $0.label, actionLink: .letter(id))
        }
    }

    private func reminder(today: LocalDate, within days: Int) -> (String, String, Tone)? {
        if state == .inForce, let day = noticeOn, day <= today.adding(days: days) {
            return (
                "intention de renouvellement à notifier avant le \(day.long)", "Notifier", day < today ? .late : .soon
            )
        }
        if endsOn <= today.adding(days: days) {
            return ("se termine le \(endsOn.long)", "Voir la lettre", endsOn < today ? .late : .soon)
        }
        if interviewHeldOn == nil, let day = interviewPlannedOn, day <= today.adding(days: 14) {
            return ("entretien annuel prévu le \(day.long)", "Noter l’entretien", day < today ? .late : .soon)
        }
        return nil
    }
}

extension Link {
    static let letters = Link("/lettres-de-mission")
    static let newLetter = Link("/lettres-de-mission/nouvelle")

    static func letter(_ id: ID<MissionLetter>) -> Link { Link("/lettres-de-mission", [id.rawValue]) }
}

extension SchoolDatabase {
    func letter(_ id: ID<MissionLetter>) throws -> MissionLetter {
        try find(id, in: .missionLetter, "Cette lettre de mission")
    }

    /// Letters, those that run or are prepared first, then those of the past.
    func letterLines(today: LocalDate) throws -> [LetterLine] {
        try rows(
            """
            select mission_letter.id, mission_letter.person_name, mission_letter.state, mission_letter.starts_on,
            mission_letter.ends_on, mission_letter.notice_on, mission_letter.notice_given_on,
            mission_letter.interview_planned_on, mission_letter.interview_held_on, mission_letter.quota
            from \(table(.missionLetter))
            order by case when mission_letter.state in (\(MissionLetter.State.renewed), \(MissionLetter.State.closed))
            then 1 else 0 end, mission_letter.ends_on desc, mission_letter.id limit 100
            """)
    }
}
