import Domain
import Placement

/// The tours of a plan with the names, dates and hours of the file.
struct TourReport: Encodable {
    struct Stop: Encodable {
        let name: String
        let at: String
    }

    struct Line: Encodable {
        let date: String?
        let kind: String
        let stops: [Stop]
        let back: String
        let drivingSeconds: Int32
    }

    let tours: [Line]
    /// Visits that no half-day can hold, or whose tour found no free half-day.
    let left: [String]
    let drivingSeconds: Int64
    let proven: Bool

    init(_ plan: TourPlan, _ day: TourDay) {
        let without = Set(plan.withoutHalfDay)
        tours = plan.tours.enumerated().filter { !without.contains($0.offset) }.map { TourReport.line($0.element, day) }
            .sorted { ($0.date ?? "", $0.stops.first?.at ?? "") < ($1.date ?? "", $1.stops.first?.at ?? "") }
        let missed = plan.withoutHalfDay.flatMap { plan.tours[$0].visits } + plan.impossible
        left = missed.sorted().map { day.names[$0] }
        drivingSeconds = plan.tours.reduce(0) { $0 + Int64($1.driving) }
        proven = plan.isProven
    }

    private static func line(_ tour: Tour, _ day: TourDay) -> Line {
        let kind = day.kinds[tour.kind]
        let stops = zip(tour.visits, tour.starts).map { visit, start in
            Stop(name: day.names[visit], at: ClockTime.text(kind.start.seconds + start))
        }
        return Line(
            date: tour.halfDay.map { day.free[$0].date.description }, kind: kind.name, stops: stops,
            back: ClockTime.text(kind.start.seconds + tour.end), drivingSeconds: tour.driving)
    }

    var text: String {
        let rows = tours.map { tour in
            [
                tour.date ?? "", tour.kind, tour.stops.map { "\($0.at) \($0.name)" }.joined(separator: ", "), tour.back,
                "\(tour.drivingSeconds / 60) min",
            ]
        }
        let table = TextTable(["Jour", "Demi-journée", "Visites", "Retour", "Route"], rows).text
        let proof = proven ? " Rien n’est plus court." : ""
        let missed = left.isEmpty ? "" : "\nSans demi-journée\u{A0}: \(left.joined(separator: ", "))."
        return "\(table)\n\n\(tours.count) demi-journées, \(drivingSeconds / 60) min de route.\(proof)\(missed)"
    }
}
