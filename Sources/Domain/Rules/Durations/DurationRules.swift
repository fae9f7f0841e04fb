/// Durations and calendar, PFMP-01 to PFMP-13: weeks of the cycle, of a year, of a period.
enum DurationRules {
    static let all: [PlacementRule] = [
        specialityTotal, capTwoYears, capOtherLengths, seconde, premiere, terminale, endPath, pathChoice, field,
        bacproTotal, periodLength, examFloor, covid, speciality, otherDiplomas, brevet, counting, holidays, board,
        preparation, catchUp,
    ]

    static let specialityTotal = PlacementRule(
        1, "Durée totale de la spécialité", .durations,
        source: "arrêtés du 21/11/2018 (CAP, baccalauréat professionnel) et du 19/04/2019",
        statement: "Le nombre total de semaines est fixé par l’arrêté de création de chaque spécialité.",
        example: "CAP dont l’arrêté fixe 14 semaines\u{A0}: 7 + 7 convient\u{A0}; avec 12 semaines, 2 sont en trop."
    ) { study throws(Unknown) in
        let training = study.facts.training
        guard study.kind == .pfmp else { return [] }
        guard !training.plannedWeeks.isEmpty else { throw .fact("training.plannedWeeks") }
        let wanted = try study.known(training.specialityWeeks, "training.specialityWeeks")
        let planned = training.plannedWeeks.reduce(0, +)
        guard planned != wanted else { return [] }
        let gap = planned - wanted
        return [
            Observation(
                .warning,
                "\(Weeks.text(planned)) prévues sur le cycle, \(wanted) fixées pour la spécialité\u{A0}: "
                    + (gap > 0 ? "\(gap) de trop." : "il en manque \(-gap)."),
                remedy: "Corrigez le calendrier, ou le nombre de semaines de la spécialité.")
        ]
    }

    static let capTwoYears = PlacementRule(
        2, "CAP en 2 ans", .durations, source: "arrêté du 21/11/2018 (CAP), annexe",
        statement: "12, 13 ou 14 semaines sur le cycle, 6 ou 7 chaque année.",
        example: "6 + 6 = 12 et 7 + 6 = 13 conviennent\u{A0}; 8 + 6\u{A0}: la première année dépasse 7 semaines."
    ) { study throws(Unknown) in
        guard study.facts.training.diploma == .cap2 else { return [] }
        let weeks = study.facts.training.plannedWeeks
        let year = try Weeks.bounds(study, .capYearMinimum, .capYearMaximum)
        let total = try Weeks.bounds(study, .capTotalMinimum, .capTotalMaximum)
        let years = weeks.enumerated().flatMap {
            Weeks.outside($1, year, "Année \($0 + 1) du CAP")
        }
        let sum = weeks.count == 2 ? Weeks.outside(weeks.reduce(0, +), total, "CAP en 2 ans") : []
        return years + sum
    }

    static let capOtherLengths = PlacementRule(
        3, "CAP en 1 an ou en 3 ans", .durations, source: "D.\u{A0}337-4 et D.\u{A0}337-6 du code de l’éducation",
        statement:
            "Une décision de positionnement peut raccourcir ou allonger la formation\u{A0}; sous statut scolaire, "
            + "5 semaines au moins. En 3 ans, le total peut être placé en fin de 2e année ou sur les deux dernières.",
        example: "Élève de CAP en 1 an avec 4 semaines prévues\u{A0}: 5 semaines au moins."
    ) { study throws(Unknown) in
        let training = study.facts.training
        guard training.diploma == .cap1 || training.diploma == .cap3, !training.plannedWeeks.isEmpty else { return [] }
        var found: [Observation] = []
        if try !study.known(training.positioned, "training.positioned") {
            found.append(
                Observation(
                    .warning, "Cette durée de CAP demande une décision de positionnement.",
                    remedy: "Demandez-la au rectorat, ou corrigez la durée de la formation."))
        }
        let floor = try study.number(.capFloor)
        let planned = training.plannedWeeks.reduce(0, +)
        if planned < floor {
            found.append(
                Observation(
                    .warning, "\(Weeks.text(planned)) prévues\u{A0}: \(floor) au moins.",
                    remedy: "Ajoutez une période au calendrier."))
        }
        return found
    }

    static let seconde = PlacementRule(
        4, "Baccalauréat professionnel, seconde", .durations, source: "grilles de l’arrêté du 21/11/2018",
        statement: "4 à 6 semaines.", example: "3 + 3 semaines conviennent\u{A0}; 7 semaines sont à justifier."
    ) { study throws(Unknown) in
        try Weeks.year(1, of: study, "Seconde professionnelle", .secondeMinimum, .secondeMaximum)
    }

