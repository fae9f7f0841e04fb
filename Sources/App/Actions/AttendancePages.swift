import Domain
import Persistence

/// The sheet of an action: who is there.
struct AttendanceView: Sendable {
    let action: Action
    let all: [ActionLearnerLine]
    /// The class chosen, when there are too many learners for one page.
    let code: String
    let today: LocalDate
    let author: Author

    static let mostShown = 60

    var codes: [String] { Array(Set(all.compactMap(\.classCode))).sorted() }
    private var shownCode: String { codes.contains(code) ? code : codes.first ?? "" }

    /// All of them, or one class.
    var learners: [ActionLearnerLine] {
        all.count <= AttendanceView.mostShown ? all : all.filter { ($0.classCode ?? "") == shownCode }
    }

    /// The next class that nobody noted, when each has its own page.
    var nextCode: String? {
        guard all.count > AttendanceView.mostShown else { return nil }
        let left = Set(all.filter { $0.state == .expected }.compactMap(\.classCode)).sorted()
        return left.first { $0 > shownCode } ?? left.first
    }

    /// The way to the other classes.
    func classLinks(_ page: String) -> HTML? {
        guard all.count > AttendanceView.mostShown else { return nil }
        let link = Link.action(action.id).appending(page)
        return choiceLinks(
            "Classe", codes.map { (value: $0, label: $0, link: link.with([("classe", $0)])) }, current: shownCode)
    }
}

func attendancePage(_ view: AttendanceView, _ state: FormState, _ visit: Visit) -> Page {
    let link = Link.action(view.action.id)
    let isOpen = view.action.state == .confirmed || view.action.state.isDone
    let items = view.learners.map { learner -> HTML in
        let choices = [ActionLearner.State.present, .absent, .excused].map { choice -> HTML in
            let checked: HTML? = learner.state == choice ? " checked" : nil
            return """
                <label class="choice"><input type="radio" name="etat-\(learner.id.rawValue)" value="\(choice.rawValue)"\(checked)> \(choice.label)</label>
                """
        }
        let minor =
            view.action.authorisation && learner.authorisedOn == nil
            && learner.isMinor(on: view.action.startsOn ?? view.today)
        return """
            <li><input type="hidden" name="ligne" value="\(learner.id.rawValue)"><fieldset class="roll"><legend>\(learner.listName) <small>\(learner.classCode)</small>\(minor ? badge("Sans autorisation", .late) : nil)</legend>\
            <div class="choices">\(choices)</div></fieldset></li>
            """
    }
    let body: HTML =
        isOpen
        ? "<form method=\"post\" action=\"\(link.appending("presence"))\">\(visit.hiddenFields)<ul class=\"lines\">\(items)</ul>\(formEnd("Enregistrer la présence", cancel: link))\(othersButton(view))</form>"
        : notice(.info, "<p>La présence se note une fois l’action confirmée, le jour venu.</p>")
    return Page(
        "Présence", in: .actions,
        """
        \(pageHead("Présence", count: view.all.count, crumbs: [("Actions", .actions), (view.action.title, link)], meta: [HTML(text: view.action.when)],
            actions: [button("Feuille d’émargement", to: link.appending("emargement.pdf"), icon: "print")]))\(errorSummary(state))\(view.classLinks("presence"))\(body)
        """)
}

/// Most are there: note who is not, then everybody else at once.
private func othersButton(_ view: AttendanceView) -> HTML? {
    guard view.learners.contains(where: { $0.state == .expected }) else { return nil }
    return """
        <p><button class="btn" name="autres" value="\(ActionLearner.State.present.rawValue)">\(icon("check")) \
        Enregistrer, tous les autres sont présents</button></p>
        """
}

func authorisationsPage(_ view: AttendanceView, _ visit: Visit) -> Page {
    let link = Link.action(view.action.id)
    let day = view.action.startsOn ?? view.today
    let minors = view.learners.filter { $0.isMinor(on: day) }
    let items = minors.map { learner -> HTML in
        let checked: HTML? = learner.authorisedOn == nil ? nil : " checked"
        return """
            <input type="hidden" name="ligne" value="\(learner.id.rawValue)"><label class="choice"><input type="checkbox" name="autorise" value="\(learner.id.rawValue)"\(checked)> \(learner.listName)\
            <small>\(learner.classCode)\(learner.authorisedOn.map { ", reçue le \($0.short)" } ?? "")</small></label>
            """
    }
    let adults = view.learners.count - minors.count
    let body: HTML =
        items.isEmpty
        ? emptyState("check", "Aucun mineur ce jour-là", "Les élèves majeurs s’engagent eux-mêmes.")
        : """
        <form class="form" method="post" action="\(link.appending("autorisations"))">\(visit.hiddenFields)<input type="hidden" name="autorisations" value="1">\
        <fieldset class="group"><legend>Autorisations revenues signées</legend>\(items)</fieldset>\(formEnd("Enregistrer", cancel: link))</form>
        """
    return Page(
        "Autorisations", in: .actions,
        """
        \(pageHead("Autorisations des parents", count: minors.count, crumbs: [("Actions", .actions), (view.action.title, link)],
            meta: adults > 0 ? [HTML(text: FrenchNumber.counted(adults, "élève majeur", "élèves majeurs"))] : [],
            actions: minors.isEmpty ? [] : [button("Imprimer les demandes", to: link.appending("autorisations.pdf"), icon: "print")]))\(view.classLinks("autorisations"))\(body)
        """)
}
