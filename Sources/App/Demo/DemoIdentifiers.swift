import Domain

/// Identifiers that are valid by their key and can belong to nobody.
enum DemoIdentifiers {
    /// The code of the school of a rank: département 099 does not exist.
    static func uai(rank: Int) -> String {
        let digits = "0999" + padded(1 + rank % 999, 3)
        let keys = "ABCDEFGHJKLMNPRSTUVWXYZ"
        return keys.lazy.compactMap { try? UAI(digits + String($0)).rawValue }.first ?? digits
    }

    /// A SIRET in the SIREN 999 xxx xxx, different for each number below 100 000.
    static func siret(_ number: Int) -> String {
        // 7 919 has no factor in common with 100 000: every number keeps its own five digits, scattered.
        let body = "999" + padded(number * 7_919 % 100_000, 5)
        let siren = withKey(body) { try? SIREN($0).rawValue }
        return withKey(siren + "0001") { try? SIRET($0).rawValue }
    }

    private static func withKey(_ body: String, check: (String) -> String?) -> String {
        for key in 0...9 {
            if let valid = check(body + String(key)) { return valid }
        }
        return body
    }

    /// A national number: two 9, the school, the learner, and two letters.
    static func ine(school: Int, learner: Int, random: inout DemoRandom) -> String {
        let letters = Array("ABCDEFGHJKMNPRSTVWXYZ")
        return "99" + padded(school % 1000, 3) + padded(learner % 10_000, 4) + String(random.pick(letters))
            + String(random.pick(letters))
    }

    /// A number of the ranges kept for fiction, in international form.
    static func phone(mobile: Bool, random: inout DemoRandom) -> String {
        let ranges = mobile ? ["063998"] : ["019900", "026191", "035301", "046571", "053649"]
        let dialled = random.pick(ranges) + padded(random.below(10_000), 4)
        return (try? PhoneNumber(dialled).rawValue) ?? dialled
    }

    /// `noemie.valombre@…`, a name without accents or blanks.
    static func email(_ firstName: String, _ familyName: String, at domain: String) -> String {
        slug(firstName) + "." + slug(familyName) + "@" + domain
    }

    /// `menuiserie-des-trois-pins`
    static func slug(_ text: String) -> String {
        SearchKey(text).words.joined(separator: "-")
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
