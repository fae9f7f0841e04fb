import Domain

// Fields of forms: label above, help in a line, the error beside the field, nothing typed lost.

/// A form that posts, with its hidden fields and the summary of what is wrong.
/// - Parameter attributes: what modules of the browser look for, with a blank before.
func postForm(
    _ link: Link, _ state: FormState, visit: Visit, files: Bool = false, attributes: HTML? = nil, _ body: HTML
) -> HTML {
    let encoding: HTML? = files ? " enctype=\"multipart/form-data\"" : nil
    return """
        \(errorSummary(state))<form class="form" method="post" action="\(link)"\(encoding)\(attributes) novalidate>\
        \(visit.hiddenFields)\(body)</form>
        """
}

/// Everything that is wrong, with links to the fields; it takes the focus, unless it is only shown.
func errorSummary(_ state: FormState, takesFocus: Bool = true) -> HTML {
    guard !state.problems.isEmpty else { return "" }
    let items = state.problems.map { problem -> HTML in
        problem.field.isEmpty
            ? "<li>\(problem.message)</li>" : "<li><a href=\"#f-\(problem.field)\">\(problem.message)</a></li>"
    }
    return """
        <div class="errors" role="alert"\(takesFocus ? " data-focus" as HTML : nil) aria-labelledby="erreurs"><h2 id="erreurs">\(icon("alert"))À corriger avant d’enregistrer</h2>\
        <ul>\(items)</ul></div>
        """
}

/// What varies from one text field to another.
struct FieldOptions {
    var hint: String?
    var optional = false
    var type = "text"
    var autocomplete: String?
    var inputMode: String?
    var style = ""
    /// Attributes without a value of their own to escape: `data-typeahead`…
    var data: [(StaticString, String)] = []
}

/// A text field.
func field(_ state: FormState, _ name: String, _ label: String, _ options: FieldOptions = FieldOptions()) -> HTML {
    let attributes: HTML = """
        \(options.autocomplete.map { " autocomplete=\"\($0)\"" as HTML })\
        \(options.inputMode.map { " inputmode=\"\($0)\"" as HTML })\(options.style.isEmpty ? nil : " class=\"\(options.style)\"" as HTML)\
        \(options.data.map { " \(HTML(stringLiteral: "\($0.0)"))=\"\($0.1)\"" as HTML })
        """
    // A password is never sent back.
    let value = options.type == "password" ? "" : state[name]
    return fieldFrame(state, name, label, hint: options.hint, optional: options.optional) { described in
        "<input id=\"f-\(name)\" name=\"\(name)\" type=\"\(options.type)\" value=\"\(value)\"\(attributes)\(described)>"
    }
}

/// A field for a day: the browser's calendar, or typed by hand.
func dateField(
    _ state: FormState, _ name: String, _ label: String, hint: String? = nil, optional: Bool = false
) -> HTML {
    // A date field of the browser takes the ISO form only.
    let iso = LocalDate(french: state[name])?.description ?? state[name]
    return fieldFrame(state, name, label, hint: hint, optional: optional) { described in
        "<input id=\"f-\(name)\" name=\"\(name)\" type=\"date\" value=\"\(iso)\"\(described)>"
    }
}

func textArea(
    _ state: FormState, _ name: String, _ label: String, hint: String? = nil, optional: Bool = false, rows: Int = 3
) -> HTML {
    fieldFrame(state, name, label, hint: hint, optional: optional) { described in
        "<textarea id=\"f-\(name)\" name=\"\(name)\" rows=\"\(rows)\"\(described)>\(state[name])</textarea>"
    }
}

/// A choice in a list.
func selectField(
    _ state: FormState, _ name: String, _ label: String, _ choices: [(value: String, label: String)],
    empty: String? = nil, hint: String? = nil, optional: Bool = false
) -> HTML {
    let none: HTML? = empty.map { "<option value=\"\">\($0)</option>" }
    let chosen = state[name]
    let options = choices.map { choice -> HTML in
        let selected: HTML? = choice.value == chosen ? " selected" : nil
        return "<option value=\"\(choice.value)\"\(selected)>\(choice.label)</option>"
    }
    return fieldFrame(state, name, label, hint: hint, optional: optional) { described in
        "<select id=\"f-\(name)\" name=\"\(name)\"\(described)>\(none)\(options)</select>"
    }
}

func checkbox(_ state: FormState, _ name: String, _ label: String, hint: String? = nil) -> HTML {
    let checked: HTML? = ["1", "on", "oui", "true"].contains(state[name]) ? " checked" : nil
    let small: HTML? = hint.map { "<small>\($0)</small>" }
    return """
        <label class="choice"><input id="f-\(name)" type="checkbox" name="\(name)" value="1"\(checked)> \(label)\(small)</label>
        """
}

/// Several boxes of one question.
func checkboxes(
    _ state: FormState, _ name: String, _ legend: String, _ choices: [(value: String, label: String)],
    hint: String? = nil
) -> HTML {
    let chosen = Set(state.values.all(name))
    let boxes = choices.map { choice -> HTML in
        let checked: HTML? = chosen.contains(choice.value) ? " checked" : nil
        return """
            <label class="choice"><input type="checkbox" name="\(name)" value="\(choice.value)"\(checked)> \(choice.label)</label>
            """
    }
    let help: HTML? = hint.map { "<p class=\"hint\">\($0)</p>" }
    let error: HTML? = state.problem(name).map { "<p class=\"error\">\(icon("alert")) \($0)</p>" }
    return """
        <fieldset class="group" id="f-\(name)"><legend>\(legend)</legend>\(help)<div class="choices">\(boxes)</div>\(error)</fieldset>
        """
}

/// The foot of a form: the deed, and the way out.
func formEnd(_ label: String, cancel: Link? = nil, icon name: String = "check") -> HTML {
    let out: HTML? = cancel.map { "<a class=\"btn quiet\" href=\"\($0)\">Annuler</a>" }
    return "<div class=\"formend\"><button class=\"btn primary\">\(icon(name)) \(label)</button>\(out)</div>"
}

/// Label, help, control and error; the control says it is described by them.
func fieldFrame(
    _ state: FormState, _ name: String, _ label: String, hint: String?, optional: Bool, _ control: (HTML) -> HTML
) -> HTML {
    let problem = state.problem(name)
    let ids = [hint.map { _ in "h-\(name)" }, problem.map { _ in "e-\(name)" }].compactMap { $0 }
    let described: HTML = """
        \(ids.isEmpty ? nil : " aria-describedby=\"\(ids.joined(separator: " "))\"" as HTML)\
        \(problem == nil ? nil : " aria-invalid=\"true\"" as HTML)
        """
    let help: HTML? = hint.map { "<p class=\"hint\" id=\"h-\(name)\">\($0)</p>" }
    let error: HTML? = problem.map { "<p class=\"error\" id=\"e-\(name)\">\(icon("alert")) \($0)</p>" }
    let mark: HTML? = optional ? " <span class=\"optional\">(facultatif)</span>" : nil
    return """
        <div class="field"><label for="f-\(name)">\(label)\(mark)</label>\(help)\(control(described))\(error)</div>
        """
}
