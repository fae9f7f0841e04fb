/// The JSON form of an agreement, as one table: the reader, the messages and `docs/agreement-schema.md` come from it.
public enum AgreementSchema {
    static let fields: [SchemaField<AgreementCase>] = [
        .value("kind", \.kind, .choice, "Nature du séjour"),
        .part("school", \.school, "L’établissement", school),
        .part("learner", \.learner, "L’élève", learner),
        .part("training", \.training, "La formation", training),
        .part("period", \.period, "La période", period),
        .part("hours", \.hours, "Les heures de présence", hours),
        .part("host", \.host, "L’organisme d’accueil", host),
        .part("agreement", \.agreement, "La convention", agreement),
        .part("followUp", \.followUp, "Le suivi", followUp),
        .part("works", \.works, "Les travaux réglementés", works),
        .objects("absences", \.absences, AbsenceFacts.init, "Les absences", absence),
        .part("attestation", \.attestation, "L’attestation de fin", attestation),
        .part("allowance", \.allowance, "L’allocation de l’État", allowance),
        .part("accident", \.accident, AccidentFacts.init, "L’accident, s’il y en a un", accident),
        .part("abroad", \.abroad, "Le séjour à l’étranger", abroad),
        .part("discovery", \.discovery, "La visite, l’observation ou le mini-stage", discovery),
    ]

    /// Stands for a day that the file has not said.
    static let noDay = LocalDate(dayNumber: .min / 2)

    static let school: [SchemaField<SchoolFacts>] = [
        .value("ministry", \.ministry, .choice, "Ministère"),
        .value("status", \.status, .choice, "Statut de l’établissement"),
        .value("territory", \.territory, .choice, "Territoire des jours fériés\u{A0}; métropole sinon"),
        .value("insurer", \.insurer, .text, "Assureur de l’établissement\u{A0}; \"\" s’il n’y en a pas"),
        .value("boardOn", \.boardOn, .date, "Jour où le conseil d’administration a vu le calendrier"),
        .objects(
            "holidays", \.holidays, { SchoolHoliday(name: "", start: noDay, end: noDay) },
            "Vacances scolaires de l’académie\u{A0}; [] si la période n’en touche pas",
            [
                .setting("name", \.name, .text, "Nom des vacances"),
                .setting("start", \.start, .date, "Premier jour sans classe"),
                .setting("end", \.end, .date, "Dernier jour sans classe"),
            ]),
    ]

    static let learner: [SchemaField<LearnerFacts>] = [
        .value("birthDate", \.birthDate, .date, "Date de naissance de l’élève"),
        .value("status", \.status, .choice, "Statut de l’élève"),
        .value("schoolLevel", \.schoolLevel, .choice, "Classe de celui qui vient observer"),
    ]

    static let training: [SchemaField<TrainingFacts>] = [
        .value("title", \.title, .text, "Intitulé complet de la formation"),
        .value("diploma", \.diploma, .choice, "Diplôme préparé et sa durée"),
        .value("year", \.year, .count, "Année du cycle, à partir de 1"),
        .value("mef", \.mef, .text, "Code MEF de la formation, 10 ou 11 caractères"),
        .value("specialityWeeks", \.specialityWeeks, .count, "Semaines fixées par l’arrêté de la spécialité"),
        .list("plannedWeeks", \.plannedWeeks, .count, "Semaines prévues, une valeur par année du cycle"),
        .value("validatedWeeks", \.validatedTenths, .tenths, "Semaines validées"),
        .value("positioned", \.positioned, .flag, "Une décision de positionnement réduit la formation"),
        .value("teachingHours", \.teachingHours, .count, "Heures d’enseignement par an"),
        .value("lastYear", \.lastYear, .count, "Première année civile de la dernière année du cycle"),
    ]

