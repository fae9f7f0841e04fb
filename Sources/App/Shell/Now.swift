import Domain
import Foundation

/// The time of an operation: the instant, and the day where the school is.
struct Now: Sendable {
    let moment: Moment
    let day: LocalDate

    init(_ moment: Moment, in zone: TimeZone = .paris) {
        self.moment = moment
        day = moment.day(in: zone)
    }
}

/// Gives fresh keys; the source of chance is an argument, so that tests repeat.
struct IDSource: Sendable {
    let moment: Moment
    let random: @Sendable () -> UInt64

    func next<Subject>() -> ID<Subject> {
        ID(UUIDv7.text(at: moment, random: (random(), random())))
    }
}
