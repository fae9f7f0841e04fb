import Domain

/// « dans 12 jours », late when it is close or past.
func departure(_ day: LocalDate, today: LocalDate) -> HTML {
    let days = today.days(until: day)
    if days < 0 { return badge("depuis le \(day.short)", .late) }
    if days == 0 { return badge("aujourd’hui", .late) }
    return badge(days == 1 ? "demain" : "dans \(days) jours", days <= 21 ? .late : .soon)
}
