import Domain
import Foundation
import Placement

/// The question behind a file of visits, with the names to show.
struct TourDay {
    let question: TourQuestion
    let names: [String]
    let kinds: [TourFile.Kind]
    let free: [TourFile.Free]

    init(_ file: TourFile) throws {
        names = file.visits.map(\.name)
        kinds = file.kinds
        free = file.free ?? []
        let numbers = Dictionary(file.kinds.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var sites: [String: Int] = [:]
        let visits = file.visits.map { visit in
            TourQuestion.Visit(
                duration: min(max(visit.minutes, -1), 100_000) * 60,
                openings: file.kinds.map { TourDay.opening(visit, $0) },
                site: visit.site.map { name in
                    let number = sites[name] ?? sites.count
                    sites[name] = number
                    return number
                }, days: TourDay.days(visit))
        }
        question = TourQuestion(
            lengths: file.kinds.map { $0.end.seconds - $0.start.seconds }, visits: visits,
            travel: try TourDay.travel(file),
            halfDayCost: file.halfDayMinutes.map { min($0, 1_000_000) * 60 } ?? 1_000_000,
            halfDays: file.free.map { list in
                list.map { .init(day: Int32(clamping: $0.date.dayNumber), kind: numbers[$0.kind] ?? -1) }
            })
    }

    /// When a visit may begin within a kind of half-day: the longest of the openings that meet it.
    private static func opening(_ visit: TourFile.Visit, _ kind: TourFile.Kind) -> ClosedRange<Int32>? {
        let length = kind.end.seconds - kind.start.seconds
        let duration = min(max(visit.minutes, 0), 100_000) * 60
        let openings = (visit.open ?? []).map {
            ($0.from.seconds - kind.start.seconds, $0.to.seconds - kind.start.seconds)
        }
        let whole = visit.open == nil ? [(Int32(0), length)] : openings
        let possible = whole.map { (max($0.0, 0), min($0.1, length) - duration) }.filter { $0.0 <= $0.1 }
        return possible.max { $0.1 - $0.0 < $1.1 - $1.0 }.map { $0.0...$0.1 }
    }

    private static func days(_ visit: TourFile.Visit) -> ClosedRange<Int32> {
        let first = visit.notBefore.map { Int32(clamping: $0.dayNumber) } ?? Int32.min
        let last = visit.notAfter.map { Int32(clamping: $0.dayNumber) } ?? Int32.max
        return first...max(first, last)
    }

    private static func travel(_ file: TourFile) throws -> [Int32] {
        if let rows = file.travelSeconds { return rows.flatMap { $0 } }
        guard let base = file.base else { throw Failure("Le fichier doit dire base ou travelSeconds.") }
        var spots = [(base.latitude, base.longitude)]
        for visit in file.visits {
            guard let latitude = visit.latitude, let longitude = visit.longitude else {
                throw Failure("La visite «\u{A0}\(visit.name)\u{A0}» n’a pas de coordonnées, et travelSeconds manque.")
            }
            spots.append((latitude, longitude))
        }
        let estimate = try TravelEstimate.usual()
        return spots.flatMap { from in spots.map { to in estimate.seconds(from: from, to: to) } }
    }
}
