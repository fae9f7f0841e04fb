import Domain

/// The days of the week of a bureau.
enum OfficeWeek {
    static let days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]

    static func name(_ weekday: Int) -> String {
        let name = (1...5).contains(weekday) ? days[weekday - 1] : ""
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}

/// What the page of opening hours shows.
struct OpeningsView: Sendable {
    let openings: [OpeningLine]
    let absences: [AbsenceLine]
    let uncovered: [OfficeCover.Day]
    let staff: [StaffMember]
    /// The first day of the school year, as long as no hours changed in it.
    let firstDay: LocalDate?
    let today: LocalDate
    let author: Author

    /// What the form proposes: new hours hold from the beginning of the year, changed ones from now on.
    var usualStart: LocalDate { firstDay ?? today }
}

/// The week as a table, for whoever opens it.
func weekTable(_ openings: [OpeningLine], today: LocalDate? = nil, removing visit: Visit? = nil) -> HTML {
    let days = (1...5).map { weekday -> HTML in
        let mine = openings.filter { $0.weekday == weekday }
        let spans = mine.map { line -> HTML in
            let remove: HTML? = visit.map { visit in
                postButton(
                    "Retirer", to: Link.opening(line.id).appending("suppression"), visit: visit, style: "quiet small")
            }
            let detail = [
                line.person, line.channel == .phone ? "par téléphone" : nil, line.note.isEmpty ? nil : line.note,
                line.validFrom.flatMap { day in today.map { $0 < day } ?? false ? "à partir du \(day.short)" : nil },
            ]
            .compactMap(\.self).joined(separator: ", ")
            return "<li><div>\(line.hours)<p>\(detail)</p></div>\(remove)</li>"
        }
        return """
            <li><h3>\(OfficeWeek.name(weekday))</h3>\(spans.isEmpty ? badge("Fermé", .soon) : "<ul class=\"lines\">\(spans)</ul>")</li>
            """
    }
    return "<ol class=\"weekdays\">\(days)</ol>"
}

func uncoveredNotice(_ days: [OfficeCover.Day], today: LocalDate, link: Link? = nil) -> HTML? {
    guard !days.isEmpty else { return nil }
    let names = days.prefix(6).map { "\($0.date.spelled)\($0.state == .neverOpen ? " (fermé chaque semaine)" : "")" }
    let more = days.count > 6 ? " et \(days.count - 6) autres" : ""
    let go: HTML? = link.map { " <a href=\"\($0)\">Prévoir un relais</a>" }
    return notice(
        .warning,
        "<p><strong>Personne ne tient le bureau :</strong> \(names.joined(separator: ", "))\(more).\(go)</p>")
}

func openingsPage(_ view: OpeningsView, _ opening: FormState, _ absence: FormState, _ visit: Visit) -> Page {
    let title = "Horaires du bureau"
    let empty: HTML? =
        view.openings.isEmpty
        ? notice(.info, "<p>Écrivez la semaine habituelle : Bureau dira à l’avance les jours où personne n’ouvre.</p>")
        : nil
    return Page(
        title, in: .office,
        """
        \(officeHead(title, .openings, for: view.author))\(uncoveredNotice(view.uncovered, today: view.today))\(empty)\
        <div class="columns"><div>\(panel("Semaine habituelle", weekTable(view.openings, today: view.today, removing: visit)))\
        \(absencePanel(view, visit))</div><div>\(panel("Ajouter un horaire", openingForm(view, opening, visit)))\
        \(panel("Noter une absence", absenceForm(view, absence, id: nil, visit)))</div></div>
        """)
}

