import Domain

func serverPage(_ activity: ServerActivity, now: Now, _ visit: Visit, for author: Author) -> Page {
    Page(
        "Activité du serveur", in: .settings,
        """
        \(settingsHead(.server, for: author))\
        \(visit.app.settings.smtp == nil ? mailsOff() : nil)\
        \(doubtPanel(activity, author, visit))\(jobsPanel(activity, now: now, author))\
        \(mailsPanel(activity, author))
        """)
}

private func mailsOff() -> HTML {
    notice(
        .warning,
        """
        <strong>Aucun courriel ne part.</strong> Indiquez un serveur d’envoi au démarrage du programme \
        (<code>BUREAU_SMTP</code>). En attendant, les liens d’invitation s’affichent ici pour être remis en main propre.
        """)
}

private func jobsPanel(_ activity: ServerActivity, now: Now, _ author: Author) -> HTML {
    let labels = Dictionary(Features.jobs.map { ($0.name, $0.label) }, uniquingKeysWith: { first, _ in first })
    guard !activity.heartbeats.isEmpty else {
        return panel(
            "Travaux de fond",
            emptyState(
                "clock", "Aucun travail n’a encore tourné",
                "Ils commencent quelques secondes après le démarrage du serveur. Rechargez la page dans un instant."))
    }
    let columns: [Column<Heartbeat>] = [
        Column("Travail", header: true) { HTML(text: labels[$0.name] ?? $0.name) },
        Column("Dernier passage") { HTML(text: ($0.endedAt ?? $0.startedAt).french(in: author.zone)) },
        Column("État") { beat in
            if beat.succeeded == false { return badge("En échec", .late) }
            let late = beat.startedAt.seconds(until: now.moment) > 3600
            return late ? badge("Arrêté depuis plus d’une heure", .late) : badge("En marche", .done)
        },
        Column("Détail") { HTML(text: $0.detail) },
    ]
    return panel("Travaux de fond", listTable("Travaux de fond", activity.heartbeats, columns))
}

/// Mails that only a person can settle.
private func doubtPanel(_ activity: ServerActivity, _ author: Author, _ visit: Visit) -> HTML? {
    guard !activity.doubtful.isEmpty else { return nil }
    let columns: [Column<DoubtfulMail>] = [
        Column("Destinataire", header: true) { HTML(text: $0.recipient) },
        Column("Objet") { HTML(text: $0.subject) },
        Column("Remis au serveur") { HTML(text: $0.sendingSince.french(in: author.zone)) },
        Column("Que faire") { doubtButtons($0.id, $0.recipient, back: SettingsTab.server.link, visit) },
    ]
    return panel(
        "Courriels peut-être envoyés",
        """
        <p class="hint">Bureau s’est arrêté, ou le serveur de courriel s’est tu, avant la réponse. Rien ne repart tout seul\u{A0}: \
        renvoyez, ou classez si la personne l’a reçu.</p>\(listTable("Courriels peut-être envoyés", activity.doubtful, columns))
        """)
}

private func mailsPanel(_ activity: ServerActivity, _ author: Author) -> HTML {
    let counts = facts([
        ("En attente", HTML(text: FrenchNumber.grouped(activity.waiting))),
        ("Abandonnés", HTML(text: FrenchNumber.grouped(activity.failed))),
    ])
    guard !activity.troubled.isEmpty else {
        return panel(
            "Courriels",
            "\(counts)<p class=\"hint\">Aucun courriel de votre établissement n’est en difficulté.</p>")
    }
    let columns: [Column<TroubledMail>] = [
        Column("Destinataire", header: true) { HTML(text: $0.recipient) },
        Column("Objet") { HTML(text: $0.subject) },
        Column("Essais", numeric: true) { HTML(text: FrenchNumber.grouped($0.attempts)) },
        Column("Prochain essai") { mail in
            mail.attempts >= OutgoingMail.mostAttempts
                ? badge("Abandonné", .late) : HTML(text: mail.nextAttemptAt.french(in: author.zone))
        },
        Column("Ce que dit le serveur") { HTML(text: $0.lastError ?? "") },
    ]
    return panel("Courriels", "\(counts)\(listTable("Courriels en difficulté", activity.troubled, columns))")
}
