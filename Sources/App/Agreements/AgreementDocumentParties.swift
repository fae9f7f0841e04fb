import Domain
import PDF

extension AgreementDocument {
    /// Who is bound, and by whom each is represented.
    var parties: [PDFBlock] {
        [
            .heading(level: 2, "Les parties"),
            .columns([party("L’établissement", school), party("L’organisme d’accueil", host)]),
            .columns([party(words.capitalLearner, learner), guardians]),
            .columns([
                party("L’enseignant référent", person(facts.referent, role: "Discipline")),
                party("Le tuteur", person(facts.tutor, role: "Fonction")),
            ]),
            .keepTogether([.heading(level: 2, "L’essentiel"), .keyValues(summary)]),
        ]
    }

    private func party(_ title: String, _ pairs: [(label: String, value: String)]) -> [PDFBlock] {
        [.heading(level: 3, title), .keyValues(pairs)]
    }

    private var school: [(label: String, value: String)] {
        let school = facts.school
        return pairs([
            ("Nom", school.name), ("Code UAI", school.uai), ("Adresse", lines(school.address)),
            ("Téléphone", phone(school.phone)), ("Courriel", school.email),
            ("Signataire", [school.headName, school.headTitle].filter { !$0.isEmpty }.joined(separator: ", ")),
            ("Bureau des entreprises", bureau),
        ])
    }

    private var bureau: String? {
        let parts = [facts.school.bureauName, phone(facts.school.bureauPhone), facts.school.bureauEmail]
        let known = parts.compactMap { $0 }.filter { !$0.isEmpty }
        return known.isEmpty ? nil : known.joined(separator: "\n")
    }

    private var host: [(label: String, value: String)] {
        let host = facts.host
        let activity = [host.activity, host.naf.map { "(NAF\u{A0}\($0))" } ?? ""].filter { !$0.isEmpty }
        return pairs([
            ("Raison sociale", host.legalName), ("Enseigne", host.tradeName),
            ("SIRET", host.siret ?? host.noSiretReason ?? blank), ("Activité", activity.joined(separator: " ")),
            ("Adresse", lines(host.address)), ("Téléphone", phone(host.phone)), ("Courriel", host.email),
            ("Signataire", signatory),
        ])
    }

    private var signatory: String {
        guard let person = facts.signatory else { return blank }
        return [person.name, person.role].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private var learner: [(label: String, value: String)] {
        let learner = facts.learner
        return pairs([
            ("Nom", learner.name), ("Naissance", learner.birthDate?.long ?? blank), ("Classe", learner.className),
            ("Formation", learner.training.isEmpty ? blank : learner.training), ("Adresse", lines(learner.address)),
            ("Téléphone", phone(learner.phone)), ("Courriel", learner.email),
        ])
    }

    private var guardians: [PDFBlock] {
        // The parents of somebody of age are no party: their address and telephone stay out of the paper.
        guard facts.learner.minor else {
            return [
                .heading(level: 3, "Représentants légaux"),
                .paragraph(
                    "\(words.capitalLearner) a dix-huit ans révolus et signe sans représentant légal.", align: .left),
            ]
        }
        let people = facts.guardians.isEmpty ? [AgreementFacts.Person(name: blank, role: "")] : facts.guardians
        let title = people.count > 1 ? "Représentants légaux" : "Représentant légal"
        return [.heading(level: 3, title)] + people.map { .keyValues(guardian($0)) }
    }

    private func guardian(_ person: AgreementFacts.Person) -> [(label: String, value: String)] {
        let kinship = person.role.isEmpty ? "" : " (\(person.role.lowercased()))"
        return pairs([
            ("Nom", person.name + kinship), ("Adresse", lines(person.address)), ("Téléphone", phone(person.phone)),
            ("Courriel", person.email),
        ])
    }

    private func person(_ person: AgreementFacts.Person?, role: String) -> [(label: String, value: String)] {
        guard let person else { return pairs([("Nom", blank), (role, blank), ("Téléphone", blank)]) }
        return pairs([
            ("Nom", person.name), (role, person.role), ("Adresse", lines(person.address)),
            ("Téléphone", phone(person.phone)), ("Courriel", person.email),
        ])
    }

    private var summary: [(label: String, value: String)] {
        let stay = facts.stay
        return pairs([
            ("Dates", "du \(stay.startsOn.printed) au \(stay.endsOn.printed) inclus"),
            ("Présence effective", effectivePresence),
            ("Semaine habituelle", weeklyPresence),
            ("Lieu", facts.site.joined(separator: ", ")),
        ])
    }

    /// « 20 jours, soit 140 h, sur 4 semaines »
    var effectivePresence: String {
        let presence = facts.stay.presence
        guard presence.days > 0 else { return blank }
        return FrenchNumber.counted(presence.days, "jour", "jours") + ", soit " + HourSpan.duration(presence.minutes)
            + ", sur " + FrenchNumber.counted(presence.weeks, "semaine", "semaines")
    }

    /// « 35 h », or dots when the schedule is not filled.
    var weeklyPresence: String {
        let each = facts.stay.schedule.weeks.map(\.minutes)
        guard !facts.stay.schedule.isEmpty, let least = each.min(), let most = each.max() else { return blank }
        return least == most
            ? HourSpan.duration(most)
            : "\(HourSpan.duration(least)) à \(HourSpan.duration(most))"
    }

    /// Dots to write on by hand.
    var blank: String { String(repeating: "…", count: 12) }

    /// Labels with a value; what is empty is left out.
    func pairs(_ all: [(String, String?)]) -> [(label: String, value: String)] {
        all.compactMap { label, value in
            guard let value, !value.isEmpty else { return nil }
            return (label, value)
        }
    }

    private func lines(_ address: [String]) -> String { address.joined(separator: "\n") }

    /// Numbers are grouped for reading; what is no French number stays as typed.
    private func phone(_ text: String?) -> String? {
        guard let text, !text.isEmpty else { return nil }
        do throws(IdentifierRefusal) {
            return try PhoneNumber(text).display
        } catch {
            return text
        }
    }
}
