import Domain
import Persistence

/// What keeps robots out of the public form, without a puzzle for people: a sealed time that serves once, a field that
/// people do not see, a least time to fill the form in, and limits by client and by school.
enum EntryGuard {
    /// Nobody reads the form and fills it in faster.
    static let leastSeconds = 4
    /// A form left open longer is opened again.
    static let longestSeconds = 12 * 3600
    /// The field that people do not see.
    static let trap = "site_internet"
    static let stamp = "_ouvert"

    /// Forms of one client.
    static let byClient = Throttle.Limit(tries: 6, seconds: 3600)
    /// Messages through one link of follow-up.
    static let byLink = Throttle.Limit(tries: 10, seconds: 3600)
    /// Requests of one school in an hour, whoever sends them: beyond, people are sent to the phone.
    static let schoolHourly = 30
    /// Acknowledgements that one address receives in a day, from all the schools of the server.
    static let mailsPerAddress = 3
    /// Warnings to the bureau in an hour: a flood is seen in the inbox, not in the mailbox.
    static let warningsHourly = 10

    /// A stamp for a form opened now by this visitor for this school.
    static func stamp(for uai: String, _ visit: Visit) -> String {
        let moment = String(visit.app.clock().millisecondsSince1970)
        return moment + "." + visit.app.secrets.seal(text(moment, uai, visit.cookie), for: .entryForm)
    }

    /// The hidden field of the stamp: the one received when the form comes back, a fresh one else.
    static func field(for uai: String, _ state: FormState, _ visit: Visit) -> HTML {
        let kept = state[EntryGuard.stamp]
        let value = age(kept, for: uai, visit) == nil ? stamp(for: uai, visit) : kept
        return "<input type=\"hidden\" name=\"\(EntryGuard.stamp)\" value=\"\(value)\">"
    }

    /// Seconds since the form was opened; `nil` when the stamp is not ours, or too old.
    static func age(_ stamp: String, for uai: String, _ visit: Visit) -> Int? {
        let parts = stamp.split(separator: ".").map(String.init)
        guard parts.count == 2, let milliseconds = Int64(parts[0]),
            visit.app.secrets.isSeal(parts[1], of: text(parts[0], uai, visit.cookie), for: .entryForm)
        else { return nil }
        let age = Moment(millisecondsSince1970: milliseconds).seconds(until: visit.app.clock())
        return (0...longestSeconds).contains(age) ? age : nil
    }

    /// Refuses a form sent by something that did not read it.
    static func check(_ values: FormValues, for uai: String, _ visit: Visit) throws(EntryRefusal) {
        guard let age = age(values[stamp], for: uai, visit) else { throw .stale }
        guard age >= leastSeconds else { throw .tooFast }
    }

    private static func text(_ moment: String, _ uai: String, _ cookie: String) -> String {
        moment + "|" + uai + "|" + cookie
    }
}

/// Why a form of the public page is not taken.
enum EntryRefusal: Refusal, Equatable {
    case stale
    case tooFast
    case closed
    case busy(phone: String?, email: String?)

    var message: String {
        switch self {
        case .stale:
            return
                "Cette page est restée ouverte trop longtemps. Vérifiez ce que vous avez écrit, puis envoyez de nouveau."
        case .tooFast:
            return "Le formulaire est parti trop vite. Relisez-le, puis envoyez de nouveau."
        case .closed:
            return "Ce bureau ne reçoit pas de demandes par formulaire en ce moment."
        case .busy(let phone, let email):
            let ways = [phone.map { "au " + $0 }, email.map { "à " + $0 }].compactMap { $0 }.joined(separator: " ou ")
            return "Le bureau reçoit trop de demandes en ce moment. Réessayez dans une heure"
                + (ways.isEmpty ? "." : ", ou joignez-nous " + ways + ".")
        }
    }
}
