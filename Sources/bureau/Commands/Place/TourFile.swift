import Domain
import Foundation
import Placement

/// The JSON file of `bureau tours solve`.
struct TourFile: Decodable {
    struct Kind: Decodable {
        let name: String
        let start: ClockTime
        let end: ClockTime
    }

    struct Free: Decodable {
        let date: LocalDate
        let kind: String
    }

    struct Spot: Decodable {
        let latitude: Double
        let longitude: Double
    }

    struct Opening: Decodable {
        let from: ClockTime
        let to: ClockTime
    }

    struct Visit: Decodable {
        let name: String
        let minutes: Int32
        let site: String?
        let latitude: Double?
        let longitude: Double?
        let open: [Opening]?
        let notBefore: LocalDate?
        let notAfter: LocalDate?
    }

    let kinds: [Kind]
    let free: [Free]?
    let base: Spot?
    let visits: [Visit]
    let travelSeconds: [[Int32]]?
    /// What one more half-day costs in minutes of driving; without it, the fewest half-days come first.
    let halfDayMinutes: Int32?

    static func read(_ path: String) throws -> TourDay {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        do {
            return try TourDay(try JSONDecoder().decode(TourFile.self, from: bytes))
        } catch let error as DecodingError {
            throw Failure("«\u{A0}\(path)\u{A0}» est refusé\u{A0}: \(words(error)).")
        }
    }

    private static func words(_ error: DecodingError) -> String {
        let path = { (context: DecodingError.Context) in
            context.codingPath.map { $0.intValue.map { "n° \($0 + 1)" } ?? $0.stringValue }.joined(separator: ", ")
        }
        switch error {
        case .keyNotFound(let key, let context): return "il manque «\u{A0}\(key.stringValue)\u{A0}» (\(path(context)))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "la valeur ne convient pas (\(path(context)))"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "ce n’est pas du JSON" : "la valeur ne convient pas (\(path(context)))"
        @unknown default: return "il n’a pas la forme attendue"
        }
    }

    static func words(_ error: TourError, _ day: TourDay) -> String {
        switch error {
        case .travelShape(let expected, let found): "travelSeconds a \(found) nombres au lieu de \(expected)"
        case .negativeTravel(let from, let to): "le trajet de \(from) à \(to) est négatif"
        case .tooFar(let from, let to): "le trajet de \(from) à \(to) est trop long"
        case .visit(let number): "la visite «\u{A0}\(day.names[number])\u{A0}» a une durée ou un horaire impossible"
        case .length(let kind): "la demi-journée «\u{A0}\(day.kinds[kind].name)\u{A0}» finit avant de commencer"
        case .halfDay(let number): "la demi-journée libre n° \(number + 1) n’est pas d’une sorte connue"
        case .halfDayCost: "halfDayMinutes ne convient pas"
        case .tooManyForProof(let count): "il y a \(count) lieux, trop pour une preuve"
        }
    }
}

/// A time of the day, written `08:30`.
struct ClockTime: Decodable {
    let seconds: Int32

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: ":").map { Int32($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
            (0...59).contains(minute)
        else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "une heure s’écrit 08:30")
        }
        seconds = hour * 3_600 + minute * 60
    }

    static func text(_ seconds: Int32) -> String {
        let minute = seconds / 60
        return String(format: "%02d:%02d", minute / 60, minute % 60)
    }
}
