import Foundation

/// How learners and teachers go from one place to another.
public enum TravelMode: String, Codable, CaseIterable, Sendable {
    case car = "voiture"
    case transit = "transports"
    case bike = "velo"
    case walk = "pied"

    /// « en voiture »
    public var label: String {
        switch self {
        case .car: "en voiture"
        case .transit: "en transports en commun"
        case .bike: "à vélo"
        case .walk: "à pied"
        }
    }

    /// The numbers of the school that it is estimated with: kilometres an hour, then the road in percent of the line.
    public var thresholds: (speed: SchoolThreshold, detour: SchoolThreshold) {
        switch self {
        case .car: (.carSpeed, .carDetour)
        case .transit: (.transitSpeed, .transitDetour)
        case .bike: (.bikeSpeed, .bikeDetour)
        case .walk: (.walkSpeed, .walkDetour)
        }
    }
}

/// What a travel is estimated with when only two positions are known: an assumption, and it is said as one.
public struct TravelEstimate: Codable, Equatable, Sendable {
    public let mode: TravelMode
    /// Kilometres an hour.
    public let speed: Int
    /// The road, in percent of the straight line.
    public let detour: Int

    /// - Parameters:
    ///   - speed: in kilometres an hour, at least 1.
    ///   - detour: at least 100.
    public init(mode: TravelMode, speed: Int, detour: Int) {
        self.mode = mode
        self.speed = max(1, speed)
        self.detour = max(100, detour)
    }

    /// What a school set for a way of going, or the usual values.
    public init(_ mode: TravelMode, of school: SchoolThresholds) {
        self.init(mode: mode, speed: school[mode.thresholds.speed], detour: school[mode.thresholds.detour])
    }

    /// Those of the data file, for who has no school at hand.
    /// - Throws: only when the data that comes with the program is damaged.
    public static func usual(_ mode: TravelMode = .car) throws -> TravelEstimate {
        TravelEstimate(mode, of: try SchoolThresholds.embedded())
    }

    /// The longest travel that is told apart, in seconds; positions that make no sense are this far.
    public static let longest: Int32 = 1 << 24

    /// One way, in seconds.
    public func seconds(
        from: (latitude: Double, longitude: Double), to: (latitude: Double, longitude: Double)
    ) -> Int32 {
        guard let line = TravelEstimate.kilometres(from: from, to: to) else { return TravelEstimate.longest }
        let seconds = line * Double(detour) / 100 / Double(speed) * 3_600
        return seconds < Double(TravelEstimate.longest) ? Int32(seconds.rounded()) : TravelEstimate.longest
    }

    /// One way, in whole minutes.
    public func minutes(
        from: (latitude: Double, longitude: Double), to: (latitude: Double, longitude: Double)
    ) -> Int {
        (Int(seconds(from: from, to: to)) + 30) / 60
    }

    /// How far one comes in a straight line, in kilometres.
    public func reach(minutes: Int) -> Int {
        minutes * speed * 100 / detour / 60
    }

    /// « 1,3 fois la ligne droite, à 40 km/h, en voiture »
    public var assumption: String {
        let tenths = (detour + 5) / 10
        let factor = tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10),\(tenths % 10)"
        return "\(factor)\u{A0}fois la ligne droite, à \(speed)\u{A0}km/h, \(mode.label)"
    }

    /// As the crow flies; `nil` for positions that make no sense.
    private static func kilometres(
        from: (latitude: Double, longitude: Double), to: (latitude: Double, longitude: Double)
    ) -> Double? {
        let degrees = [from.latitude, from.longitude, to.latitude, to.longitude]
        guard degrees.allSatisfy(\.isFinite) else { return nil }
        let radians = { (degrees: Double) in degrees * Double.pi / 180 }
        let north = sin(radians(to.latitude - from.latitude) / 2)
        let east = sin(radians(to.longitude - from.longitude) / 2)
        let square = north * north + cos(radians(from.latitude)) * cos(radians(to.latitude)) * east * east
        let kilometres = 2 * 6_371 * asin(min(1, max(0, square).squareRoot()))
        return kilometres.isFinite ? kilometres : nil
    }
}

/// How long a learner takes to go to a company, typed by somebody who knows the way.
public struct TravelTime: Codable, Equatable, Sendable {
    public let id: ID<TravelTime>
    public let learnerId: ID<Learner>
    public let companyId: ID<Company>
    /// One way.
    public var minutes: Int
    /// « bus 12, direct »
    public var note: String
    public var recordedBy: String
    public var recordedOn: LocalDate
    public var version: Int

    public init(
        id: ID<TravelTime>, learnerId: ID<Learner>, companyId: ID<Company>, minutes: Int, note: String,
        recordedBy: String, recordedOn: LocalDate, version: Int = 1
    ) {
        self.id = id
        self.learnerId = learnerId
        self.companyId = companyId
        self.minutes = minutes
        self.note = note
        self.recordedBy = recordedBy
        self.recordedOn = recordedOn
        self.version = version
    }
}
