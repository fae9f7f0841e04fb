import Domain

/// Presence of one placement: what counts, what was missed, and the form that notes it.
func presencePanel(_ view: PlacementFollowUp, _ state: FormState, _ visit: Visit) -> HTML {
    let items = view.absences.reversed().map { absenceLine($0, view) }
    let list: HTML =
        items.isEmpty
        ? "<p class=\"hint\">Aucune absence, aucun retard.</p>" : "<ul class=\"lines\">\(Array(items))</ul>"
    let link = Link.placement(view.placement.id).appending("absences")
    let open: HTML? = state.problems.isEmpty ? nil : " open"
    let form: HTML? =
        view.mayRecord
        ? """
        <details class="more" id="absence"\(open)><summary>Noter une absence ou un retard</summary>\
        \(postForm(link, state, visit: visit, "\(absenceFields(state))\(formEnd("Noter"))"))</details>
        """ : nil
    return panel("Présence", action: todayMark(view), "\(attendanceFacts(view))\(list)\(form)")
}

private func todayMark(_ view: PlacementFollowUp) -> HTML? {
    view.mark.map { mark in
        badge("\(mark.answer.label) aujourd’hui", mark.answer == .present ? .done : .late)
    }
}

private func attendanceFacts(_ view: PlacementFollowUp) -> HTML {
    let whole = view.attendance
    let days = "\(whole.effectiveDays) sur \(FrenchNumber.counted(whole.plannedDays, "jour", "jours"))"
    let hours = "\(HourSpan.duration(whole.effectiveMinutes)) sur \(HourSpan.duration(whole.plannedMinutes))"
    let soFar =
        view.isRunning
        ? FrenchNumber.counted(view.soFar.effectiveDays, "jour fait à ce jour", "jours faits à ce jour") : nil
    let lost = whole.lostDays > 0 ? FrenchNumber.counted(whole.lostDays, "jour", "jours") : nil
    return facts(
        [
            ("Jours effectifs", fact(days)), ("Heures effectives", fact(hours)), ("À ce jour", fact(soFar)),
            ("Jours perdus", fact(lost)), ("À rattraper", fact(catchUp(whole))),
            ("Retards", whole.latenesses > 0 ? HTML(text: String(whole.latenesses)) : nil),
        ], above: true)
}

/// « 2 jours, et 1 jour à décider »: a proposal, the team decides (PFMP-21).
private func catchUp(_ attendance: Attendance) -> String? {
    let owed = attendance.catchUpHalfDays > 0 ? HalfDays.spelled(attendance.catchUpHalfDays) : nil
    let open =
        attendance.undecidedHalfDays > 0 ? HalfDays.spelled(attendance.undecidedHalfDays) + " à décider" : nil
    let parts = [owed, open].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", et ")
}

private func absenceLine(_ absence: Absence, _ view: PlacementFollowUp) -> HTML {
    let link = Link("/absences", [absence.id.rawValue])
    let title: HTML =
        view.mayRecord ? "<a href=\"\(link)\">\(absence.title)</a>" : "<strong>\(absence.title)</strong>"
    var details = ["\(absence.cause.shortLabel)", absence.note, "par \(absence.reportedBy)"]
    if absence.kind == .absence { details.insert(absence.catchUpWords, at: 1) }
    let mark: HTML =
        absence.proofSeen
        ? badge("justificatif vu", .done)
        : absence.cause == .unknown ? badge("à préciser", .soon) : badge(absence.cause.shortLabel, .neutral)
    return """
        <li><div>\(title)<p>\(details.filter { !$0.isEmpty }.joined(separator: ", "))</p></div>\(mark)</li>
        """
}

extension Absence {
    /// « Absence du 3 au 4 novembre », « Retard de 20 min le 3 novembre »
    var title: String {
        if kind == .lateness {
            return minutes > 0 ? "Retard de \(minutes)\u{A0}min le \(startsOn.short)" : "Retard le \(startsOn.short)"
        }
        let days = startsOn == endsOn ? "le \(startsOn.short)" : "du \(startsOn.short) au \(endsOn.short)"
        return "Absence \(days)" + (part == .whole ? "" : ", \(part.label.lowercased())")
    }

    fileprivate var catchUpWords: String {
        switch catchUp {
        case .owed: "à rattraper"
        case .spared: "sans rattrapage"
        case .undecided: "rattrapage à décider"
        }
    }
}

/// The page of one absence, to correct it.
func absencePage(_ absence: Absence, _ placement: FollowedPlacement, _ state: FormState, _ visit: Visit) -> Page {
    let link = Link("/absences", [absence.id.rawValue])
    let back = Link.followUp(of: placement.id)
    return Page(
        absence.title, in: .followUp,
        """
        <div class="page narrow">\(pageHead(absence.title, crumbs: [("Suivi", .followUp), (placement.learnerName, back)]))\
        \(postForm(link, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\(absenceFields(state))\
            \(formEnd("Enregistrer", cancel: back))
            """))\
        <div class="actions section">\(postButton("Retirer\u{A0}: noté par erreur", to: link.appending("retrait"), visit: visit, icon: "trash", style: "quiet danger"))</div></div>
        """)
}
