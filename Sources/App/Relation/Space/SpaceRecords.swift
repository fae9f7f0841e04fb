import Domain
import Foundation
import Persistence

private struct TraineeRow: Codable {
    let placementId: ID<Placement>
    let firstName: String
    let familyName: String
    let stream: String
    let startsOn: LocalDate
    let endsOn: LocalDate
    let schoolYear: Int
    let tutorId: ID<Contact>?
    let tutorFirstName: String?
    let tutorFamilyName: String?
    let agreementId: ID<Agreement>?
    let agreementState: Agreement.State?
    let receivedOn: LocalDate?

    func trainee(own people: Set<ID<Contact>>) -> SpaceTrainee {
        let tutor = [tutorFirstName ?? "", tutorFamilyName ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        return SpaceTrainee(
            placement: placementId, name: ShortName.of(firstName: firstName, familyName: familyName), stream: stream,
            startsOn: startsOn, endsOn: endsOn, schoolYear: schoolYear, tutor: tutor.isEmpty ? nil : tutor,
            isOwn: tutorId.map(people.contains) ?? false, agreement: agreementId, agreementState: agreementState,
            certificateOn: receivedOn)
    }
}

/// Whose area it is: the company with the records merged into it, the person with theirs.
struct SpaceHolder: Sendable {
    let link: CompanyLink
    let school: School
    let contact: Contact
    let company: Company
    let family: [ID<Company>]
    let people: Set<ID<Contact>>
    let today: LocalDate

    var scope: SpaceScope { SpaceScope(contact) }
}

private struct SpaceKey: Codable {
    let id: ID<CompanyLink>
    let schoolId: ID<School>
}

extension PlatformDatabase {
    /// The area behind a secret, while the link serves: the secret alone says which school and which company are meant.
    // shared tables: company_link
    func spaceHolder(_ token: String, at moment: Moment) throws -> (db: SchoolDatabase, holder: SpaceHolder) {
        let found: SpaceKey? = try row(
            """
            select company_link.id, company_link.school_id from company_link
            where company_link.token_hash = \(Secret.hash(token))
            """)
        guard let found else { throw LinkExpired() }
        let db = school(found.schoolId)
        let link: CompanyLink = try db.find(found.id, in: .companyLink, "Ce lien")
        guard link.state(at: moment) == .open else { throw LinkExpired() }
        let contact = try db.contact(link.contactId)
        let company = try db.host(of: contact)
        guard contact.leftOn == nil, company.archivedOn == nil else { throw LinkExpired() }
        let place = try db.ownSchool()
        return (
            db,
            SpaceHolder(
                link: link, school: place, contact: contact, company: company,
                family: try db.family(of: company.id), people: try db.people(behind: contact.id),
                today: Now(moment, in: place.zone).day)
        )
    }

    func space(_ token: String, _ mailer: SpaceMailer, at moment: Moment) throws -> SpaceView {
        let (db, holder) = try spaceHolder(token, at: moment)
        return try db.spaceView(of: holder, mailer)
    }
}

extension SchoolDatabase {
    /// The records that are one person today.
    func people(behind contact: ID<Contact>) throws -> Set<ID<Contact>> {
        var known: Set<ID<Contact>> = [contact]
        var edge = known
        while !edge.isEmpty, known.count < 50 {
            let next: [ID<Contact>] = try rows(
                """
                select contact_merge.removed_id from \(table(.contactMerge))
                where contact_merge.kept_id in (\(list: edge.sorted())) and contact_merge.undone_at is null
                """)
            edge = Set(next).subtracting(known)
            known.formUnion(edge)
        }
        return known
    }

    /// The first day of the stays still shown.
    func spaceHorizon(_ today: LocalDate) throws -> LocalDate {
        today.adding(months: -12 * (try thresholds()[.spacePastYears]))
    }

