import Domain

/// The weekly hours of the trades: 35 h, less strict hours as the learner grows up.
enum DemoHours {
    /// A week that the rules on minors allow at that age.
    static func week(_ trade: DemoTrade, age: Int, random: inout DemoRandom) -> WeekSchedule {
        switch trade {
        case .office, .reception: random.pick([officeWeek, lateOfficeWeek])
        case .care: random.pick([careWeek, officeWeek])
        case .commerce: random.pick([shopWeek, shopWeek, officeWeek])
        case .kitchen: random.chance(25) ? canteenWeek : restaurantWeek(age)
        case .cars, .electricity, .wood: age < 16 ? workshopWeek : random.pick([workshopWeek, siteWeek])
        }
    }

    private static let officeWeek = week(0...4, day((8, 30), (12, 0), (13, 30), (17, 0)))
    private static let lateOfficeWeek = week(0...4, day((9, 0), (12, 30), (13, 30), (17, 0)))
    private static let careWeek = week(0...4, day((7, 30), (11, 30), (12, 30), (15, 30)))
    private static let shopWeek = week(1...5, day((9, 30), (12, 30), (14, 0), (18, 0)))
    private static let workshopWeek = week(0...4, day((8, 0), (12, 0), (13, 0), (16, 0)))
    private static let canteenWeek = week(0...4, day((7, 0), (11, 0), (11, 30), (14, 30)))

    /// Four long days and a short one.
    private static let siteWeek: WeekSchedule = {
        var hours = week(0...3, day((8, 0), (12, 0), (13, 0), (17, 0)))
        hours.days[4] = DaySchedule(morning: span((8, 0), (11, 0)))
        return hours
    }()

    private static func restaurantWeek(_ age: Int) -> WeekSchedule {
        switch age {
        case ..<16: week(1...5, day((10, 0), (14, 0), (17, 0), (20, 0)))
        case 16, 17: week(1...5, day((9, 30), (13, 30), (18, 0), (21, 0)))
        default: week(1...5, day((10, 0), (14, 0), (18, 30), (21, 30)))
        }
    }

    private typealias Clock = (hour: Int, minute: Int)

    private static func week(_ days: ClosedRange<Int>, _ day: DaySchedule) -> WeekSchedule {
        WeekSchedule(days: (0..<7).map { days.contains($0) ? day : DaySchedule() })
    }

    private static func day(_ from: Clock, _ noon: Clock, _ resume: Clock, _ to: Clock) -> DaySchedule {
        DaySchedule(morning: span(from, noon), afternoon: span(resume, to))
    }

    private static func span(_ from: Clock, _ to: Clock) -> HourSpan {
        HourSpan(from: from.hour * 60 + from.minute, to: to.hour * 60 + to.minute)
    }
}
