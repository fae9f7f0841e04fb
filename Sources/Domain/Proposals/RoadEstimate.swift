import Foundation

/// Travel by road when only positions are known: 40 km/h, the road being 1.3 times as long as the straight line.
public enum RoadEstimate {
    /// The longest travel that is told apart, in seconds; positions that make no sense are this far.
    public static let longest: Int32 = 1 << 24

    /// One way, in seconds.
    public static func seconds(
        from: (latitude: Double, longitude: Double), to: (latitude: Double, longitude: Double)
    ) -> Int32 {
        let degrees = [from.latitude, from.longitude, to.latitude, to.longitude]
        guard degrees.allSatisfy(\.isFinite) else { return longest }
        let radians = { (degrees: Double) in degrees * Double.pi / 180 }
        let north = sin(radians(to.latitude - from.latitude) / 2)
        let east = sin(radians(to.longitude - from.longitude) / 2)
        let square = north * north + cos(radians(from.latitude)) * cos(radians(to.latitude)) * east * east
        let kilometres = 2 * 6_371 * asin(min(1, max(0, square).squareRoot()))
        guard kilometres.isFinite else { return longest }
        return Int32((kilometres * 1.3 / 40 * 3_600).rounded())
    }

    /// One way, in whole minutes.
    public static func minutes(
        from: (latitude: Double, longitude: Double), to: (latitude: Double, longitude: Double)
    ) -> Int {
        (Int(seconds(from: from, to: to)) + 30) / 60
    }
}
