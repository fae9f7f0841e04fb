import Domain
import Persistence
import Testing

@testable import App

/// A company with its people, a stay and its papers, as the area shows them.
struct HostSample: Sendable {
    let company: ID<Company>
    let boss: ID<Contact>
    let tutor: ID<Contact>
    let otherTutor: ID<Contact>
    let accountant: ID<Contact>
    let jury: ID<Contact>
    /// The tutor's trainee; the other tutor has the other one.
    let placement: ID<Placement>
    let otherPlacement: ID<Placement>
    let agreement: ID<Agreement>
    let gift: ID<TaxGift>
    let partnership: ID<Partnership>

    var people: [ID<Contact>] { [boss, tutor, otherTutor, accountant, jury] }
}

extension TestApp {
    var spaces: SpaceMailer { SpaceMailer(app) }

    /// Opens an area to somebody and gives the path of its page.
    func openSpace(_ contact: ID<Contact>, in place: School? = nil) async throws -> String {
        let opened = try await app.perform(
            OpenCompanySpace(contact: contact, mailer: spaces), by: author(.rbde, in: place))
        return "/espace/" + (opened.address.split(separator: "/").last.map(String.init) ?? "")
    }

    /// A host whose every word holds a mark that nobody else bears.
    func addHost(_ mark: String, _ sample: ClassSample, in place: School? = nil) async throws -> HostSample {
        let now = clock.now
        let day = now.day(in: .paris)
        return try await write(in: place) { db in
            let company = Company(
                id: db.newID(), legalName: "Atelier \(mark)", headcount: 12,
                address: PostalAddress(line1: "1 rue \(mark)", postalCode: "31000", city: "TOULOUSE"),
                relation: .active)
            try db.insert(company, into: .company)
            func person(_ name: String, signatory: Bool = false, _ roles: [ContactRole]) throws -> ID<Contact> {
                let contact = Contact(
                    id: db.newID(), companyId: company.id, familyName: "\(name)\(mark)", firstName: "Alix",
                    email: "\(name).\(mark)@exemple.fr", tutor: roles.contains(.tutor), signatory: signatory,
                    roles: roles)
                try db.insert(contact, into: .contact)
                return contact.id
            }
            let boss = try person("Boss", signatory: true, [.manager])
            let tutor = try person("Tuteur", [.tutor]), otherTutor = try person("Autre", [.tutor])
            let accountant = try person("Compta", [.taxAccountant]), jury = try person("Jury", [.jury])
            func stay(_ first: String, _ tutor: ID<Contact>) throws -> (ID<Placement>, ID<Agreement>) {
                let learner = Learner(
                    id: db.newID(), familyName: "SECRET\(mark)", firstName: first, birthDate: LocalDate("2010-02-03"))
                try db.insert(learner, into: .learner)
                let placement = Placement(
                    id: db.newID(), learnerId: learner.id, periodId: sample.period, companyId: company.id,
                    startsOn: day.adding(days: -7), endsOn: day.adding(days: 11), tutorId: tutor,
                    referentId: sample.teacher)
                try db.insert(placement, into: .placement)
                let agreement = Agreement(
                    id: db.newID(), placementId: placement.id, number: "\(mark)-\(first)", template: "essai")
                try db.insert(agreement, into: .agreement)
                try db.change(.agreement, set: "state = \(Agreement.State.running)", where: "id = \(agreement.id)")
                try db.insert(
                    AgreementDocumentRow(
                        id: db.newID(), agreementId: agreement.id, revision: 1, sha256: "a", factsSha256: "a",
                        content: Array("%PDF-\(mark)-\(first)".utf8), pages: 1, createdAt: now, createdBy: "Alix",
                        reasons: "[]"), into: .agreementDocument)
                return (placement.id, agreement.id)
            }
            let (placement, agreement) = try stay("Eva\(mark)", tutor)
            let (otherPlacement, _) = try stay("Tom\(mark)", otherTutor)
            let campaign = try db.taxCampaigns().first?.id ?? db.newID()
            if try db.taxCampaigns().isEmpty {
                try db.insert(TaxCampaign(id: campaign, year: 2026, goalCents: nil, notes: ""), into: .taxCampaign)
            }
            let gift = TaxGift(
                id: db.newID(), campaignId: campaign, companyId: company.id, donorName: "Atelier \(mark)",
                receivedCents: 5_000, receivedOn: day, thankedOn: day)
            try db.insert(gift, into: .taxGift)
            let partnership = Partnership(
                id: db.newID(), companyId: company.id, title: "Accord \(mark)", startsOn: day.adding(days: -30),
                endsOn: day.adding(days: 300), state: .active)
            try db.insert(partnership, into: .partnership)
            return HostSample(
                company: company.id, boss: boss, tutor: tutor, otherTutor: otherTutor, accountant: accountant,
                jury: jury, placement: placement, otherPlacement: otherPlacement, agreement: agreement, gift: gift.id,
                partnership: partnership.id)
        }
    }
}
