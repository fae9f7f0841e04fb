import Domain
import Persistence

/// The papers of one school year, and until when they are kept (PFMP-39).
struct ArchiveYear: Codable, Sendable {
    let schoolYear: Int
    let agreementCount: Int
    let documentCount: Int
    let receivedCount: Int
}

extension SchoolDatabase {
    /// What each school year left behind, latest first.
    func archiveYears() throws -> [ArchiveYear] {
        try rows(
            """
            select pfmp_period.school_year, count(*) as agreement_count,
            cast(sum((select count(*) from \(table(.agreementDocument))
            where agreement_document.agreement_id = agreement.id)
            + (select count(*) from \(table(.certificateDocument))
            where certificate_document.placement_id = placement.id)) as bigint) as document_count,
            count(certificate.received_on) as received_count
            from \(table(.agreement)) join \(table(.placement)) on placement.id = agreement.placement_id
            join \(table(.pfmpPeriod)) on pfmp_period.id = placement.period_id
            left join \(table(.certificate)) on certificate.placement_id = placement.id
            group by pfmp_period.school_year order by pfmp_period.school_year desc
            """)
    }
}
