import Domain

/// What the school knows of the exam file of a learner.
struct ExamCaseForm: FormInput {
    let earlierTenths: Int
    let earlierProof: String
    let reducedTo: Int?
    let reductionReason: String
    let derogation: Derogation
    let derogationOn: LocalDate?
    let remark: String
    let version: Int

    init(reading form: inout FormReader) {
        let text = form.values["semaines_avant"].replacing(",", with: ".")
        let weeks = text.isEmpty ? 0 : Double(text)
        if let weeks, (0...60).contains(weeks) {
            earlierTenths = Int((weeks * 10).rounded(.down))
        } else {
            earlierTenths = 0
            form.refuse("semaines_avant", "Écrivez un nombre de semaines\u{A0}: 6, ou 6,5.")
        }
        earlierProof = form.text("preuve", max: 200)
        reducedTo = form.number("duree_reduite", in: 1...60)
        reductionReason = form.text("motif_reduction", max: 200)
        derogation = form.choice("derogation", or: .none)
        derogationOn = form.date("derogation_le")
        remark = form.text("remarque", max: 500)
        version = Int(form.values["version"]) ?? 0
        if earlierTenths > 0, earlierProof.isEmpty {
            form.refuse(
                "preuve", "Dites ce qui prouve ces semaines\u{A0}: attestation, livret, dossier de l’ancien lycée.")
        }
        if reducedTo != nil, reductionReason.isEmpty {
            form.refuse("motif_reduction", "Indiquez la décision de positionnement et sa date.")
        }
    }
}

extension FormState {
    init(_ examCase: ExamCase?, derogation: Derogation) {
        self.init([
            (
                "semaines_avant",
                examCase.flatMap { $0.earlierTenths > 0 ? WeekBalance.french($0.earlierTenths) : nil } ?? ""
            ),
            ("preuve", examCase?.earlierProof ?? ""), ("duree_reduite", examCase?.reducedTo.map { String($0) } ?? ""),
            ("motif_reduction", examCase?.reductionReason ?? ""), ("derogation", derogation.rawValue),
            ("derogation_le", examCase?.derogationOn?.description ?? ""), ("remarque", examCase?.remark ?? ""),
            ("version", String(examCase?.version ?? 0)),
        ])
    }
}

/// The exam file of a learner: weeks done elsewhere, positioning, derogation.
struct SaveExamCase: Operation {
    let learner: ID<Learner>
    let form: ExamCaseForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(.planPeriods)

        let learner = try db.learner(learner)
        let former = try db.examCase(of: learner.id)
        guard (former?.version ?? 0) == form.version else { throw Conflict() }
        var examCase = former ?? ExamCase(id: db.newID(), learnerId: learner.id)
        examCase.earlierTenths = form.earlierTenths
        examCase.earlierProof = form.earlierProof
        examCase.reducedTo = form.reducedTo
        examCase.reductionReason = form.reductionReason
        examCase.derogation = form.derogation
        examCase.derogationOn = form.derogationOn
        examCase.remark = form.remark
        examCase.version += 1
        if let former {
            try db.update(examCase, in: .examCase, replacing: former.version)
        } else {
            try db.insert(examCase, into: .examCase)
        }
        try db.journal(
            "Dossier d’examen modifié", Subject("learner", learner.id), before: former, after: examCase, by: author,
            at: now)
    }
}
