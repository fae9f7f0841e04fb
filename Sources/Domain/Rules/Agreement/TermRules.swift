/// Long stays, changes, early ends, papers: PFMP-32 to PFMP-40.
extension PaperRules {
    static let sixMonths = PlacementRule(
        32, "Six mois par organisme et par an", .agreement, source: "L.\u{A0}124-5 du code de l’éducation",
        statement: "Au plus 6 mois par année d’enseignement dans un même organisme, soit 132 jours de 7\u{A0}h.",
        example: "10 semaines puis 18 semaines dans le même organisme, 140 jours\u{A0}: à justifier."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let others = try study.known(study.facts.period.others, "period.others")
        let total = try SameHost.minutes(study, others)
        let day = max(1, try study.number(.dayEquivalent))
        let most = try study.number(.hostYearDays)
        guard total > most * day else { return [] }
        return [
            Observation(
                .warning,
                "\((total + day - 1) / day)\u{A0}jours de 7\u{A0}h cette année dans cet organisme\u{A0}: \(most) au "
                    + "plus.",
                remedy: "Choisissez un autre organisme, ou raccourcissez la période.")
        ]
    }

    static let waiting = PlacementRule(
        33, "Délai de carence sur un même poste", .agreement, .calculation, .info,
        source: "L.\u{A0}124-11 du code de l’éducation",
        statement:
            "Entre deux stagiaires sur un même poste, un tiers de la durée du stage précédent, sauf s’il a été "
            + "interrompu "
            + "par le stagiaire.",
        example: "Stage de 60 jours fini le 30 avril\u{A0}: 20 jours d’attente."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, let previous = study.facts.period.previousOnPost,
            previous.stoppedByTrainee != true
        else { return [] }
        let end = try study.known(previous.endedOn, "period.previousOnPost.endedOn")
        let days = try study.known(previous.days, "period.previousOnPost.days")
        let start = try study.period().lowerBound
        let free = WaitingPeriod.firstDay(after: end, days: days, divisor: try study.number(.waitingDivisor))
        guard start < free else { return [] }
        return [
            Observation(
                .info,
                "Le poste a été tenu jusqu’au \(end.long)\u{A0}: le délai de carence court jusqu’au "
                    + "\(free.adding(days: -1).long).", remedy: "Reportez le départ, ou changez de poste.")
        ]
    }

    static let amendment = PlacementRule(
        34, "Avenant", .agreement, .document, .warning, source: "clause des conventions de lycées professionnels",
        statement:
            "Après signature, tout changement de dates, lieu, horaires, tuteur, référent ou activités fait un avenant "
            + "signé "
            + "des mêmes parties.",
        example: "Fin reportée du 30 janvier au 6 février\u{A0}: avenant n°\u{A0}1 à signer."
    ) { study throws(Unknown) in
        guard study.facts.agreement.state?.needsAllSignatures == true else { return [] }
        let paper = study.facts.agreement
        let needed = NeededAmendment.needed(
            changed: paper.changed, amendments: paper.amendments, minor: try study.isMinor(on: study.today))
        var found: [Observation] = []
        if !needed.terms.isEmpty {
            found.append(
                Observation(
                    .warning,
                    "Modifié après signature, sans avenant\u{A0}: "
                        + "\(needed.terms.map(\.label).joined(separator: ", ")).",
                    remedy: "Faites l’avenant n°\u{A0}\(needed.number) et faites-le signer."))
        }
        if !needed.unsigned.isEmpty {
            found.append(
                Observation(
                    .warning,
                    "Avenant à signer\u{A0}: \(needed.unsigned.map { "n°\u{A0}\($0)" }.joined(separator: ", ")).",
                    remedy: "Recueillez les signatures des mêmes parties."))
        }
        return found
    }

    static let endByHost = PlacementRule(
        35, "Rupture par l’organisme", .agreement, .steps, source: "L.\u{A0}124-15 du code de l’éducation",
        statement:
            "Pour un manquement grave, après contact avec le référent ou le DDFPT\u{A0}; l’organisme informe, complète "
            + "l’avenant et doit l’attestation du temps fait.",
        example: "Rompue par l’organisme\u{A0}: les compteurs s’arrêtent ce jour, nouvelle recherche."
    ) { study throws(Unknown) in
        guard let end = study.facts.agreement.termination, end.by == .host else { return [] }
        return try EarlyEnd.observations(
            end, study, reached: "L’organisme n’a pas joint le référent ou le DDFPT avant.")
    }

