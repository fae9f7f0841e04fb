import Domain
import PDF
import Persistence

/// The interviews of a job dating, by time and by company.
struct MeetingGridView: Sendable {
    let action: Action
    let guests: [GuestLine]
    let slots: [ActionSlot]
    let learners: [ActionLearnerLine]
    let meetings: [ActionMeeting]
    /// Only one company is shown, to note what came of its interviews.
    var only: ID<ActionGuest>?
    let author: Author

    func learner(_ id: ID<Learner>) -> ActionLearnerLine? { learners.first { $0.learnerId == id } }

    /// « 132 créneaux pour 72 élèves : 1 à 2 rendez-vous chacun. »
    var sharing: String? {
        let companies = guests.count { $0.state.isComing }
        let expected = learners.count { $0.state != .absent && $0.state != .excused }
        let places = companies * slots.count
        guard places > 0, expected > 0 else { return nil }
        let (least, most) = (places / expected, (places + expected - 1) / expected)
        let limit = min(companies, slots.count)
        let share = least >= limit ? "\(limit)" : least == most ? "\(least)" : "\(least) à \(min(most, limit))"
        return
            "\(FrenchNumber.grouped(places)) places pour \(FrenchNumber.counted(expected, "élève", "élèves"))\u{A0}: \(share) rendez-vous chacun."
    }

    var each: ClosedRange<Int> {
        let counts = Dictionary(grouping: meetings, by: \.learnerId).mapValues(\.count)
        let all = learners.filter { $0.state != .absent && $0.state != .excused }.map {
            counts[$0.learnerId, default: 0]
        }
        return (all.min() ?? 0)...(all.max() ?? 0)
    }
}

func meetingGridPage(
    _ view: MeetingGridView, _ state: FormState, wishes: FormState = FormState(), _ visit: Visit
) -> Page {
    let link = Link.action(view.action.id)
    let coming = view.guests.filter { $0.state.isComing && (view.only == nil || view.only == $0.id) }
    let organises = view.author.may(.organiseActions)
    var actions: [HTML] = []
    if !view.meetings.isEmpty {
        actions = [
            button("Par entreprise", to: link.appending("entreprises.pdf"), icon: "print"),
            button("Par élève", to: link.appending("convocations.pdf"), icon: "print"),
        ]
    }
    let share: HTML? =
        organises && view.action.state.takesRoom
        ? panel(
            view.meetings.isEmpty ? "Répartir les rendez-vous" : "Répartir de nouveau",
            """
            <p class="hint">\(FrenchNumber.counted(coming.count, "entreprise a dit oui", "entreprises ont dit oui")), \(FrenchNumber.counted(view.slots.count, "créneau", "créneaux")), \(FrenchNumber.counted(view.learners.count, "élève", "élèves")). \
            Chacun a autant de rendez-vous que les autres, jamais deux à la même heure ni deux fois la même entreprise ; les souhaits passent d’abord.</p>\
            \(view.sharing.map { "<p class=\"hint\">\($0)</p>" as HTML })\
            \(postForm(link.appending("repartition"), state, visit: visit, """
                \(field(state, "maximum", "Rendez-vous par élève, au plus", FieldOptions(optional: true, inputMode: "numeric")))\
                \(checkbox(state, "complet", "Donner aussi les créneaux qui restent", hint: "Certains auront un rendez-vous de plus."))\
                \(formEnd(view.meetings.isEmpty ? "Répartir" : "Répartir de nouveau, en effaçant la grille", icon: "swap"))
                """))
            """) : nil
    return Page(
        "Rendez-vous", in: .actions, full: true,
        """
        \(pageHead("Rendez-vous", count: view.meetings.count, crumbs: [("Actions", .actions), (view.action.title, link)], meta: gridMeta(view), actions: actions))\
        \(errorSummary(wishes))\(aloneNotice(view))\(view.meetings.isEmpty ? emptyState("table", "Aucun rendez-vous pour l’instant", "Invitez les entreprises, faites les créneaux, notez les souhaits, puis répartissez.") : meetingGrid(view, coming, visit))\
        <div class="columns section"><div>\(wishPanel(view, coming, wishes, visit))</div><div>\(share)</div></div>
        """)
}

