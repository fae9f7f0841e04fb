import Domain

/// What the page of time shows.
struct TimeView: Sendable {
    let month: [AxisTime]
    let year: [AxisTime]
    let own: [OfficeTime]
    let today: LocalDate
    let author: Author
}

func timePage(_ view: TimeView, _ state: FormState, _ visit: Visit) -> Page {
    let title = "Temps du bureau"
    let axes = (BureauAxis.ofObjectives + [.office]).map { axis -> HTML in
        let checked: HTML? = state["axe"] == String(axis.rawValue) ? " checked" : nil
        return """
            <label class="choice boxed"><input type="radio" name="axe" value="\(axis.rawValue)"\(checked)> \(axis.shortLabel)<small>\(axis.label)</small></label>
            """
    }
    let error: HTML? = state.problem("axe").map { "<p class=\"error\">\(icon("alert")) \($0)</p>" }
    let quick = [30, 60, 120, 240].map { minutes -> HTML in
        "<button class=\"btn\" name=\"rapide\" value=\"\(minutes)\">\(minutes < 60 ? "\(minutes) min" : HourSpan.duration(minutes))</button>"
    }
    let form = postForm(
        .officeTime, state, visit: visit,
        """
        <fieldset class="group" id="f-axe"><legend>À quoi ?</legend>\(axes)\(error)</fieldset>\
        <div class="actions" role="group" aria-label="Durées courantes">\(quick)</div>\
        <details class="more"\(state.problems.isEmpty ? nil : " open" as HTML)><summary>Une autre durée, un autre jour</summary><div class="pair">\
        \(field(state, "duree", "Durée", FieldOptions(hint: "1 h 30, ou 45", optional: true, style: "short")))\
        \(dateField(state, "le", "Jour", hint: "Sans réponse : aujourd’hui.", optional: true))</div>\
        \(field(state, "note", "Précision", FieldOptions(hint: "Aucun nom de personne.", optional: true)))\
        <button class="btn primary">\(icon("check")) Noter ce temps</button></details>
        """)
    return Page(
        title, in: .office,
        """
        \(officeHead(title, .time, for: view.author))<div class="columns"><div>\(panel("Noter un temps", form))\(ownPanel(view, visit))</div>\
        <div>\(sharePanel("Ce mois-ci", view.month))\(sharePanel("Depuis la rentrée", view.year))\
        <p class="hint">Bureau n’additionne que par axe : jamais par personne, et jamais le temps des enseignants.</p></div></div>
        """)
}

private func sharePanel(_ title: String, _ times: [AxisTime]) -> HTML {
    let all = times.reduce(0) { $0 + $1.minutes }
    guard all > 0 else { return panel(title, "<p class=\"hint\">Rien de noté.</p>") }
    let bars = (BureauAxis.ofObjectives + [.office]).map { axis in
        let minutes = times.first { $0.axis == axis }?.minutes ?? 0
        return ChartBar(
            label: axis.shortLabel, value: minutes, written: HourSpan.duration(minutes),
            tone: axis == .office ? .soon : .neutral)
    }
    let rows = bars.map {
        "<li><div>\($0.label)</div><span class=\"detail\">\($0.written), \($0.value * 100 / all) %</span></li>" as HTML
    }
    return panel(title, "\(barChart("Temps par axe", bars, narrow: true))<ul class=\"lines\">\(rows)</ul>")
}

private func ownPanel(_ view: TimeView, _ visit: Visit) -> HTML? {
    guard !view.own.isEmpty else { return nil }
    let items = view.own.map { time -> HTML in
        """
        <li><div>\(time.axis.shortLabel), \(HourSpan.duration(time.minutes))<p>\(time.workedOn.near(view.today))\(time.note.isEmpty ? "" : ", \(time.note)")</p></div>\
        \(postButton("Retirer", to: Link("/bureau/temps", [time.id.rawValue, "suppression"]), visit: visit, style: "quiet small"))</li>
        """
    }
    return panel("Ce que vous avez noté", "<ul class=\"lines\">\(items)</ul>")
}
