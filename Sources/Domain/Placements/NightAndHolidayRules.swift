extension ScheduleRule {
    /// PFMP-49. Public holidays of the territory: days off, and forbidden to minors without an agreement.
    static let publicHolidays = ScheduleRule(
        49, "Jours fériés", source: "L.\u{A0}3164-6, L.\u{A0}3164-8 et R.\u{A0}3164-2 du code du travail"
    ) { span, _ throws(Unknown) in
        let facts = span.facts
        let days = span.holidays.filter { (span.start...span.end).contains($0.date) }
            .filter { span.plan.day($0.date).minutes > 0 }
        return days.map { holiday in
            let day = "le \(holiday.date.spelled) est férié (\(holiday.name))"
            guard facts.worksPublicHolidays else {
                return Observation(.info, "\(day)\u{A0}: il n’est pas compté en présence effective.")
            }
            return workedHoliday(day, span)
        }
    }

    private static func workedHoliday(_ day: String, _ span: ScheduleSpan) -> Observation {
        guard span.isMinor else {
            return Observation(.info, "\(day) et une présence y est prévue.")
        }
        let agreed = span.facts.holidayAgreement.map { !$0.isEmpty } ?? false
        guard span.facts.sector?.isFoodOrFlowers == true, agreed else {
            return Observation(
                .block, "\(day)\u{A0}: un mineur n’y travaille pas, sauf accord dans certaines activités.",
                remedy: "Libérez ce jour, ou indiquez l’accord qui le permet.")
        }
        return Observation(
            .warning, "\(day) et une présence y est prévue\u{A0}: l’accord cité doit le permettre.",
            remedy: "Vérifiez les conditions fixées par l’accord.")
    }

    /// PFMP-50. A minor does not work at night; from 16 the labour inspector may derogate.
    static let night = ScheduleRule(
        50, "Nuit (mineur)",
        source: "L.\u{A0}3163-1, L.\u{A0}3163-2 et R.\u{A0}3163-1 à R.\u{A0}3163-5 du code du travail"
    ) { span, parameters throws(Unknown) in
        guard span.isMinor else { return [] }
        let young = span.age == .under16
        let evening = try parameters.require(young ? .nightStartUnder16 : .nightStartFrom16, on: span.start)
        let morning = try parameters.require(.nightEndMinor, on: span.start)
        let days = span.workedDays.filter { $0.presence.nightMinutes(from: evening, to: morning) > 0 }
        guard !days.isEmpty else { return [] }

        let planned =
            "\(span.names(days)), présence prévue entre \(HourSpan.clock(evening)) et \(HourSpan.clock(morning))"
        guard !young, !isBlank(span.facts.nightDerogation) else {
            return [
                Observation(
                    .block, "\(planned)\u{A0}: le travail de nuit est interdit avant \(young ? "16" : "18")\u{A0}ans.",
                    remedy: young ? "Changez les heures." : "Changez les heures, ou indiquez la dérogation obtenue.")
            ]
        }
        let window = try nightWindow(span, evening: evening, morning: morning, parameters)
        return [derogation(planned, days, window, span)]
    }

    /// The hours a derogation may open in the activity of the host (R.3163-1 to R.3163-5); `nil` when it is unknown.
    private static func nightWindow(
        _ span: ScheduleSpan, evening: Int, morning: Int, _ parameters: LegalParameters
    ) throws(Unknown) -> (evening: Int, morning: Int)? {
        switch span.facts.sector {
        case .hotel, .restaurant: (try parameters.require(.nightRestaurantEnd, on: span.start), morning)
        case .bakery, .pastry: (evening, try parameters.require(.nightBakeryStart, on: span.start))
        case .show, .racing: (try parameters.require(.nightShowEnd, on: span.start), morning)
        default: nil
        }
    }

    private static func derogation(
        _ planned: String, _ days: [WorkedDay], _ window: (evening: Int, morning: Int)?, _ span: ScheduleSpan
    ) -> Observation {
        if let window, days.contains(where: { $0.presence.nightMinutes(from: window.evening, to: window.morning) > 0 })
        {
            return Observation(
                .block,
                "\(planned)\u{A0}: même avec une dérogation, rien entre \(HourSpan.clock(window.evening)) et "
                    + "\(HourSpan.clock(window.morning)).", remedy: "Changez les heures.")
        }
        if let last = span.facts.nightDerogationUntil, last < span.end {
            return Observation(
                .block, "\(planned)\u{A0}: la dérogation n’est valable que jusqu’au \(last.long).",
                remedy: "Demandez son renouvellement, ou changez les heures.")
        }
        return Observation(
            .warning, "\(planned)\u{A0}: la dérogation citée doit le permettre.",
            remedy: "Vérifiez les heures et la date de fin de la dérogation.")
    }

    /// PFMP-53. Nobody is too young to go.
    static let minimumAge = ScheduleRule(
        53, "Âge minimal", source: "L.\u{A0}4153-1 du code du travail, D.\u{A0}331-1 et suivants du code de l’éducation"
    ) { span, parameters throws(Unknown) in
        guard span.start == span.facts.startsOn else { return [] }
        guard let birthDate = span.facts.birthDate else {
            return [
                Observation(
                    .toCheck, "la date de naissance est inconnue\u{A0}: les règles de 16 et 17 ans sont appliquées.",
                    remedy: "Complétez la fiche de l’élève.")
            ]
        }
        let age = birthDate.age(on: span.start)
        let floor = try parameters.require(.minimumAge, on: span.start)
        let usual = try parameters.require(.minimumAgeWarning, on: span.start)
        guard age < usual else { return [] }
        return [
            Observation(
                age < floor ? .block : .warning,
                "\(age)\u{A0}ans au premier jour\u{A0}: "
                    + "\(age < floor ? "\(floor)\u{A0}ans au moins." : "cas à vérifier.")",
                remedy: age < floor
                    ? "Reportez la période." : "Vérifiez que l’élève est en formation professionnelle.")
        ]
    }
}
