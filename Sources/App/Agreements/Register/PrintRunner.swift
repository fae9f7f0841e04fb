import Domain
import Exchange
import Foundation
import Logging
import PDF
import Persistence

/// Prepares the files of a long print, two classes at a time, outside any request.
struct PrintRunner: Sendable {
    let app: Application
    let author: Author
    let run: ID<PrintRun>
    let kind: PrintRun.Kind
    let year: Int
    /// Lets those that only warn go too; each keeps it.
    var reason = ""

    /// Never throws: what went wrong is logged and shown as « interrompu ».
    func finish() async {
        do {
            switch kind {
            case .year: try await printYear()
            case .archive: try await archiveYear()
            }
            try await app.perform(ClosePrintRun(run: run, state: .finished), by: author)
        } catch {
            app.logger.error("print run failed", metadata: ["error": "\(String(reflecting: error))"])
            // The page already says that nothing moves; the failure that matters is the one above.
            _ = try? await app.perform(ClosePrintRun(run: run, state: .failed), by: author)
        }
    }

    // MARK: Every agreement that is ready

    private func printYear() async throws {
        let periods = try await app.read(author) { try $0.periodsWithAgreements(year: year) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (rank, period) in periods.enumerated() {
                if rank >= 2 { try await group.next() }
                group.addTask { try await printClass(period, rank: rank + 1) }
            }
            try await group.waitForAll()
        }
    }

    private func printClass(_ period: ID<PFMPPeriod>, rank: Int) async throws {
        let now = app.now(for: author)
        var (dossiers, label) = try await read(period, at: now)
        let waiting = reason.isEmpty ? [] : dossiers.filter(\.readiness.lacksOnlyReasons).map(\.agreement.id)
        if !waiting.isEmpty {
            try await app.perform(WriteBatchReason(agreements: waiting, reason: reason), by: author)
            (dossiers, label) = try await read(period, at: now)
        }
        let ready = dossiers.filter(\.readiness.mayBeSigned)
        let left = dossiers.filter { !$0.readiness.mayBeSigned }.map { dossier in
            "\(label) : \(dossier.learner.listName), \(dossier.readiness.obstacles.joined(separator: " "))"
        }
        try await keepVersions(of: ready, at: now)
        let bytes =
            ready.isEmpty ? nil : try AgreementPrinter.pages(ready, title: "Conventions \(label)", at: now.moment)
        try await app.perform(
            KeepPrintFile(
                run: run, rank: rank, name: "conventions-\(label).pdf", bytes: bytes, agreements: dossiers.count,
                leftOut: left), by: author)
    }

    private func read(_ period: ID<PFMPPeriod>, at now: Now) async throws -> ([AgreementDossier], String) {
        try await app.read(author) { db in
            let found = try db.period(period)
            return (
                try db.dossiers(of: period, today: now.day), "\(try db.schoolClass(found.classId).code)-\(found.rank)"
            )
        }
    }

    /// Each agreement printed is kept as a version of its own, unless the last one says the same.
    private func keepVersions(of ready: [AgreementDossier], at now: Now) async throws {
        let known = try await app.read(author) { db in
            try db.lastFingerprints(ready.map(\.agreement.id))
        }
        let changed = try ready.filter { known[$0.agreement.id] != (try $0.facts.fingerprint()) }
        guard !changed.isEmpty else { return }
        let printed = try changed.map { try PrintedAgreement($0, at: now.moment) }
        try await app.perform(StoreAgreementDocuments(printed: printed), by: author)
    }

    // MARK: Every printed version

    private func archiveYear() async throws {
        var number = ""
        var rank = 1
        var lines: [RegisterLine] = []
        while true {
            let after = number
            let page = try await app.read(author) { try $0.register(year: year, after: after, limit: 40) }
            guard let last = page.last else { break }
            for line in page {
                try await archive(line, rank: rank)
                rank += 1
            }
            lines += page
            number = last.number
        }
        try await app.perform(
            KeepPrintFile(
                run: run, rank: 0, name: "registre-\(year).csv",
                bytes: CSVWriter.bytes(Sheet.register(lines, year: year)),
                agreements: 0, leftOut: []), by: author)
    }

    private func archive(_ line: RegisterLine, rank: Int) async throws {
        let document = try await app.read(author) { try $0.lastDocument(of: line.id) }
        try await app.perform(
            KeepPrintFile(
                run: run, rank: rank, name: "\(line.number)-\(SearchKeyText.dashed(line.listName)).pdf",
                bytes: document?.content, agreements: 1,
                leftOut: document == nil ? ["\(line.number) : \(line.listName), jamais imprimée"] : []), by: author)
    }
}

extension SchoolDatabase {
    /// The periods of a year that hold an agreement, first departures first.
    func periodsWithAgreements(year: Int) throws -> [ID<PFMPPeriod>] {
        try rows(
            """
            select pfmp_period.id from \(table(.pfmpPeriod)) where pfmp_period.school_year = \(year)
            and exists (select 1 from \(table(.placement)) join \(table(.agreement))
            on agreement.placement_id = placement.id where placement.period_id = pfmp_period.id)
            order by pfmp_period.starts_on, pfmp_period.id
            """)
    }
}
