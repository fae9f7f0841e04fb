import Domain

/// What happened to an agreement beyond its signatures.
struct AgreementLifeView: Sendable {
    let order: SigningOrder
    let progress: StepProgress?
    let papers: [PaperLine]
    let amendments: [AmendmentLine]
    let interruptions: [Interruption]
    let messages: [AgreementMessage]
    let templates: [MergeTemplateLine]

    /// The learner is out of the place today.
    func isOut(on day: LocalDate) -> Interruption? {
        interruptions.first { $0.kind != .ending && $0.holds(on: day) }
    }
}

extension SchoolDatabase {
    func life(of dossier: AgreementDossier, today: LocalDate) throws -> AgreementLifeView {
        let id = dossier.agreement.id
        return AgreementLifeView(
            order: dossier.sources.order,
            progress: try stepLines(.placement(dossier.placement.id), today: today).first?.progress,
            papers: try papers(of: id), amendments: try amendments(of: id), interruptions: try interruptions(of: id),
            messages: try messages(of: id), templates: try mergeTemplates())
    }
}

extension AgreementView {
    var mayAmend: Bool {
        author.may(.prepareAgreements) && (agreement.state == .signed || agreement.state == .running)
            && !life.amendments.contains(where: \.isOpen)
    }
}

/// Steps, amendments, papers, mails: a line each, leading to its page.
func lifePanel(_ view: AgreementView, _ visit: Visit) -> HTML {
    let id = view.agreement.id
    let life = view.life
    var lines: [HTML] = []
    if let progress = life.progress {
        let now: HTML =
            progress.current.map { line in
                let due =
                    progress.isLate
                    ? "\(progress.daysLate) j de retard" : "pour \(line.dueOn.nearWithArticle(view.today))"
                return "<p>\(line.step.label) \(badge(due, progress.isLate ? .late : .waiting))</p>"
            } ?? "<p>Tout est fait.</p>"
        lines.append(lifeLine("Étapes", .steps(of: view.placement.id), now))
    }
    if let out = life.isOut(on: view.today) {
        lines.append(lifeLine("Arrêt en cours", .interruptions(of: id), "<p>\(badge(out.kind.label, .late))</p>"))
    } else if !life.interruptions.isEmpty, view.author.may(.prepareAgreements) {
        lines.append(
            lifeLine(
                "Arrêts", .interruptions(of: id),
                "<p>\(FrenchNumber.counted(life.interruptions.count, "noté", "notés"))</p>"))
    }
    if view.agreement.state.isSigned || !life.amendments.isEmpty {
        let last: HTML = life.amendments.last.map { "<p>n°\u{A0}\($0.rank) \($0.state.badge)</p>" } ?? "<p>Aucun.</p>"
        lines.append(lifeLine("Avenants", .amendments(of: id), last))
    }
    let current = life.papers.filter { $0.replacedBy == nil }
    let papers = current.isEmpty ? "Aucun papier joint." : current.map(\.kind.label).joined(separator: ", ")
    lines.append(lifeLine("Documents joints", .papers(of: id), "<p>\(papers)</p>"))
    if let message = life.messages.first {
        lines.append(
            "<li><div><strong>Dernier courriel</strong><p>\(message.recipient), \(message.sentOn.near(view.today)), par \(message.sentBy)</p></div></li>"
        )
    }
    return panel("La vie de la convention", "<ul class=\"lines\">\(lines)\(mergeLines(view, visit))</ul>")
}

private func lifeLine(_ title: String, _ link: Link, _ text: HTML) -> HTML {
    "<li><div><a href=\"\(link)\">\(title)</a>\(text)</div></li>"
}

private func mergeLines(_ view: AgreementView, _ visit: Visit) -> [HTML] {
    guard view.mayPrint else { return [] }
    return view.life.templates.map { template in
        """
        <li><div><strong>\(template.name)</strong></div>\(printButton(
            "Remplir", to: Link.mergeTemplate(template.id).appending("convention").appending(view.agreement.id.rawValue),
            style: "small", visit))</li>
        """
    }
}
