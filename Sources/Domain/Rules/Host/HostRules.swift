/// Obligations of the host, PFMP-62 to PFMP-67: numbers, tutor, safety, register.
enum HostRules {
    static let all: [PlacementRule] = [
        quota, order, headcount, tutor, safety, register, gratification, rate, changeOfYear, notAllowance, benefits,
        costs,
    ]

    static let quota = PlacementRule(
        62, "Nombre de stagiaires en même temps", .host, source: "R.\u{A0}124-10 du code de l’éducation",
        statement:
            "Par semaine civile et par personne morale\u{A0}: 3 stagiaires au-dessous de 20 personnes, 15\u{A0}% de "
            + "l’effectif "
            + "arrondis au-dessus à partir de 20.",
        example: "19 → 3\u{A0}; 20 → 3\u{A0}; 21 → 4\u{A0}; 40 → 6\u{A0}; 100 → 15."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let days = try study.period()
        let load = WeeklyHostLoad.busiest(days, with: try study.known(study.facts.host.present, "host.present"))
        let host = study.facts.host
        guard host.headcount != nil || host.averageHundredths != nil else {
            guard load.counted > (try study.number(.hostQuotaSmall)) else { return [] }
            throw .fact("host.headcount")
        }
        let reference = ReferenceHeadcount.hundredths(last: host.headcount, average: host.averageHundredths)
        let most = try HostQuota.most(study, hundredths: reference)
        guard load.counted > most else { return [] }
        return [
            Observation(
                .warning,
                "\(load.counted)\u{A0}stagiaires la semaine du \(load.monday.long)\u{A0}: \(most) au plus pour un "
                    + "effectif de "
                    + "\(ReferenceHeadcount.text(reference)).",
                remedy: "Placez l’élève ailleurs, ou vérifiez l’effectif avec l’organisme.")
        ]
    }

    static let order = PlacementRule(
        63, "Arrêté académique pour les PFMP", .host, .data, .info, source: "R.\u{A0}124-11 du code de l’éducation",
        statement:
            "L’autorité académique peut porter le nombre à 5 au-dessous de 30 personnes et à 20\u{A0}% à partir de "
            + "30\u{A0}; tous les "
            + "stagiaires comptent alors.",
        example: "Avec un arrêté\u{A0}: 12 personnes → 5\u{A0}; 30 → 6\u{A0}; 50 → 10."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, let order = study.facts.host.order else { return [] }
        let small = try study.number(.orderSmall)
        let percent = try study.number(.orderPercent)
        guard (order.small ?? 0) > small || (order.percent ?? 0) > percent else { return [] }
        return [
            Observation(
                .info, "L’arrêté noté dépasse ce que le texte permet (\(small) stagiaires, \(percent)\u{A0}%).",
                remedy: "Vérifiez les nombres de l’arrêté.")
        ]
    }

    static let headcount = PlacementRule(
        64, "Effectif de référence", .host, .calculation, .info, source: "R.\u{A0}124-12 du code de l’éducation",
        statement:
            "Le plus grand de l’effectif au dernier jour du mois précédent et de la moyenne des douze mois. La "
            + "tranche Sirene "
            + "n’est qu’un indice.",
        example: "18 aujourd’hui, 21,4 en moyenne\u{A0}: 21,4, donc 4 stagiaires.")

    static let tutor = PlacementRule(
        65, "Tuteur", .host, .check, .warning, .known,
        source: "L.\u{A0}124-9, L.\u{A0}124-10 et R.\u{A0}124-13 du code de l’éducation",
        statement: "Un tuteur par stagiaire\u{A0}; une personne suit 3 stagiaires au plus en même temps.",
        example: "Quatrième convention en même temps pour un tuteur\u{A0}: à justifier."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        return study.each(CollectionOfOne(study), tutorAge) + study.each(CollectionOfOne(study), tutorLoad)
    }

    private static func tutorLoad(_ study: Study) throws(Unknown) -> [Observation] {
        let days = try study.period()
        let present = try study.known(study.facts.host.present, "host.present")
        let most = try study.number(.tutorMaximum)
        let followed = WeeklyHostLoad.busiestDay(days, with: present.filter { $0.sameTutor == true })
        let perhaps = WeeklyHostLoad.busiestDay(days, with: present.filter { $0.sameTutor != false })
        if followed <= most, perhaps > most { throw .fact("host.present.sameTutor") }
        guard followed > most else { return [] }
        return [
            Observation(
                .warning, "Ce tuteur suivrait \(followed)\u{A0}stagiaires en même temps\u{A0}: \(most) au plus.",
                remedy: "Demandez un autre tuteur à l’organisme.")
        ]
    }

    private static func tutorAge(_ study: Study) throws(Unknown) -> [Observation] {
        let paper = study.facts.agreement
        guard !isBlank(try study.known(paper.tutor, "agreement.tutor")) else { return [] }
        let day = try study.period().lowerBound
        let majority = try study.number(.ageOfMajority)
        // Schools keep no birth date of people in companies: somebody says whether the tutor is of age, or nobody did.
        let byBirth = paper.tutorBirthDate.map { $0.age(on: day) >= majority }
        guard try study.known(byBirth ?? paper.tutorAdult, "agreement.tutorAdult") == false else { return [] }
        return [
            Observation(
                .warning, "Le tuteur est mineur au premier jour.", remedy: "Demandez un autre tuteur à l’organisme.")
        ]
    }

    static let safety = PlacementRule(
        66, "Sécurité et règlement de l’organisme", .host, .check, .warning, .known,
        source: "L.\u{A0}4141-1 et suivants du code du travail",
        statement:
            "Information à la sécurité, protections, accès au règlement intérieur\u{A0}; les postes saisonniers ou "
            + "dangereux "
            + "sont demandés avant de signer.",
        example: "Liste à cocher sur la fiche de l’organisme."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let host = study.facts.host
        var found: [Observation] = []
        if host.exposedPost == true {
            found.append(
                Observation(
                    .warning, "Le poste est dit saisonnier ou dangereux.", remedy: "Demandez un autre poste."))
        }
        let lacks = [
            (host.safetyInformation, "l’information à la sécurité"), (host.equipment, "les protections"),
            (host.houseRules, "l’accès au règlement intérieur"),
        ].filter { $0.0 == false }.map(\.1)
        if !lacks.isEmpty {
            found.append(
                Observation(
                    .warning, "L’organisme ne donne pas\u{A0}: \(lacks.joined(separator: ", ")).",
                    remedy: "Demandez-le avant le départ."))
        }
        guard found.isEmpty else { return found }
        _ = try study.known(host.safetyInformation, "host.safetyInformation")
        return []
    }

    static let register = PlacementRule(
        67, "Registre du personnel", .host, .document, .info, .known,
        source: "L.\u{A0}1221-13 et D.\u{A0}1221-23-1 du code du travail",
        statement: "Les stagiaires figurent dans une partie du registre\u{A0}: nom, dates, tuteur, lieu.",
        example: "La ligne s’imprime depuis la convention."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, study.hasBegun || study.facts.host.inRegister == false,
            try !study.known(study.facts.host.inRegister, "host.inRegister")
        else { return [] }
        return [
            Observation(
                .info, "L’organisme n’a pas inscrit le stagiaire à son registre.",
                remedy: "Remettez-lui la ligne à recopier.")
        ]
    }
}