private func openingForm(_ view: OpeningsView, _ state: FormState, _ visit: Visit) -> HTML {
    let days = (1...5).map { (value: String($0), label: OfficeWeek.name($0)) }
    let staff = view.staff.map { (value: $0.id.rawValue, label: $0.listName) }
    let channels = OfficeOpening.Channel.allCases.map { (value: $0.rawValue, label: $0.label) }
    return postForm(
        .openings, state, visit: visit,
        """
        \(checkboxes(state, "jour", "Jours", days))<div class="pair">\
        \(field(state, "debut", "Ouverture", FieldOptions(hint: "8 h 30", style: "short")))\
        \(field(state, "fin", "Fermeture", FieldOptions(hint: "12 h", style: "short")))</div>\
        \(selectField(state, "personne", "Qui ouvre", staff, empty: "Sans nom", optional: true))\
        \(selectField(state, "accueil", "Accueil", channels))\(field(state, "note", "Précision", FieldOptions(optional: true)))\
        \(dateField(state, "depuis", "En vigueur depuis", hint: "Les jours d’ouverture de l’année se comptent avec les horaires de chaque jour.", optional: true))\
        \(formEnd("Ajouter l’horaire"))
        """)
}

private func absenceForm(_ view: OpeningsView, _ state: FormState, id: ID<OfficeAbsence>?, _ visit: Visit) -> HTML {
    let staff = view.staff.map { (value: $0.id.rawValue, label: $0.listName) }
    return """
        \(errorSummary(state))<form class="form" method="post" action="\(id.map(Link.officeAbsence) ?? Link("/bureau/absences"))" novalidate>\
        \(visit.hiddenFields)<input type="hidden" name="version" value="\(state["version"])">\
        \(absenceField(state, "absence-personne", "personne", "Qui n’est pas là", staff, empty: "Tout le bureau"))<div class="pair">\
        \(dateField(state, "du", "Du"))\(dateField(state, "au", "Au", hint: "Sans réponse : le même jour.", optional: true))</div>\
        \(absenceField(state, "f-remplace", "remplace", "Qui ouvre à sa place", staff, empty: "Personne pour l’instant"))\
        \(formEnd(id == nil ? "Noter l’absence" : "Enregistrer"))</form>
        """
}

/// The two forms of the page ask for a person each: the second has an identifier of its own.
private func absenceField(
    _ state: FormState, _ id: String, _ name: String, _ label: String, _ choices: [(value: String, label: String)],
    empty: String
) -> HTML {
    let chosen = state[name]
    let options = choices.map { choice -> HTML in
        "<option value=\"\(choice.value)\"\(choice.value == chosen ? " selected" as HTML : nil)>\(choice.label)</option>"
    }
    let error: HTML? = state.problem(name).map { "<p class=\"error\">\(icon("alert")) \($0)</p>" }
    return """
        <div class="field"><label for="\(id)">\(label)</label><select id="\(id)" name="\(name)"><option value="">\(empty)</option>\(options)</select>\(error)</div>
        """
}

private func absencePanel(_ view: OpeningsView, _ visit: Visit) -> HTML {
    let items = view.absences.map { line -> HTML in
        let dates =
            line.startsOn == line.endsOn ? line.startsOn.spelled : "du \(line.startsOn.short) au \(line.endsOn.long)"
        let cover: HTML = line.cover.map { badge("Relais : \($0)", .done) } ?? badge("Sans relais", .late)
        return """
            <li><div><strong>\(line.person)</strong>, \(dates)<p>\(line.note)</p></div>\(cover)\
            <a class="btn small" href="\(Link.officeAbsence(line.id))">Modifier<span class="vh"> : \(line.person), \(dates)</span></a></li>
            """
    }
    let body: HTML =
        items.isEmpty ? "<p class=\"hint\">Aucune absence à venir.</p>" : "<ul class=\"lines\">\(items)</ul>"
    return panel("Absences et relais", body)
}

func officeAbsencePage(_ view: OpeningsView, _ id: ID<OfficeAbsence>, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Absence et relais"
    return Page(
        title, in: .office,
        """
        <div class="page narrow">\(pageHead(title, crumbs: [("Bureau", .office), ("Horaires", .openings)]))\
        \(absenceForm(view, state, id: id, visit))\
        \(postButton("Retirer cette absence", to: Link.officeAbsence(id).appending("suppression"), visit: visit, icon: "trash", style: "danger"))</div>
        """)
}
