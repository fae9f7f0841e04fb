import Domain

/// What the form of an evaluation may send, by the tutor, the learner, or the school that copies the paper.
struct EvaluationForm: FormInput {
    let ratings: Ratings
    let comment: String
    let wishes: String
    let again: Bool?
    let filledBy: String
    let filledOn: LocalDate?
    let version: Int

    init(reading form: inout FormReader) {
        var values: [EvaluationCriterion: Int] = [:]
        for criterion in EvaluationCriterion.allCases {
            if let rating = form.number("note_\(criterion.rawValue)", in: 1...4) { values[criterion] = rating }
        }
        ratings = Ratings(values)
        comment = form.text("appreciation", max: 4000)
        wishes = form.text("souhaits", max: 2000)
        again = form.values["encore"] == "oui" ? true : form.values["encore"] == "non" ? false : nil
        filledBy = form.text("par", max: 200)
        filledOn = form.date("le")
        version = Int(form.values["version"]) ?? 0
        if values.isEmpty {
            form.refuse("note_\(form.values["premier"])", "Donnez au moins une note\u{A0}: une seule ligne suffit.")
        }
    }

    func evaluation(
        _ kind: Evaluation.Kind, id: ID<Evaluation>, of placement: ID<Placement>, by name: String, on day: LocalDate,
        channel: Evaluation.Channel, version: Int
    ) -> Evaluation {
        Evaluation(
            id: id, placementId: placement, kind: kind,
            ratings: Ratings(ratings.values.filter { $0.key.kind == kind }), comment: comment, wishes: wishes,
            again: again, filledBy: filledBy.isEmpty ? name : filledBy, filledOn: filledOn ?? day, channel: channel,
            version: version)
    }
}

extension FormState {
    init(_ evaluation: Evaluation) {
        self.init(
            evaluation.ratings.values.map { ("note_\($0.key.rawValue)", String($0.value)) } + [
                ("appreciation", evaluation.comment), ("souhaits", evaluation.wishes),
                ("encore", evaluation.again.map { $0 ? "oui" : "non" } ?? ""), ("par", evaluation.filledBy),
                ("le", evaluation.filledOn.description), ("version", String(evaluation.version)),
            ])
    }
}

/// The questions of an evaluation: the same on the screen and on paper.
func evaluationFields(_ kind: Evaluation.Kind, _ state: FormState) -> HTML {
    let choices = Ratings.words.enumerated().map { (value: String($0.offset + 1), label: $0.element) }
    let rows = kind.criteria.map { radios(state, "note_\($0.rawValue)", $0.label, choices) }
    let again =
        kind == .tutor
        ? "Accueilleriez-vous de nouveau cet élève\u{A0}?" : "Conseillerais-tu ce lieu à un camarade\u{A0}?"
    return """
        <input type="hidden" name="version" value="\(state["version"])">\
        <input type="hidden" name="premier" value="\(kind.criteria.first?.rawValue)">\(rows)\
        \(radios(state, "encore", again, [("oui", "Oui"), ("non", "Non")]))\
        \(textArea(state, "appreciation", kind.commentLabel, optional: true))\
        \(textArea(state, "souhaits", kind.wishesLabel, optional: true, rows: 2))
        """
}

/// One question with a few answers, one of which at most.
func radios(_ state: FormState, _ name: String, _ legend: String, _ choices: [(value: String, label: String)]) -> HTML {
    let boxes = choices.map { choice -> HTML in
        let checked: HTML? = state[name] == choice.value ? " checked" : nil
        return """
            <label class="choice"><input type="radio" name="\(name)" value="\(choice.value)"\(checked)> \(choice.label)</label>
            """
    }
    let error: HTML? = state.problem(name).map { "<p class=\"error\">\(icon("alert")) \($0)</p>" }
    return """
        <fieldset class="group" id="f-\(name)"><legend>\(legend)</legend><div class="choices">\(boxes)</div>\(error)</fieldset>
        """
}

extension Evaluation.Kind {
    var commentLabel: String { self == .tutor ? "Votre appréciation" : "Ce que j’ai fait et appris" }
    var wishesLabel: String { self == .tutor ? "Conseils pour la suite" : "Ce qui pourrait être mieux" }
    /// The piece of its addresses.
    var piece: String { rawValue }
}
