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

    var each: ClosedRange<Int> {
        let counts = Dictionary(grouping: meetings, by: \.learnerId).mapValues(\.count)
        let all = learners.filter { $0.state != .absent && $0.state != .excused }.map {
            counts[$0.learnerId, default: 0]
        }
        return (all.min() ?? 0)...(all.max() ?? 0)
    }
}

func meetingGridPage(_ view: MeetingGridView, _ state: FormState, _ visit: Visit) -> Page {
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
            \(postForm(link.appending("repartition"), state, visit: visit, """
                \(field(state, "maximum", "Rendez-vous par élève, au plus", FieldOptions(optional: true, inputMode: "numeric")))\
                \(formEnd(view.meetings.isEmpty ? "Répartir" : "Répartir de nouveau, en effaçant la grille", icon: "swap"))
                """))
            """) : nil
    return Page(
        "Rendez-vous", in: .actions, full: true,
        """
        \(pageHead("Rendez-vous", count: view.meetings.count, crumbs: [("Actions", .actions), (view.action.title, link)], meta: gridMeta(view), actions: actions))\
        \(view.meetings.isEmpty ? emptyState("table", "Aucun rendez-vous pour l’instant", "Invitez les entreprises, faites les créneaux, notez les souhaits, puis répartissez.") : meetingGrid(view, coming, visit))\
        <div class="columns section"><div>\(wishPanel(view, coming, visit))</div><div>\(share)</div></div>
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

/// Two wishes a learner, chosen among those who come.
private func wishPanel(_ view: MeetingGridView, _ guests: [GuestLine], _ visit: Visit) -> HTML? {
    guard view.action.state.takesRoom, !guests.isEmpty, !view.learners.isEmpty, view.author.may(.requestActions) else {
        return nil
    }
    let shown = view.learners.prefix(40)
    let rows = shown.map { learner -> HTML in
        let wishes = learner.wishes.split(separator: " ").map(String.init)
        let cells = (0..<2).map { rank -> HTML in
            let chosen = rank < wishes.count ? wishes[rank] : ""
            let options = guests.map { guest -> HTML in
                "<option value=\"\(guest.id.rawValue)\"\(guest.id.rawValue == chosen ? " selected" as HTML : nil)>\(guest.companyName)</option>"
            }
            return
                "<td data-label=\"Souhait \(rank + 1)\"><select name=\"souhait-\(learner.id.rawValue)\" aria-label=\"Souhait \(rank + 1), \(learner.listName)\"><option value=\"\">—</option>\(options)</select></td>"
        }
        return "<tr><th scope=\"row\">\(learner.listName)</th>\(cells)</tr>"
    }
    // Two lists of companies for each learner: past a few of them the page would be heavy.
    guard shown.count * guests.count <= 160 else {
        return panel(
            "Souhaits",
            "<p class=\"hint\">\(view.learners.count { !$0.wishes.isEmpty }) élèves ont dit un souhait. Notez-les classe par classe.</p>\(wishLinks(view))"
        )
    }
    return panel(
        "Souhaits",
        """
        <form method="post" action="\(Link.action(view.action.id).appending("souhaits"))">\(visit.hiddenFields)<div class="tablebox"><table class="list asrows">\
        <caption class="vh">Souhaits de rencontre</caption><thead><tr><th scope="col">Élève</th><th scope="col">Premier</th><th scope="col">Second</th></tr></thead>\
        <tbody>\(rows)</tbody></table></div>\(formEnd("Enregistrer les souhaits"))</form>
        """)
}

private func wishLinks(_ view: MeetingGridView) -> HTML {
    let items = view.learners.map { learner -> HTML in
        let link = Link.action(view.action.id).appending("souhaits").appending(learner.id.rawValue)
        return "<a class=\"tag\" href=\"\(link)\">\(learner.wishes.isEmpty ? "" : "✓ ")\(learner.listName)</a>"
    }
    return "<p class=\"tags\">\(items)</p>"
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
