import Domain
import Persistence
import Testing

@testable import App

/// A class back from its PFMP: the minor and the adult had a signed agreement from 2 to 20 November 2026.
struct ReturnedClass: Sendable {
    let sample: ClassSample
    let period: ID<PFMPPeriod>
    let minor: ID<Placement>
    let adult: ID<Placement>
    let agreement: ID<Agreement>

    func path(_ placement: ID<Placement>) -> String { "/placements/\(placement)/attestation" }
}

/// An agreement in any state, as tests need it.
private struct AgreementRow: Codable {
    let id: ID<Agreement>
    let placementId: ID<Placement>
    let number: String
    let state: Agreement.State
    let template: String
    let version: Int
}

extension TestApp {
    /// The day of the tests is 23 November 2026, three days after the end.
    func addReturnedClass(
        mef: String = "24731211330", state: Agreement.State = .ended, endsOn: String = "2026-11-20"
    ) async throws -> ReturnedClass {
        let sample = try await addClass()
        let start = try #require(LocalDate("2026-11-02"))
        let end = try #require(LocalDate(endsOn))
        let week = try #require(WeekSchedule(ClassSample.fiveDays))
        return try await write { db in
            try db.change(.schoolClass, set: "mef = \(mef)", where: "id = \(sample.classId)")
            try db.change(
                .learner,
                set: "ine = \("123456789AB"), sex = 'F', address_postal_code = '31000', address_city = 'TOULOUSE'",
                where: "id = \(sample.adult)")
            let period = PFMPPeriod(
                id: db.newID(), classId: sample.classId, schoolYear: 2026, rank: 2, label: "PFMP d’automne",
                startsOn: start, endsOn: end)
            try db.insert(period, into: .pfmpPeriod)
            func place(_ learner: ID<Learner>, _ rank: Int) throws -> (ID<Placement>, ID<Agreement>) {
                let placement = Placement(
                    id: db.newID(), learnerId: learner, periodId: period.id, companyId: sample.company,
                    startsOn: start, endsOn: end, tutorId: sample.tutor, signatoryId: sample.signatory,
                    referentId: sample.teacher, schedule: week, activities: "Vendre", skills: "Communiquer",
                    followUp: "Une visite")
                try db.insert(placement, into: .placement)
                let agreement = AgreementRow(
                    id: db.newID(), placementId: placement.id, number: "2026-9000\(rank)", state: state,
                    template: AgreementDocument.template, version: 1)
                try db.insert(agreement, into: .agreement)
                return (placement.id, agreement.id)
            }
            let minor = try place(sample.minor, 1)
            let adult = try place(sample.adult, 2)
            return ReturnedClass(
                sample: sample, period: period.id, minor: minor.0, adult: adult.0, agreement: adult.1)
        }
    }
}

extension ClassSample {
    /// Five days of seven hours, as stored.
    static let fiveDays = "510-720,810-1020;510-720,810-1020;510-720,810-1020;510-720,810-1020;510-720,810-1020;;"
}
