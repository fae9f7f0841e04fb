import Domain
import Exchange
import Persistence

/// The extract of Sirene asked for on the command line.
public struct SireneImport: Sendable {
    /// StockEtablissement, StockUniteLegale or both, zipped or not, in any order.
    public var files: [SireneFile]
    public var filter: SireneFilter
    /// Reads and counts; nothing is written.
    public var isPreview: Bool

    public init(files: [SireneFile], filter: SireneFilter, isPreview: Bool = false) {
        self.files = files
        self.filter = filter
        self.isPreview = isPreview
    }

    /// What is being done, with the part already done, from 0 to 1.
    public typealias Progress = @Sendable (Double, String) -> Void
}

/// Somebody stopped an import of Sirene on its way.
public struct SireneImportStopped: Refusal, Equatable {
    public var message: String {
        "Arrêté avant la fin\u{A0}: aucun nouvel établissement n’entre dans l’extrait, celui d’avant sert toujours. "
            + "Relancez la même commande."
    }
}

/// What an import of Sirene did or would do.
public struct SireneSummary: Codable, Sendable, Equatable {
    public var applied = false
    /// Rows read in all the files.
    public var rows = 0
    /// Places kept, and among them those closed and those partly hidden.
    public var kept = 0
    public var closed = 0
    public var hidden = 0
    /// Legal units joined.
    public var units = 0
    /// Places that left the extract.
    public var removed = 0
    /// Rows left out because something in them is wrong.
    public var refused = 0
    public var problems: [ImportProblem] = []
    public var unknownColumns: [String] = []
}

extension Application {
    /// Reads the files and keeps what the filter says; memory does not depend on their size.
    ///
    /// Each batch is a transaction of its own, so that people go on working. New places are seen by nobody before all are
    /// there: an import that stops on its way, even of a machine that falls, leaves the extract it found. Read again, the
    /// same files change nothing.
    /// - Parameter shouldStop: asked between two batches.
    /// - Throws: `Refusal` with the place and the remedy; `SireneImportStopped`.
    public func importSirene(
        _ request: SireneImport, shouldStop: @escaping @Sendable () -> Bool = { false },
        _ progress: @escaping SireneImport.Progress = { _, _ in }
    ) async throws -> SireneSummary {
        if !request.isPreview { try await performPlatform(DropIncomingPlaces()) }
        do {
            return try await importWhole(request) { part, label in
                if shouldStop() { throw SireneImportStopped() }
                progress(part, label)
            }
        } catch {
            // What came so far goes; should that fail too, nobody sees it and the next import clears it.
            if !request.isPreview { try? await performPlatform(DropIncomingPlaces()) }
            throw error
        }
    }

    private typealias Step = @Sendable (Double, String) throws -> Void

    private func importWhole(_ request: SireneImport, _ progress: Step) async throws -> SireneSummary {
        var summary = SireneSummary(applied: !request.isPreview)
        var sirens = SirenSet()
        let start = clock()
        let places = request.files.filter { $0.kind == .establishments }
        for file in places {
            try await importPlaces(file, request, start, &sirens, &summary, progress)
        }
        if places.isEmpty { sirens.holdsAll = true }
        for file in request.files where file.kind == .legalUnits {
            try await importUnits(file, request, sirens.sorted(), &summary, progress)
        }
        if !places.isEmpty, !request.isPreview {
            try progress(1, "Publication de l’extrait")
            try await performPlatform(PublishIncomingPlaces(seenAt: start))
            summary.removed = try await performPlatform(
                ForgetSirenePlaces(departements: request.filter.departements, seenBefore: start))
        }
        return summary
    }

    private func importPlaces(
        _ file: SireneFile, _ request: SireneImport, _ start: Moment, _ sirens: inout SirenSet,
        _ summary: inout SireneSummary, _ progress: Step
    ) async throws {
        var reading = try file.establishments(request.filter)
        var waiting: [SirenePlace] = []
        while let batch = try reading.next() {
            for place in batch {
                summary.closed += place.isActive ? 0 : 1
                summary.hidden += place.isPartial ? 1 : 0
                sirens.insert(place.siren)
                if !request.isPreview { waiting.append(SirenePlace(place, seenAt: start)) }
            }
            try progress(reading.progress, "Établissements de «\u{A0}\(file.name)\u{A0}»")
            if waiting.count >= 1000 { try await write(&waiting) }
        }
        try await write(&waiting)
        summary.kept += reading.report.kept
        summary.add(reading.report)
    }

    private func write(_ places: inout [SirenePlace]) async throws {
        // Bounded, so that a batch dense with places stays a small statement.
        while !places.isEmpty {
            try await performPlatform(WriteSirenePlaces(places: Array(places.prefix(1000))))
            places.removeFirst(min(1000, places.count))
        }
    }

    private func importUnits(
        _ file: SireneFile, _ request: SireneImport, _ sirens: SirenSet.Sorted, _ summary: inout SireneSummary,
        _ progress: Step
    ) async throws {
        var reading = try file.legalUnits { sirens.contains($0) }
        var waiting: [SireneLegalUnit] = []
        while let batch = try reading.next() {
            if !request.isPreview { waiting += batch }
            try progress(reading.progress, "Unités légales de «\u{A0}\(file.name)\u{A0}»")
            if waiting.count >= 1000 {
                try await performPlatform(WriteSireneUnits(units: waiting))
                waiting.removeAll()
            }
        }
        if !waiting.isEmpty { try await performPlatform(WriteSireneUnits(units: waiting)) }
        summary.units += reading.report.kept
        summary.add(reading.report)
    }
}

extension SireneSummary {
    fileprivate mutating func add(_ report: SireneFile.Report) {
        rows += report.rows
        refused += report.refused
        problems += report.problems
        unknownColumns += report.unknownColumns
    }
}

/// The SIRENs of the places kept: four bytes each. Beyond two million, all legal units are taken for wanted.
private struct SirenSet {
    var holdsAll = false
    private var numbers: [UInt32] = []
    private static let most = 2_000_000

    mutating func insert(_ siren: String) {
        guard !holdsAll, let number = UInt32(siren), numbers.last != number else { return }
        if numbers.count == SirenSet.most {
            holdsAll = true
            numbers = []
        } else {
            numbers.append(number)
        }
    }

    /// In order, in the place where they are: a second copy would weigh as much.
    mutating func sorted() -> Sorted {
        numbers.sort()
        return Sorted(holdsAll: holdsAll, numbers: numbers)
    }

    struct Sorted: Sendable {
        let holdsAll: Bool
        let numbers: [UInt32]

        func contains(_ siren: Int) -> Bool {
            if holdsAll { return true }
            var low = 0, high = numbers.count
            while low < high {
                let middle = (low + high) / 2
                if numbers[middle] < siren { low = middle + 1 } else { high = middle }
            }
            return low < numbers.count && numbers[low] == siren
        }
    }
}
