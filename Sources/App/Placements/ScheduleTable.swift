import Domain

/// The days of the week as the form names them.
private let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

extension WeekSchedule {
    /// Reads seven days of four times: `lundi-1` to `lundi-4`, the ends of the morning and of the afternoon.
    init(reading form: inout FormReader) {
        self.init(
            days: weekdays.map { day in
                DaySchedule(
                    morning: WeekSchedule.span(&form, "\(day)-1", "\(day)-2"),
                    afternoon: WeekSchedule.span(&form, "\(day)-3", "\(day)-4"))
            })
        for (index, day) in weekdays.enumerated() {
            guard let morning = days[index].morning, let afternoon = days[index].afternoon else { continue }
            // An end before its start is after midnight.
            if afternoon.from < morning.from + morning.minutes {
                form.refuse("\(day)-3", "Le \(day), l’après-midi commence avant la fin du matin.")
            } else if afternoon.from + afternoon.minutes > morning.from + WeekSchedule.dayMinutes {
                form.refuse("\(day)-4", "Le \(day), ces horaires dépassent vingt-quatre heures.")
            }
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
    /// Writes the hours of a week in their fields.
    mutating func fill(_ schedule: WeekSchedule) {
        for (day, hours) in zip(weekdays, schedule.days) {
            for (rank, span) in [(1, hours.morning), (3, hours.afternoon)] {
                guard let span else { continue }
                values.set("\(day)-\(rank)", HourSpan.input(span.from))
                values.set("\(day)-\(rank + 1)", HourSpan.input(span.to))
            }
        }
    }
}

extension HourSpan {
    /// `08:30`, as the browser's field of a time wants it.
    static func input(_ minutes: Int) -> String {
        let (hours, rest) = (minutes / 60 % 24, minutes % 60)
        return (hours < 10 ? "0" : "") + String(hours) + ":" + (rest < 10 ? "0" : "") + String(rest)
    }
}

/// Hours of presence of a usual week, with totals.
func scheduleTable(_ state: FormState) -> HTML {
    let rows = weekdays.map { scheduleRow($0, state) }
    let problems = weekdays.flatMap { day in (1...4).compactMap { state.problem("\(day)-\($0)") } }
    let errors = problems.map { "<p class=\"error\">\(icon("alert")) \($0)</p>" as HTML }
    return """
        <table class="schedule" data-schedule><caption class="vh">Horaires de chaque jour</caption><thead><tr>\
        <th scope="col">Jour</th><th scope="colgroup" colspan="2">Matin</th><th scope="colgroup" colspan="2">Après-midi</th>\
        <th scope="col" class="num">Total</th></tr></thead><tbody>\(rows)</tbody>\
        <tfoot><tr><th scope="row" colspan="5">Total de la semaine</th><td class="num"><output data-week></output></td></tr></tfoot>\
        </table>\(errors)<p class="row"><button type="button" class="btn small" data-copy-first-day hidden>\(icon("copy")) \
        Copier le lundi sur la semaine</button></p>
        """
}

private func scheduleRow(_ day: String, _ state: FormState) -> HTML {
    let title = day.prefix(1).uppercased() + day.dropFirst()
    let labels = ["début du matin", "fin du matin", "début de l’après-midi", "fin de l’après-midi"]
    let cells = labels.enumerated().map { index, label -> HTML in
        let name = "\(day)-\(index + 1)"
        let wrong: HTML? = state.problem(name) == nil ? nil : " aria-invalid=\"true\""
        return """
            <td><input type="time" id="f-\(name)" name="\(name)" value="\(state[name])" aria-label="\(title), \(label)"\(wrong)></td>
            """
    }
    return "<tr><th scope=\"row\">\(title)</th>\(cells)<td class=\"num\"><output data-day></output></td></tr>"
}