    static let premiere = PlacementRule(
        5, "Baccalauréat professionnel, première", .durations, source: "grilles de l’arrêté du 21/11/2018",
        statement: "6 à 8 semaines.", example: "4 + 4 semaines conviennent."
    ) { study throws(Unknown) in
        try Weeks.year(2, of: study, "Première professionnelle", .premiereMinimum, .premiereMaximum)
    }

    static let terminale = PlacementRule(
        6, "Terminale, semaines certificatives", .durations,
        source: "arrêté du 22/01/2024 et note de service du 04/03/2024",
        statement: "6 semaines demandées pour l’examen depuis la rentrée 2024, 8 auparavant.",
        example: "Deux périodes de 3 semaines, l’une au premier trimestre, l’autre au deuxième\u{A0}: conviennent."
    ) { study throws(Unknown) in
        try Weeks.year(3, of: study, "Terminale professionnelle", .terminaleCertifying, .terminaleCertifying)
    }

    static let bacproTotal = PlacementRule(
        10, "Baccalauréat professionnel en 3 ans, total", .durations, .check, .warning, .unsure,
        source: "grilles de l’arrêté du 21/11/2018\u{A0}; 16 à 20 déduit de la terminale à 6 semaines",
        statement: "18 à 22 semaines sur le cycle quand la terminale en a 8, 16 à 20 quand elle en a 6.",
        example: "Promotion 2023-2026\u{A0}: 6 + 8 + 6 = 20 semaines, convient."
    ) { study throws(Unknown) in
        let training = study.facts.training
        guard training.diploma == .bacpro, training.plannedWeeks.count == 3 else { return [] }
        let day = training.lastYear.flatMap { SchoolYear(start: $0)?.firstDay() } ?? study.day
        let bounds = try Weeks.bounds(study, .bacproTotalMinimum, .bacproTotalMaximum, on: day)
        return Weeks.outside(training.plannedWeeks.reduce(0, +), bounds, "Cycle du baccalauréat")
    }

    static let periodLength = PlacementRule(
        11, "Durée minimale d’une période", .durations,
        source: "arrêté du 21/11/2018 (baccalauréat professionnel)",
        statement: "Une période dure 3 semaines au moins\u{A0}; en seconde, le projet d’établissement peut l’adapter.",
        example: "2 semaines en première\u{A0}: à justifier\u{A0}; en seconde\u{A0}: pour information."
    ) { study throws(Unknown) in
        guard study.kind == .pfmp, study.facts.period.catchUp != true, study.facts.period.path == nil,
            try study.known(study.facts.training.diploma, "training.diploma") == .bacpro
        else { return [] }
        let days = try study.period()
        let least = try study.number(.periodMinimum)
        let weeks = Weeks.touched(days)
        guard weeks < least else { return [] }
        let year = try study.known(study.facts.training.year, "training.year")
        return [
            Observation(
                year == 1 ? .info : .warning, "Période de \(Weeks.text(weeks))\u{A0}: \(least) au moins en général.",
                remedy: year == 1 ? "" : "Allongez la période, ou écrivez pourquoi elle est plus courte.")
        ]
    }

    static let examFloor = PlacementRule(
        12, "Plancher pour se présenter à l’examen", .durations,
        source: "D.\u{A0}337-4 du code de l’éducation et section du baccalauréat professionnel",
        statement:
            "Même avec un positionnement ou une réduction\u{A0}: 10 semaines pour le baccalauréat professionnel, "
            + "5 pour le CAP.",
        example: "14,5 semaines validées sur 20\u{A0}: dérogation à demander\u{A0}; 9\u{A0}: sous le plancher."
    ) { study throws(Unknown) in
        guard let done = study.facts.training.validatedTenths else { return [] }
        let standing = try ExamFloor.standing(study, validatedTenths: done)
        switch standing {
        case .complete: return []
        case .toRequest(let missing):
            return [
                Observation(
                    .warning, "Il manque \(Weeks.tenths(missing)) pour l’examen\u{A0}: dérogation à demander.",
                    remedy: "Ouvrez une demande de dérogation, ou prévoyez un rattrapage.")
            ]
        case .belowFloor(let floor):
            return [
                Observation(
                    .warning, "\(Weeks.tenths(done)) validées, sous le plancher de \(Weeks.text(floor)).",
                    remedy: "Prévoyez un rattrapage avant l’examen.")
            ]
        }
    }

    static let covid = PlacementRule(
        13, "Réductions de 2020 à 2022", .durations, .data, .info,
        source: "décrets n°\u{A0}2021-161 et n°\u{A0}2022-672",
        statement: "Elles ne valent que pour des sessions passées\u{A0}: le logiciel ne les applique pas.",
        example: "Session 2027\u{A0}: un CAP en 1 an demande 5 semaines, jamais 3.")
}
