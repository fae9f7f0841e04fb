import Domain

extension Link {
    static let orderOfAcademie = Link("/reglages/conventions/arrete")
}

/// The order of the académie on numbers of trainees (R.124-11): noted once, then the rules and the counts use it.
enum AcademicOrderRoutes {
    static func add(to site: Site) {
        site.get("/reglages/conventions/arrete", .members(.manageSchool), show)
        site.post("/reglages/conventions/arrete", .members(.manageSchool), save)
    }

    @Sendable static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, nil))
    }

    private static func page(_ visit: Visit, _ typed: FormState?) async throws -> Page {
        let kept = try await visit.read { try $0.agreementSetting(.academicOrder, usual: AcademicOrder()) }
        let state = typed?.resumed(version: kept.version) ?? FormState(kept.value, version: kept.version)
        return academicOrderPage(state, visit)
    }

    @Sendable static func save(_ visit: Visit) async throws -> Answer {
        let today = visit.now.day
        return try await visit.submit(AcademicOrderForm.self) { form, values in
            try form.check(parameters: try LegalTexts.parameters(), today: today)
            try await visit.perform(
                ChangeAgreementSetting(
                    name: .academicOrder, value: form.order, version: form.version,
                    action: "Arrêté académique sur le nombre de stagiaires modifié"), for: values
            ) { _ in .orderOfAcademie }
            return .redirect(.orderOfAcademie, saying: "L’arrêté est enregistré\u{A0}: les règles en tiennent compte.")
        } show: { state in
            try await page(visit, state)
        }
    }
}

/// An order as typed.
struct AcademicOrderForm: FormInput {
    let order: AcademicOrder
    let version: Int

    init(reading form: inout FormReader) {
        version = Int(form.values["version"]) ?? 0
        let (small, percent) = (form.number("petits", in: 1...100), form.number("pourcent", in: 1...100))
        let starts = form.date("du")
        let ends = form.date("au")
        order = AcademicOrder(
            reference: form.text("reference", max: 200), startsOn: starts, endsOn: ends, small: small, percent: percent)
        if order.reference.isEmpty, small != nil || percent != nil {
            form.refuse("reference", "Indiquez l’arrêté\u{A0}: sa date et qui l’a pris.")
        }
        if let starts, let ends, ends < starts { form.refuse("au", "Le dernier jour doit suivre le premier.") }
    }

    /// What the article allows an order to say.
    func check(parameters: LegalParameters, today: LocalDate) throws {
        let day = order.startsOn ?? today
        var problems: [FieldProblem] = []
        let limits: [(String, Int?, LegalParameter, String)] = [
            ("petits", order.small, .orderSmall, "stagiaires"), ("pourcent", order.percent, .orderPercent, "%"),
        ]
        for (field, value, name, unit) in limits {
            guard let value, let most = parameters.value(name, on: day), value > most else { continue }
            problems.append(
                FieldProblem(
                    field: field,
                    message:
                        "Le texte n’admet pas plus de \(most)\u{A0}\(unit) (R.\u{A0}124-11)\u{A0}: relisez l’arrêté."))
        }
        if !problems.isEmpty { throw FieldRefusal(problems) }
    }
}

extension FormState {
    fileprivate init(_ order: AcademicOrder, version: Int) {
        self.init([
            ("reference", order.reference), ("petits", order.small.map { String($0) } ?? ""),
            ("pourcent", order.percent.map { String($0) } ?? ""), ("du", order.startsOn?.description ?? ""),
            ("au", order.endsOn?.description ?? ""), ("version", String(version)),
        ])
    }
}

private func academicOrderPage(_ state: FormState, _ visit: Visit) -> Page {
    let head = agreementSettingHead(
        "Arrêté académique",
        "Une académie peut admettre plus de stagiaires dans une entreprise. Sans arrêté, laissez tout vide.")
    return Page(
        "Arrêté académique", in: .settings,
        """
        <div class="page narrow">\(head)\(postForm(.orderOfAcademie, state, visit: visit, """
            <input type="hidden" name="version" value="\(state["version"])">\
            \(field(state, "reference", "Arrêté", FieldOptions(hint: "Par exemple : arrêté du recteur du 12 mars 2025. Demandez-le à la DRAFPIC.", optional: true)))\
            \(field(state, "petits", "Stagiaires au plus dans une petite structure", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
            \(field(state, "pourcent", "Pourcentage de l’effectif dans les autres", FieldOptions(optional: true, inputMode: "numeric", style: "short")))\
            <div class="pair">\(dateField(state, "du", "En vigueur du", optional: true))\(dateField(state, "au", "Au", optional: true))</div>\
            \(formEnd("Enregistrer l’arrêté", cancel: .agreementSettings))
            """))<p class="hint">R.\u{A0}124-11 du code de l’éducation, règle PFMP-63. Avec un arrêté, tous les stagiaires comptent.</p></div>
        """)
}
