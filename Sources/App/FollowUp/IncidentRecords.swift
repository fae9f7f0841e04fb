import Domain
import Persistence

/// An incident as lists show it: without its facts.
struct IncidentLine: Codable, Sendable {
    let id: ID<Incident>
    let placementId: ID<Placement>
    let kind: Incident.Kind
    let severity: Incident.Severity
    let state: Incident.State
    let happenedOn: LocalDate
    let familyName: String
    let usageName: String?
    let firstName: String
    let classCode: String
    let companyName: String
    let declaredOn: LocalDate?

    var listName: String { (usageName ?? familyName) + " " + firstName }
}

extension SchoolDatabase {
    /// What the person may not read does not exist for them.
    private func readable(by author: Author) -> SQL {
        guard author.may(.seeIncidents) else { return "1 = 0" }
        return author.may(.seeAlerts) ? "true" : "not incident.sensitive"
    }

    func incident(_ id: ID<Incident>, for author: Author) throws -> Incident {
        let found: Incident? = try row(
            "select incident.* from \(table(.incident)) where incident.id = \(id) and \(readable(by: author))")
        guard let found else { throw NotFound("Cet incident") }
        return found
    }

    /// Incidents, those open first, the latest first.
    func incidents(for author: Author, of placement: ID<Placement>? = nil, limit: Int = 100) throws -> [IncidentLine] {
        let place: SQL = placement.map { "incident.placement_id = \($0)" } ?? "true"
        return try rows(
            """
            select incident.id, incident.placement_id, incident.kind, incident.severity, incident.state,
            incident.happened_on, learner.family_name, learner.usage_name, learner.first_name,
            school_class.code as class_code, coalesce(company.trade_name, company.legal_name) as company_name,
            accident_record.declared_on
            from \(table(.incident)) join \(table(.placement)) on placement.id = incident.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id
            left join \(table(.accidentRecord)) on accident_record.incident_id = incident.id
            where \(place) and \(readable(by: author))
            order by case when incident.state = \(Incident.State.closed) then 1 else 0 end, incident.happened_on desc,
            incident.id desc limit \(limit)
            """)
    }

    func openIncidentCount(for author: Author) throws -> Int {
        try count(
            """
            select count(*) from \(table(.incident)) where incident.state <> \(Incident.State.closed)
            and \(readable(by: author))
            """)
    }

    func steps(of incident: ID<Incident>) throws -> [IncidentStep] {
        try rows(
            """
            select incident_step.* from \(table(.incidentStep)) where incident_step.incident_id = \(incident)
            order by incident_step.happened_at desc, incident_step.id desc
            """)
    }

    func accident(of incident: ID<Incident>) throws -> AccidentSheet? {
        try row(
            """
            select accident_record.* from \(table(.accidentRecord))
            where accident_record.incident_id = \(incident)
            """)
    }
}