/// Learners who meet nobody: what would help.
private func aloneNotice(_ view: MeetingGridView) -> HTML? {
    guard !view.meetings.isEmpty, view.action.state.takesRoom else { return nil }
    let met = Set(view.meetings.map(\.learnerId))
    let alone = view.learners.count { $0.state != .absent && $0.state != .excused && !met.contains($0.learnerId) }
    guard alone > 0 else { return nil }
    return notice(
        .warning,
        """
        <p>\(FrenchNumber.counted(alone, "élève n’a pas de rendez-vous", "élèves n’ont pas de rendez-vous"))\u{A0}: \
        ajoutez des créneaux, invitez d’autres entreprises, ou retirez une classe.</p>
        """)
}

private func gridMeta(_ view: MeetingGridView) -> [HTML] {
    guard !view.meetings.isEmpty else { return [HTML(text: view.action.when)] }
    let each = view.each
    let text = each.lowerBound == each.upperBound ? "\(each.lowerBound)" : "\(each.lowerBound) à \(each.upperBound)"
    return [HTML(text: view.action.when), HTML(text: "\(text) rendez-vous par élève")]
}

private func meetingGrid(_ view: MeetingGridView, _ guests: [GuestLine], _ visit: Visit) -> HTML {
    let mayNote = view.author.may(.organiseActions) && view.action.state.isDone
    // A list of outcomes in each cell: past some of them the page would be heavy, and one company at a time is shown.
    let notes = mayNote && guests.count * view.slots.count <= 60
    let byCell = Dictionary(
        view.meetings.map { ($0.slotId.rawValue + $0.guestId.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Dictionary(view.learners.map { ($0.learnerId, $0.listName) }, uniquingKeysWith: { first, _ in first })
    let link = Link.action(view.action.id).appending("rendez-vous")
    let heads = guests.map { guest -> HTML in
        let name: HTML =
            mayNote && !notes
            ? "<a href=\"\(link.with([("entreprise", guest.id.rawValue)]))\">\(guest.companyName)</a>"
            : HTML(text: guest.companyName)
        return "<th scope=\"col\">\(name)</th>"
    }
    let rows = view.slots.map { slot -> HTML in
        let cells = guests.map { guest -> HTML in
            guard let meeting = byCell[slot.id.rawValue + guest.id.rawValue] else { return "<td></td>" }
            let name = names[meeting.learnerId] ?? "—"
            return
                "<td>\(name)\(notes ? outcomeSelect(meeting, name) : meeting.outcome == .planned ? nil : badge(meeting.outcome.label, .done))</td>"
        }
        return
            "<tr><th scope=\"row\"><span class=\"nowrap\">\(HourSpan.clock(slot.startMinute))</span></th>\(cells)</tr>"
    }
    let table: HTML = """
        <div class="tablebox scroll" tabindex="0" role="region" aria-label="Grille des rendez-vous"><table class="list grid"><caption class="vh">Rendez-vous par heure et par entreprise</caption>\
        <thead><tr><th scope="col">Heure</th>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>
        """
    guard notes else { return table }
    return """
        <form method="post" action="\(Link.action(view.action.id).appending("rendez-vous"))">\(visit.hiddenFields)\(table)\
        \(formEnd("Enregistrer les suites"))</form>
        """
}

private func outcomeSelect(_ meeting: ActionMeeting, _ name: String) -> HTML {
    let options = ActionMeeting.Outcome.allCases.map { outcome -> HTML in
        "<option value=\"\(outcome.rawValue)\"\(outcome == meeting.outcome ? " selected" as HTML : nil)>\(outcome.label)</option>"
    }
    return "<select name=\"suite-\(meeting.id.rawValue)\" aria-label=\"Suite, \(name)\">\(options)</select>"
}

/// The wishes of all the learners at once: companies bear numbers, which are quick to type.
private func wishPanel(
    _ view: MeetingGridView, _ guests: [GuestLine], _ state: FormState, _ visit: Visit
) -> HTML? {
    guard view.action.state.takesRoom, !guests.isEmpty, !view.learners.isEmpty, view.author.may(.requestActions) else {
        return nil
    }
    let link = Link.action(view.action.id).appending("souhaits")
    let numbers = Dictionary(
        guests.enumerated().map { ($1.id.rawValue, String($0 + 1)) }, uniquingKeysWith: { first, _ in first })
    let names = guests.enumerated().map { "<li><strong>\($0 + 1)</strong> \($1.companyName)</li>" as HTML }
    let sorted = view.learners.sorted { ($0.classCode ?? "", $0.listName) < ($1.classCode ?? "", $1.listName) }
    let rows = sorted.map { learner -> HTML in
        let name = "rang-" + learner.id.rawValue
        let known = learner.wishes.split(separator: " ").compactMap { numbers[String($0)] }.joined(separator: " ")
        let problem = state.problem(name)
        let error: HTML? = problem.map { "<p class=\"error\" id=\"e-\(name)\">\(icon("alert")) \($0)</p>" }
        let described: HTML? =
            problem == nil ? nil : " aria-invalid=\"true\" aria-describedby=\"e-\(name)\""
        return """
            <tr><th scope="row"><a href="\(link.appending(learner.id.rawValue))">\(learner.listName)</a> <small>\(learner.classCode ?? "")</small></th>\
            <td data-label="Souhaits"><input class="short" id="f-\(name)" name="\(name)" value="\(state.problems.isEmpty ? known : state[name])" \
            aria-label="Souhaits, \(learner.listName)"\(described)>\(error)</td></tr>
            """
    }
    return panel(
        "Souhaits",
        """
        <p class="hint">Écrivez les numéros des entreprises souhaitées, la préférée d’abord : « 3 7 ».</p><ol class="tight">\(names)</ol>\
        <form method="post" action="\(link)" novalidate>\(visit.hiddenFields)\
        <input type="hidden" name="ordre" value="\(guests.map(\.id.rawValue).joined(separator: " "))"><div class="tablebox"><table class="list asrows">\
        <caption class="vh">Souhaits de rencontre</caption><thead><tr><th scope="col">Élève</th><th scope="col">Souhaits</th></tr></thead>\
        <tbody>\(rows)</tbody></table></div>\(formEnd("Enregistrer les souhaits"))</form>
        """)
}

/// The wishes of one learner.
func wishesPage(_ view: MeetingGridView, _ learner: ActionLearnerLine, _ visit: Visit) -> Page {
    let link = Link.action(view.action.id)
    let guests = view.guests.filter(\.state.isComing).map { (value: $0.id.rawValue, label: $0.companyName) }
    let wishes = learner.wishes.split(separator: " ").map(String.init)
    let name = "souhait-\(learner.id.rawValue)"
    let fields = (0..<3).map { rank -> HTML in
        let options = guests.map { guest -> HTML in
            "<option value=\"\(guest.value)\"\(rank < wishes.count && wishes[rank] == guest.value ? " selected" as HTML : nil)>\(guest.label)</option>"
        }
        return """
            <div class="field"><label for="s-\(rank)">Souhait \(rank + 1)</label><select id="s-\(rank)" name="\(name)"><option value="">Sans préférence</option>\(options)</select></div>
            """
    }
    return Page(
        "Souhaits \(French.of(learner.listName))", in: .actions,
        """
        \(pageHead("Souhaits \(French.of(learner.listName))", crumbs: [("Actions", .actions), (view.action.title, link), ("Rendez-vous", link.appending("rendez-vous"))]))\
        <form class="form" method="post" action="\(link.appending("souhaits"))">\(visit.hiddenFields)\(fields)\
        \(formEnd("Enregistrer les souhaits", cancel: link.appending("rendez-vous")))</form>
        """)
}
