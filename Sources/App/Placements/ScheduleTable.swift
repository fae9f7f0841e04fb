import Domain

/// The days of the week as the form names them.
private let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

/// How the form names the fields of a week: those of the first carry the day only.
private func prefix(ofWeek week: Int) -> String { week == 1 ? "" : "s\(week)-" }

extension WeekSchedule {
    /// Reads the weeks in turn, `semaines` of them: seven days of four times each, `lundi-1` to `lundi-4` for the ends
    /// of the morning and of the afternoon, `s2-lundi-1` in the second week.
    init(reading form: inout FormReader) {
        let count = min(max(Int(form.values["semaines"]) ?? 1, 1), WeekSchedule.mostWeeks)
        let all = (1...WeekSchedule.mostWeeks).map { WeekSchedule.week($0, &form) }
        self.init(days: all[0], following: Array(all[1..<count]))
        // Hours typed in a week that is not counted would be lost in silence.
        for (index, days) in all.enumerated().dropFirst(count) where days.contains(where: { $0.minutes > 0 }) {
            form.refuse(
                "semaines",
                "La semaine \(index + 1) a des horaires\u{A0}: dites combien de semaines se suivent, ou videz-la.")
        }
    }

    private static func week(_ week: Int, _ form: inout FormReader) -> [DaySchedule] {
        weekdays.map { day in
            let name = prefix(ofWeek: week) + day
            let hours = DaySchedule(
                morning: span(&form, "\(name)-1", "\(name)-2"), afternoon: span(&form, "\(name)-3", "\(name)-4"))
            guard let morning = hours.morning, let afternoon = hours.afternoon else { return hours }
            // An end before its start is after midnight.
            if afternoon.from < morning.from + morning.minutes {
                form.refuse("\(name)-3", "Le \(day), l’après-midi commence avant la fin du matin.")
            } else if afternoon.from + afternoon.minutes > morning.from + dayMinutes {
                form.refuse("\(name)-4", "Le \(day), ces horaires dépassent vingt-quatre heures.")
            }
            return hours
        }
    }

    private static let dayMinutes = 24 * 60

    private static func span(_ form: inout FormReader, _ first: String, _ last: String) -> HourSpan? {
        let texts = [form.values[first], form.values[last]]
        guard texts != ["", ""] else { return nil }
        let times = texts.map { HourSpan.minutes(parsing: $0) }
        guard let from = times[0] else {
            form.refuse(first, "Écrivez l’heure de début, par exemple 8:30.")
            return nil
        }
        guard let to = times[1] else {
            form.refuse(last, "Écrivez l’heure de fin, par exemple 12:00.")
            return nil
        }
        return from == to ? nil : HourSpan(from: from, to: to)
    }
}

extension FormState {
    /// Writes the hours of each week in their fields.
    mutating func fill(_ schedule: WeekSchedule) {
        values.set("semaines", String(schedule.weeks.count))
        for (index, week) in schedule.weeks.enumerated() {
            for (day, hours) in zip(weekdays, week.days) {
                for (rank, span) in [(1, hours.morning), (3, hours.afternoon)] {
                    guard let span else { continue }
                    let name = prefix(ofWeek: index + 1) + day
                    values.set("\(name)-\(rank)", HourSpan.input(span.from))
                    values.set("\(name)-\(rank + 1)", HourSpan.input(span.to))
                }
            }
        }
    }

    /// How many weeks come in turn, as typed.
    fileprivate var weekCount: Int { Int(self["semaines"]) ?? 1 }

    fileprivate func hasProblem(inWeek week: Int) -> Bool {
        weekdays.contains { day in (1...4).contains { problem("\(prefix(ofWeek: week))\(day)-\($0)") != nil } }
    }
}

extension HourSpan {
    /// `08:30`, as the browser's field of a time wants it.
    static func input(_ minutes: Int) -> String {
        let (hours, rest) = (minutes / 60 % 24, minutes % 60)
        return (hours < 10 ? "0" : "") + String(hours) + ":" + (rest < 10 ? "0" : "") + String(rest)
    }
}

/// Hours of presence with totals: one week for all, or weeks in turn, folded where there is only one.
func scheduleTable(_ state: FormState) -> HTML {
    let counts = [
        (value: "1", label: "Toutes pareilles"), (value: "2", label: "2 semaines en alternance"),
        (value: "3", label: "3 semaines qui se suivent"), (value: "4", label: "4 semaines qui se suivent"),
    ]
    let others = (2...WeekSchedule.mostWeeks).map { week -> HTML in
        let isOpen = week <= state.weekCount || state.hasProblem(inWeek: week)
        return """
            <details class="more" data-week-number="\(week)"\(isOpen ? " open" as HTML : nil)><summary>Semaine \(week)</summary>\
            \(weekTable(state, week))</details>
            """
    }
    return """
        <div class="weeks" data-weeks>\(selectField(state, "semaines", "Les semaines", counts))\
        \(weekTable(state, 1))<p class="hint">Un travail de nuit s’écrit tel quel, par exemple de 22:00 à 6:00. La semaine 1 est celle du premier jour.</p>\
        \(others)</div>
        """
}

private func weekTable(_ state: FormState, _ week: Int) -> HTML {
    let rows = weekdays.map { scheduleRow($0, week, state) }
    let problems = weekdays.flatMap { day in
        (1...4).compactMap { state.problem("\(prefix(ofWeek: week))\(day)-\($0)") }
    }
    let errors = problems.map { "<p class=\"error\">\(icon("alert")) \($0)</p>" as HTML }
    let first: HTML? =
        week == 1
        ? nil
        : "<button type=\"button\" class=\"btn small\" data-copy-first-week hidden>\(icon("copy")) Copier la semaine 1</button>"
    return """
        <div class="week"><table class="schedule" data-schedule><caption class="vh">Horaires de chaque jour, semaine \(week)</caption>\
        <thead><tr><th scope="col">Jour</th><th scope="colgroup" colspan="2">Matin</th><th scope="colgroup" colspan="2">Après-midi</th>\
        <th scope="col" class="num">Total</th></tr></thead><tbody>\(rows)</tbody>\
        <tfoot><tr><th scope="row" colspan="5">Total de la semaine</th><td class="num"><output data-week></output></td></tr></tfoot>\
        </table>\(errors)<p class="row"><button type="button" class="btn small" data-copy-first-day hidden>\(icon("copy")) \
        Copier le lundi sur la semaine</button>\(first)</p></div>
        """
}

private func scheduleRow(_ day: String, _ week: Int, _ state: FormState) -> HTML {
    let title = day.prefix(1).uppercased() + day.dropFirst()
    let labels = ["début du matin", "fin du matin", "début de l’après-midi", "fin de l’après-midi"]
    // A hundred fields: what is empty or said by the caption is left out, so that the page stays light.
    let cells = labels.enumerated().map { index, label -> HTML in
        let name = "\(prefix(ofWeek: week))\(day)-\(index + 1)"
        let value: HTML? = state[name].isEmpty ? nil : " value=\"\(state[name])\""
        let wrong: HTML? = state.problem(name) == nil ? nil : " aria-invalid=\"true\""
        let id: HTML? = week == 1 || wrong != nil ? " id=\"f-\(name)\"" : nil
        return "<td><input type=\"time\"\(id) name=\"\(name)\"\(value) aria-label=\"\(title), \(label)\"\(wrong)></td>"
    }
    return "<tr><th scope=\"row\">\(title)</th>\(cells)<td class=\"num\"><output data-day></output></td></tr>"
}
