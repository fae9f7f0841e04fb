import Domain
import Persistence

/// A need with the name of its company.
struct NeedLine: Codable, Sendable {
    let id: ID<SkillsNeed>
    let teller: String
    let companyId: ID<Company>?
    let audience: SkillsNeed.Audience
    let rome: String
    let description: String
    let volume: Int?
    let horizon: SkillsNeed.Horizon
    let confidence: SkillsNeed.Confidence
    let stream: String
    let recordedOn: LocalDate
    let handedTo: String
    let handedOn: LocalDate?
    let receivedOn: LocalDate?
    let receivedBy: String
    let outcome: SkillsNeed.Outcome
}

/// How much one stream is asked for.
struct StreamNeeds: Codable, Sendable {
    let stream: String
    let needs: Int
    let tellers: Int
    let people: Int
    let handed: Int
}

extension SchoolDatabase {
    /// The company whose name is written exactly so, when there is one only: who has no script types it whole.
    func onlyCompany(named name: String) throws -> Company? {
        let key = SearchKey(name).rawValue
        guard !key.isEmpty else { return nil }
        let found: [Company] = try rows(
            """
            select company.* from \(table(.company)) where company.sort_key = \(key) and company.archived_on is null
            order by company.id limit 2
            """)
        return found.count == 1 ? found.first : nil
    }

    func need(_ id: ID<SkillsNeed>) throws -> SkillsNeed {
        try find(id, in: .skillsNeed, "Ce besoin")
    }

    /// Needs of a stage, latest first; a page of them.
    func needs(
        _ stage: SkillsNeed.Stage, stream: String = "", after: (String, String)? = nil, limit: Int
    ) throws -> [NeedLine] {
        var matching = condition(stage)
        if !stream.isEmpty { matching = "\(matching) and skills_need.stream = \(stream)" }
        if let after {
            matching = "\(matching) and (skills_need.recorded_on, skills_need.id) < (\(after.0), \(after.1))"
        }
        return try rows(
            """
            select skills_need.* from \(table(.skillsNeed)) where \(matching)
            order by skills_need.recorded_on desc, skills_need.id desc limit \(limit)
            """)
    }

    func needCount(_ stage: SkillsNeed.Stage) throws -> Int {
        try count("select count(*) from \(table(.skillsNeed)) where \(condition(stage))")
    }

    private func condition(_ stage: SkillsNeed.Stage) -> SQL {
        let pending: SQL = "skills_need.outcome = \(SkillsNeed.Outcome.pending)"
        return switch stage {
        case .noted: "\(pending) and skills_need.handed_on is null"
        case .handed: "\(pending) and skills_need.handed_on is not null and skills_need.received_on is null"
        case .received: "\(pending) and skills_need.received_on is not null"
        case .settled: "skills_need.outcome <> \(SkillsNeed.Outcome.pending)"
        }
    }

    /// What was told in two years, by stream: the evidence of a file.
    func needsByStream(since day: LocalDate) throws -> [StreamNeeds] {
        try rows(
            """
            select skills_need.stream, count(*) as needs, count(distinct skills_need.teller) as tellers,
            cast(coalesce(sum(skills_need.volume), 0) as bigint) as people,
            count(skills_need.handed_on) as handed
            from \(table(.skillsNeed)) where skills_need.recorded_on >= \(day)
            group by skills_need.stream order by skills_need.stream
            """)
    }

    func needs(ofStream stream: String, since day: LocalDate, limit: Int = 200) throws -> [SkillsNeed] {
        try rows(
            """
            select skills_need.* from \(table(.skillsNeed))
            where skills_need.stream = \(stream) and skills_need.recorded_on >= \(day)
            order by skills_need.recorded_on desc, skills_need.id desc limit \(limit)
            """)
    }

    func allNeeds(limit: Int = 5000) throws -> [SkillsNeed] {
        try rows(
            """
            select skills_need.* from \(table(.skillsNeed))
            order by skills_need.recorded_on desc, skills_need.id desc limit \(limit)
            """)
    }

    /// Who may give receipt of a need.
    func needReceivers() throws -> [RequestHandler] {
        try requestHandlers().filter { $0.role.may(.receiveNeeds) }
    }

    func offerFile(_ id: ID<OfferFile>) throws -> OfferFile {
        try find(id, in: .offerFile, "Ce dossier")
    }

    func offerFiles() throws -> [OfferFile] {
        try rows(
            """
            select offer_file.* from \(table(.offerFile))
            order by offer_file.school_year desc, offer_file.stream, offer_file.id limit 100
            """)
    }
}

extension SkillsNeed.Outcome: SQLBindable {}