    static let period: [SchemaField<PeriodFacts>] = [
        .value("startsOn", \.startsOn, .date, "Premier jour de la période"),
        .value("endsOn", \.endsOn, .date, "Dernier jour de la période, compris"),
        .value("certifying", \.certifying, .flag, "La période compte pour le diplôme"),
        .part(
            "path", \.path, PathFacts.init, "Parcours de fin de terminale",
            [
                .value("choice", \.choice, .choice, "Parcours choisi"),
                .value("chosenOn", \.chosenOn, .date, "Jour du choix du parcours"),
                .value("councilAdvice", \.councilAdvice, .text, "Avis motivé du conseil de classe"),
                .value("changedOn", \.changedOn, .date, "Jour d’un changement de parcours"),
                .value("changeReason", \.changeReason, .text, "Raison d’un changement"),
            ]),
        .value("catchUp", \.catchUp, .flag, "La période rattrape des jours manqués"),
        .value("catchUpOf", \.catchUpOf, .date, "Premier jour de la période rattrapée"),
        .value("holidaysAgreed", \.holidaysAgreed, .flag, "Famille et chef d’accord pour les vacances"),
        .value("inField", \.inField, .flag, "L’activité est dans le domaine du diplôme"),
        .value("fieldReason", \.fieldReason, .text, "Raison d’un autre domaine"),
        .value("firstOfCycle", \.firstOfCycle, .flag, "Première période de la première année"),
        .value("preparationOn", \.preparationOn, .date, "Premier jour de la semaine de préparation"),
        .value("schoolingFrom", \.schoolingFrom, .date, "Premier jour de la scolarité dans la classe"),
        .value("schoolingUntil", \.schoolingUntil, .date, "Dernier jour de la scolarité dans la classe"),
        .objects(
            "others", \.others, OtherStay.init, "Autres conventions de l’élève\u{A0}; [] s’il n’y en a pas",
            [
                .value("startsOn", \.startsOn, .date, "Premier jour de l’autre convention"),
                .value("endsOn", \.endsOn, .date, "Dernier jour de l’autre convention"),
                .value("host", \.host, .text, "Nom de l’autre organisme"),
                .value("sameHost", \.sameHost, .flag, "Dans le même organisme que celle-ci"),
                .value("hours", \.minutes, .duration, "Heures de présence de l’autre convention"),
            ]),
        .part(
            "previousOnPost", \.previousOnPost, PreviousStay.init, "Stagiaire précédent sur le même poste",
            [
                .value("endedOn", \.endedOn, .date, "Dernier jour du stage précédent"),
                .value("days", \.days, .count, "Jours du stage précédent"),
                .value("stoppedByTrainee", \.stoppedByTrainee, .flag, "Interrompu par le stagiaire"),
            ]),
    ]

    static let hours: [SchemaField<HoursFacts>] = [
        .objects(
            "weeks", \.weeks, { WeekSchedule() },
            "Horaires\u{A0}: une semaine type, ou plusieurs qui se suivent à partir de la première", week),
        .objects(
            "exceptions", \.exceptions, DatedDay.init, "Jours qui diffèrent de leur semaine",
            [
                .value("date", \.date, .date, "Le jour"),
                .setting("hours", \.day, .day, "Ses heures"),
            ]),
        .value("lessons", \.lessons, .duration, "Heures de cours au lycée dans la même semaine"),
        .value("worksPublicHolidays", \.worksPublicHolidays, .flag, "Présent les jours fériés"),
        .value("holidayAgreement", \.holidayAgreement, .text, "Référence de l’accord sur les jours fériés"),
        .value("restAgreement", \.restAgreement, .text, "Référence de l’accord sur le repos hebdomadaire"),
        .value("nightDerogation", \.nightDerogation, .text, "Référence de la dérogation pour la nuit"),
        .value("nightDerogationUntil", \.nightDerogationUntil, .date, "Dernier jour de cette dérogation"),
        .value("site", \.site, .flag, "Chantier du bâtiment, de travaux publics ou d’espaces paysagers"),
        .value("extensionReference", \.extensionReference, .text, "Référence de l’accord de l’inspecteur du travail"),
        .value("adultWeek", \.adultWeek, .duration, "Semaine habituelle des adultes du lieu"),
        .value("nightTeamNamed", \.nightTeamNamed, .flag, "Élève majeur désigné pour une équipe de nuit"),
        .value("counted", \.counted, .flag, "L’organisme décompte la présence"),
    ]

    static let week: [SchemaField<WeekSchedule>] = [
        .setting("monday", \.days[0], .day, "Lundi"), .setting("tuesday", \.days[1], .day, "Mardi"),
        .setting("wednesday", \.days[2], .day, "Mercredi"), .setting("thursday", \.days[3], .day, "Jeudi"),
        .setting("friday", \.days[4], .day, "Vendredi"), .setting("saturday", \.days[5], .day, "Samedi"),
        .setting("sunday", \.days[6], .day, "Dimanche"),
    ]
}
