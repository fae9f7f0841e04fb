import Domain
import PDF

/// What is learnt, done and followed (PFMP-27).
extension AgreementDocument {
    /// A text as typed: lines of a list become one, a missing text becomes lines to write on.
    func told(_ text: String) -> [PDFBlock] {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.drop { $0.isWhitespace || "-–—•*".contains($0) } }
            .filter { !$0.isEmpty }
            .map { PDFText(String($0)) }
        switch lines.count {
        case 0: return [.paragraph(PDFText(blankLine), align: .left), .paragraph(PDFText(blankLine), align: .left)]
        case 1: return [.paragraph(lines[0])]
        default: return [.list(lines)]
        }
    }

    /// A whole line of dots to write on by hand.
    private var blankLine: String { String(repeating: "…", count: 48) }

    /// The hours of the week, or of each week with what says which comes when.
    var scheduleBlocks: [PDFBlock] {
        let schedule = facts.stay.schedule
        guard schedule.differs else { return [weekTable(schedule)] }
        let turn =
            "\(schedule.weeks.count)\u{A0}semaines se suivent dans cet ordre, la première à partir du "
            + "\(facts.stay.startsOn.printed)\u{A0}; après la dernière, la première revient."
        return [.paragraph(PDFText(turn))]
            + schedule.weeks.enumerated().map { index, week in
                .keepTogether([.paragraph(.bold("Semaine \(index + 1)"), align: .left), weekTable(week)])
            }
    }

    private func weekTable(_ schedule: WeekSchedule) -> PDFBlock {
        let shown = (0..<7).filter { $0 < 5 || schedule.days[$0].minutes > 0 }
        let rows: [[PDFText]] = shown.map { index in
            let day = schedule.days[index]
            return [
                PDFText(Weekday.name(index + 1).capitalizedFirst), hours(day.morning), hours(day.afternoon),
                facts.stay.schedule.isEmpty ? "" : PDFText(day.minutes > 0 ? HourSpan.duration(day.minutes) : "Repos"),
            ]
        }
        let sum = facts.stay.schedule.isEmpty ? "" : HourSpan.duration(schedule.minutes)
        let total: [PDFText] = ["Total de la semaine", "", "", .bold(sum)]
        return .table(
            PDFTable(
                columns: [
                    PDFColumn("Jour", width: 1.2), PDFColumn("Matin", width: 1.5), PDFColumn("Après-midi", width: 1.5),
                    PDFColumn("Durée", width: 0.8, align: .right),
                ], rows: rows + [total], rowHeaders: true))
    }

    private func hours(_ span: HourSpan?) -> PDFText {
        PDFText(span?.french ?? (facts.stay.schedule.isEmpty ? "de\u{A0}………… à\u{A0}…………" : "–"))
    }

    var presence: [(label: String, value: String)] {
        let stay = facts.stay
        let holidays = stay.presence.holidays.map { "\($0.date.printed) (\($0.name))" }.joined(separator: "\n")
        return pairs([
            ("Période", "du \(stay.startsOn.printed) au \(stay.endsOn.printed) inclus"),
            ("Présence effective", effectivePresence),
            ("Jours fériés non travaillés", holidays.isEmpty ? "aucun" : holidays),
        ])
    }

    var regulatedWorkDetails: [PDFBlock] {
        let details = facts.teaching.regulatedWorkDetails
        guard facts.learner.minor else {
            let adult = "Sans objet\u{A0}: \(words.theLearner) a dix-huit ans révolus."
            return [.paragraph(PDFText(adult))] + (details.isEmpty ? [] : told(details))
        }
        guard facts.teaching.regulatedWork else {
            return [.paragraph("Aucun\u{A0}: les travaux interdits ou réglementés avant dix-huit ans sont exclus.")]
        }
        return [
            .paragraph("Travaux nécessaires à la formation et déclarés à l’inspection du travail\u{A0}:", align: .left)
        ] + told(details)
    }
}

/// Who pays what (PFMP-27).
extension AgreementDocument {
    var costsTable: PDFBlock {
        let costs = facts.costs
        return .table(
            PDFTable(
                columns: [PDFColumn("Poste", width: 1), PDFColumn("Ce qui est convenu", width: 2.4)],
                rows: [
                    ["Restauration", agreed(costs.meals)], ["Transport", agreed(costs.transport)],
                    ["Hébergement", agreed(costs.lodging)], ["Gratification", PDFText(gratification)],
                    ["Assurance de l’établissement", insurance(facts.school.insurer, facts.school.insurancePolicy)],
                    ["Assurance de l’organisme d’accueil", insurance(facts.host.insurer, facts.host.insurancePolicy)],
                ], rowHeaders: true))
    }

    private func agreed(_ text: String) -> PDFText {
        PDFText(text.allSatisfy(\.isWhitespace) ? blank : text)
    }

    private var gratification: String {
        let costs = facts.costs
        guard costs.gratification.allSatisfy(\.isWhitespace) else { return costs.gratification }
        switch costs.gratificationDue {
        case false: return "Aucune gratification n’est due pour cette durée de présence."
        case true: return leastGratification
        case nil: return blank
        }
    }

    private var leastGratification: String {
        guard let rate = facts.law.gratificationRate else {
            return "Due pour toute la durée de présence, au taux légal en vigueur\u{A0}: \(blank)"
        }
        return "Due pour toute la durée de présence, au moins \(rate.french) par heure\u{A0}: \(blank)"
    }

    private func insurance(_ insurer: String?, _ policy: String?) -> PDFText {
        guard let insurer, !insurer.isEmpty else { return PDFText("Assureur et contrat\u{A0}: \(blank)") }
        guard let policy, !policy.isEmpty else { return PDFText(insurer) }
        return PDFText("\(insurer), contrat n°\u{A0}\(policy)")
    }
}

extension String {
    /// « lundi » at the start of a line.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
