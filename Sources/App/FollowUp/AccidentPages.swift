import Domain

/// The record of an accident: the deadline for everybody who sees incidents, the rest for those who see alerts.
func accidentPanel(_ view: IncidentView, _ states: IncidentStates, _ visit: Visit) -> HTML {
    let record = view.accident
    return panel(
        "Déclaration",
        """
        \(deadlineNotice(view))\(view.seesHealth ? accidentForm(view, record, states, visit) : nil)
        """)
}

private func deadlineNotice(_ view: IncidentView) -> HTML {
    if let declared = view.accident?.declaredOn {
        return notice(
            .success, "<p>Déclaré le \(declared.long), par \(view.accident?.declarant.label.lowercased()).</p>")
    }
    guard let deadline = view.deadline else {
        return notice(
            .warning, "<p>À vérifier\u{A0}: l’heure de l’accident manque, ou le délai n’est pas connu à cette date.</p>"
        )
    }
    let isLate = deadline.day < view.today
    return notice(
        isLate ? .error : .warning,
        """
        <p><strong>À déclarer à la CPAM avant le \(deadline.spelled).</strong> Dimanches et jours fériés ne comptent pas \
        (R. 412-4 du code de la sécurité sociale). L’entreprise déclare et envoie aussitôt la copie au lycée\u{A0}; certaines académies \
        demandent que le lycée déclare lui-même\u{A0}: suivez la procédure de la vôtre.</p>
        """)
}

private func accidentForm(_ view: IncidentView, _ record: AccidentSheet?, _ states: IncidentStates, _ visit: Visit)
    -> HTML
{
    let state =
        states.accident ?? record.map { FormState($0) } ?? FormState([("declarant", "entreprise"), ("version", "0")])
    let declarants = AccidentSheet.Declarant.allCases.map { ($0.rawValue, $0.label) }
    let open: HTML? = states.accident != nil || record == nil ? " open" : nil
    return """
        <details class="more"\(open)><summary>Fiche d’accident (accès restreint)</summary>\
        \(postForm(Link.incident(view.incident.id).appending("accident"), state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            <div data-private>\(textArea(state, "circonstances", "Circonstances", optional: true, rows: 3))\
            \(field(state, "lesions", "Lésions constatées", FieldOptions(hint: "Visible de la direction et de la vie scolaire seulement.", optional: true)))</div>\
            <div class="pair">\(field(state, "temoins", "Témoins", FieldOptions(optional: true)))\
            \(field(state, "secours", "Premiers secours", FieldOptions(optional: true)))\
            \(field(state, "arret", "Jours d’arrêt", FieldOptions(optional: true, inputMode: "numeric", style: "short")))</div>\
            <div class="pair">\(selectField(state, "declarant", "Qui déclare", declarants))\
            \(dateField(state, "entreprise_prevenue_le", "Entreprise prévenue le", optional: true))\
            \(dateField(state, "declare_le", "Déclaré le", optional: true))</div>\
            <div class="pair">\(dateField(state, "copie_le", "Copie reçue au lycée le", optional: true))\
            \(dateField(state, "certificat_le", "Certificat médical reçu le", optional: true))</div>\(documentList(record))\
            \(formEnd("Enregistrer la fiche"))
            """))</details>
        """
}

/// The papers that an accident asks for, and which are there.
private func documentList(_ record: AccidentSheet?) -> HTML {
    let papers: [(String, LocalDate?)] = [
        ("Déclaration d’accident du travail (Cerfa)", record?.declaredOn),
        ("Copie de la déclaration, au lycée", record?.copyReceivedOn),
        ("Certificat médical initial", record?.certificateReceivedOn),
    ]
    let items = papers.map { name, day -> HTML in
        "<li><div>\(name)</div>\(day.map { badge("le \($0.short)", .done) } ?? badge("manque", .soon))</li>"
    }
    return "<h3>Les documents</h3><ul class=\"lines\">\(items)</ul>"
}