    /// The stays that a person may see, the latest first; those that came to nothing are not among them.
    func spaceTrainees(of holder: SpaceHolder) throws -> [SpaceTrainee] {
        guard holder.scope.trainees != .none else { return [] }
        var matching: SQL = """
            placement.company_id in (\(list: holder.family)) and placement.ends_on >= \(try spaceHorizon(holder.today))
            and (agreement.state is null or agreement.state not in (\(list: [Agreement.State.refused, .cancelled])))
            """
        if holder.scope.trainees == .own {
            matching = "\(matching) and placement.tutor_id in (\(list: holder.people.sorted()))"
        }
        let found: [TraineeRow] = try rows(
            """
            select placement.id as placement_id, learner.first_name,
            coalesce(learner.usage_name, learner.family_name) as family_name, school_class.stream,
            placement.starts_on, placement.ends_on, pfmp_period.school_year, placement.tutor_id,
            tutor.first_name as tutor_first_name, tutor.family_name as tutor_family_name,
            agreement.id as agreement_id, agreement.state as agreement_state, certificate.received_on
            from \(table(.placement)) join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            join \(table(.schoolClass)) on school_class.id = pfmp_period.class_id \(latestAgreement)
            left join \(table(.certificate)) on certificate.placement_id = placement.id
            left join \(table(.contact, as: "tutor")) on tutor.id = placement.tutor_id
            and tutor.company_id in (\(list: holder.family))
            where \(matching) order by placement.starts_on desc, placement.id limit 300
            """)
        return found.map { $0.trainee(own: holder.people) }
    }

    func spaceView(of holder: SpaceHolder, _ mailer: SpaceMailer) throws -> SpaceView {
        let trainees = try spaceTrainees(of: holder)
        let documents = try spaceDocuments(of: holder, trainees)
        let requests = try spaceRequests(of: holder, mailer)
        let appetite = try appetite(of: holder.company.id, year: holder.school.currentYear)
        let (company, contact) = (holder.company, holder.contact)
        return SpaceView(
            link: holder.link, scope: holder.scope, school: holder.school, page: try bureauPage(), company: company,
            contact: contact, trainees: trainees, documents: documents,
            tasks: try spaceTasks(
                of: holder,
                SpaceFacts(
                    trainees: trainees, documents: documents, requests: requests, appetite: appetite), mailer),
            requests: requests, appetite: appetite,
            places: holder.scope.isWhole
                ? try hostPlaces(of: company.id, year: holder.school.currentYear) : [],
            colleagues: try contacts(of: company.id).filter { $0.leftOn == nil && $0.id != contact.id },
            refusesMail: try contact.email.map { try hasOptedOut($0) } ?? false,
            pastYears: try thresholds()[.spacePastYears], today: holder.today)
    }

    /// The requests of the company; those of the person alone, for who does not see the whole site.
    private func spaceRequests(of holder: SpaceHolder, _ mailer: SpaceMailer) throws -> [SpaceRequest] {
        var matching: SQL = "company_request.company_id in (\(list: holder.family))"
        if !holder.scope.isWhole {
            guard let email = holder.contact.email else { return [] }
            matching = "\(matching) and lower(company_request.email) = \(email.lowercased())"
        }
        let found: [CompanyRequest] = try rows(
            """
            select company_request.* from \(table(.companyRequest))
            where \(matching) and company_request.token_hash is not null
            order by company_request.received_at desc, company_request.id desc limit 10
            """)
        return found.compactMap { request in
            let token = mailer.requestToken(request)
            return request.tokenHash == Secret.hash(token) ? SpaceRequest(request: request, token: token) : nil
        }
    }
}

extension SpaceMailer {
    /// The secret of the page of a request, made again as its mails do.
    fileprivate func requestToken(_ request: CompanyRequest) -> String {
        secrets.seal(request.linkSeed, for: .requestLink)
    }

    /// The secret of an invitation to an action.
    func invitationToken(_ guest: ID<ActionGuest>) -> String {
        secrets.seal("invite" + guest.rawValue, for: .personalLink)
    }
}