    static let endBySchool = PlacementRule(
        36, "Rupture par l’établissement", .agreement, .steps,
        source: "clause des conventions de lycées professionnels",
        statement:
            "Pour un manquement grave de l’organisme ou des activités non conformes\u{A0}; par écrit, avec un "
            + "avenant\u{A0}; en "
            + "cas de danger, le chef d’établissement suspend le jour même.",
        example: "Le référent signale un danger\u{A0}: suspension le jour même."
    ) { study throws(Unknown) in
        guard let end = study.facts.agreement.termination, end.by == .school else { return [] }
        var found = try EarlyEnd.observations(end, study, reached: nil)
        if try !study.known(end.notified, "agreement.termination.notified") {
            found.append(
                Observation(.warning, "L’organisme n’a pas été prévenu par écrit.", remedy: "Écrivez-lui."))
        }
        return found
    }

    static let interruption = PlacementRule(
        37, "Interruption et validation", .agreement, .steps, source: "L.\u{A0}124-15 du code de l’éducation",
        statement:
            "Maladie, accident, grossesse, paternité, adoption, manquement ou rupture\u{A0}: la période est validée, "
            + "remplacée "
            + "par une autre modalité, ou reportée.",
        example: "9 jours faits sur 15, accident\u{A0}: la suite se choisit avant de clore le dossier."
    ) { study throws(Unknown) in
        guard let stop = study.facts.agreement.interruption else { return [] }
        let cause = try study.known(stop.cause, "agreement.interruption.cause")
        guard stop.outcome == nil else { return [] }
        let done = study.presence.map { " (\($0.effectiveDays)\u{A0}jours faits sur \($0.plannedDays))" } ?? ""
        return [
            Observation(
                .warning, "Période interrompue, \(cause.label)\(done)\u{A0}: la suite n’est pas choisie.",
                remedy: "Choisissez\u{A0}: validée, autre modalité ou report.")
        ]
    }

    static let attestation = PlacementRule(
        38, "Attestation", .agreement, .document, .block, source: "D.\u{A0}124-9 du code de l’éducation",
        statement:
            "À la fin, l’organisme atteste la durée effective totale et la gratification\u{A0}; l’allocation demande "
            + "un nombre "
            + "entier de jours.",
        example: "13,5 jours\u{A0}: refusé, 13."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124, study.isOver || study.facts.attestation.signedOn != nil else { return [] }
        let paper = study.facts.attestation
        let tenths = try study.known(paper.dayTenths, "attestation.days")
        guard case .refused(let whole) = WholeDays.read(tenths: tenths) else {
            _ = try study.known(paper.signedOn, "attestation.signedOn")
            return []
        }
        return [
            Observation(
                .block, "Les jours faits sont un nombre entier\u{A0}: \(tenths / 10),\(tenths % 10) est refusé.",
                remedy: "Écrivez \(whole).")
        ]
    }

    static let papers = PlacementRule(
        39, "Garder les papiers", .agreement, .data, .info,
        source: "article 4 du décret n°\u{A0}2023-765, arrêté du 11/08/2023",
        statement: "Conventions, attestations, pièces d’identité et de compte sont gardées 10 ans.",
        example: "Effacer un dossier de 2023-2024\u{A0}: refusé avant 2034.")

    static let minority = PlacementRule(
        40, "Mineur ou majeur, à quelle date", .agreement, .calculation, .info, .known,
        source: "L.\u{A0}3161-1 et suivants du code du travail",
        statement: "Chaque jour suit l’âge de ce jour\u{A0}; la signature suit l’âge du jour de signature.",
        example: "18 ans le 14 janvier, période du 5 au 30\u{A0}: règles des mineurs jusqu’au 13."
    ) { study throws(Unknown) in
        guard study.kind.isUnderChapterL124 else { return [] }
        let days = try study.period()
        let birth = try study.known(study.facts.learner.birthDate, "learner.birthDate")
        guard let last = Minority.lastDay(bornOn: birth, within: days, parameters: study.parameters),
            last < days.upperBound
        else { return [] }
        return [
            Observation(
                .info, "L’élève devient majeur pendant la période\u{A0}: règles des mineurs jusqu’au \(last.long).")
        ]
    }
}
