import Domain
import PDF

/// The text of the template, with what the records say in the place of its variables.
extension AgreementDocument {
    /// The articles, each with its number.
    var articles: [PDFBlock] {
        [
            .heading(level: 2, "Les clauses"),
            .paragraph(
                """
                La présente convention est conclue en application du chapitre IV du titre II du livre Ier du code de \
                l’éducation (articles L.\u{A0}124-1 et suivants, désignés ci-dessous par leur seul numéro). L’annexe \
                pédagogique et l’annexe financière en font partie.
                """),
        ]
            + model.text.articles.enumerated().flatMap { index, article in
                [.heading(level: 3, "Article\u{A0}\(index + 1) – \(title(of: article))")] + blocks(of: article.nodes)
            }
    }

    var teachingAnnex: [PDFBlock] {
        [.pageBreak, .heading(level: 2, "Annexe pédagogique")] + blocks(of: model.text.teachingAnnex)
    }

    var costsAnnex: [PDFBlock] {
        [.pageBreak, .heading(level: 2, "Annexe financière")] + blocks(of: model.text.costsAnnex)
    }

    /// A title may name variables too: « Statut de {l_eleve} ».
    private func title(of article: TemplateText.Article) -> String {
        TemplateVariable.allCases.reduce(article.title) { title, variable in
            title.contains("{\(variable.rawValue)}")
                ? title.replacing("{\(variable.rawValue)}", with: value(of: variable)) : title
        }
    }

    private func blocks(of nodes: [TemplateText.Node]) -> [PDFBlock] {
        TemplateText.chosen(nodes, holds: holds).flatMap { node -> [PDFBlock] in
            switch node {
            case .paragraph(let tokens): [.paragraph(text(tokens))]
            case .heading(let title): [.heading(level: 3, title)]
            case .block(let block): blocks(block)
            case .choice: []
            }
        }
    }

    private func holds(_ condition: TemplateCondition) -> Bool {
        switch condition {
        case .minor: facts.learner.minor
        case .student: words.isStudent
        case .regulatedWork: facts.teaching.regulatedWork
        }
    }

    private func text(_ tokens: [TemplateText.Token]) -> PDFText {
        var spans: [PDFText.Span] = []
        var bold = false
        func append(_ text: String) {
            guard !text.isEmpty else { return }
            if let last = spans.indices.last, spans[last].bold == bold {
                spans[last].text += text
            } else {
                spans.append(PDFText.Span(text, bold: bold))
            }
        }
        for token in tokens {
            switch token {
            case .text(let text): append(text)
            case .variable(let variable): append(value(of: variable))
            case .bold: bold.toggle()
            }
        }
        return PDFText(spans: spans)
    }

    private func blocks(_ block: TemplateBlock) -> [PDFBlock] {
        switch block {
        case .skills: told(facts.teaching.skills)
        case .activities: told(facts.teaching.activities)
        case .followUp: told(facts.teaching.followUp)
        case .schedule: scheduleBlocks + [.keyValues(presence)]
        case .regulatedWork: regulatedWorkDetails
        case .costs: [costsTable]
        }
    }
}

/// What each variable is replaced by.
extension AgreementDocument {
    func value(of variable: TemplateVariable) -> String {
        switch variable {
        case .learner: facts.learner.name
        case .host: facts.host.displayName
        case .school: facts.school.name
        case .training: facts.learner.training.isEmpty ? blank : facts.learner.training
        case .teachingVolume: teachingVolume
        case .schoolClass: facts.learner.className
        case .number: facts.number
        case .schoolYear: facts.schoolYear
        case .start: facts.stay.startsOn.printed
        case .end: facts.stay.endsOn.printed
        case .duration: effectivePresence
        case .holidays: holidays
        case .week: weeklyPresence
        case .unusualHours: unusualHours
        case .tutor: facts.tutor?.name ?? blank
        case .referent: facts.referent?.name ?? blank
        case .head: facts.school.headName
        default: wording(of: variable)
        }
    }

    private func wording(of variable: TemplateVariable) -> String {
        switch variable {
        case .accidentDelay:
            facts.law.accidentHours.map { "dans les \($0)\u{A0}heures, dimanches et jours fériés non compris" }
                ?? "dans le délai légal"
        case .gratificationRule: gratificationRule
        case .keeping: keeping
        case .theLearner: words.theLearner
        case .capitalLearner: words.capitalLearner
        case .theStay: words.theStay
        case .capitalStay: words.capitalStay
        case .ofStay: words.ofStay
        case .longStay: words.longStay
        case .pronoun: words.pronoun
        case .ending: words.ending
        case .statusWords: words.status
        default: ""
        }
    }

    private var teachingVolume: String {
        guard let hours = facts.law.teachingHours else { return "" }
        return " Cette formation comprend au moins \(hours)\u{A0}heures d’enseignement par an en présence des "
            + "\(words.learner)s (D.\u{A0}124-2)."
    }

    private var holidays: String {
        let days = facts.stay.presence.holidays.map { "\($0.date.printed) (\($0.name))" }.joined(separator: ", ")
        return days.isEmpty ? "" : " Sont déduits les jours fériés non travaillés\u{A0}: \(days)."
    }

    /// Presence at night, on Sunday or on a public holiday, which D.124-4, 6° wants stated even when there is none.
    private var unusualHours: String {
        let nights = facts.stay.nightWeekdays.map(Weekday.name).joined(separator: ", ")
        let sunday = facts.stay.schedule.isWorked(weekday: 7)
        return switch (nights.isEmpty, sunday) {
        case (true, false): "Aucune présence n’est prévue la nuit, le dimanche ni les jours fériés."
        case (true, true): "Une présence est prévue le dimanche, aucune la nuit ni les jours fériés."
        case (false, false): "Une présence est prévue la nuit (\(nights)), aucune le dimanche ni les jours fériés."
        case (false, true): "Une présence est prévue la nuit (\(nights)) et le dimanche, aucune les jours fériés."
        }
    }

    private var gratificationRule: String {
        guard let threshold = facts.law.gratificationThreshold else {
            return "Une gratification est due dans les conditions de l’article L.\u{A0}124-6."
        }
        return "Une gratification est due, dès la première heure, lorsque la présence dans le même organisme dépasse "
            + "\(HourSpan.duration(threshold)) au cours de l’année scolaire\u{A0}; son taux suit, mois par mois, le "
            + "minimum légal (L.\u{A0}124-6)."
    }

    /// The State pays an allowance to pupils, not to students: the papers of the former justify an expense (PFMP-39).
    private var keeping: String {
        guard !words.isStudent, let years = facts.law.paperYears else { return "" }
        return " L’établissement la conserve \(years)\u{A0}ans, comme pièce justificative de l’allocation de l’État."
    }
}
