import Domain

extension DemoBuilder {
    /// What was noted along the way: steps by hand, sheets that came back, early ends, usual activities by stream.
    mutating func addAgreementLife() {
        let agreements = Dictionary(
            made.agreements.map { ($0.placementId, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, placement) in made.placements.enumerated() {
            guard let agreement = agreements[placement.id] else { continue }
            addSteps(of: placement, index)
            addSheet(of: placement, index)
            if agreement.state == .broken { addEnd(of: placement, agreement) }
        }
        addTeachingAnnexes()
    }

    /// Most of what was due was done and noted; some of it late, some of it sent back.
    private mutating func addSteps(of placement: Placement, _ index: Int) {
        let workflow = Workflow(steps: WorkflowStep.usual)
        for (rank, step) in workflow.active.enumerated() where !step.source.isKnown {
            let due = step.due(startsOn: placement.startsOn, endsOn: placement.endsOn, territory: made.school.place)
            // No chance here: what the other parts draw stays the same.
            let luck = (index * 7 + rank * 3) % 11
            guard due <= today, luck > 1 else { continue }
            let state: StepState =
                step.kind == .task ? .done : luck == 2 ? .toCorrect : luck == 3 ? .handed : .validated
            made.stepNotes.append(
                StepNote(
                    id: ids.next(on: due), placementId: placement.id, stepCode: step.code, state: state,
                    reason: state == .toCorrect ? "Le cachet de l’entreprise manque." : "", notedOn: due,
                    notedBy: staff(.office).first?.fullName ?? "", version: 1))
        }
    }

    private mutating func addSheet(of placement: Placement, _ index: Int) {
        let day = placement.startsOn.adding(days: -32)
        guard day <= today, index.isMultiple(of: 3) else { return }
        made.hostSheets.append(
            HostSheet(
                id: ids.next(on: day), placementId: placement.id, returnedOn: day, activities: placement.activities,
                conditions: "Travail en équipe, vestiaire sur place.",
                equipment: "Tenue fournie, chaussures à apporter.",
                remarks: "", notedBy: staff(.office).first?.fullName ?? "", version: 1))
    }

    private mutating func addEnd(of placement: Placement, _ agreement: DemoAgreement) {
        made.interruptions.append(
            Interruption(
                id: ids.next(on: placement.endsOn), agreementId: agreement.id, kind: .ending, side: .host,
                cause: .closure, startsOn: placement.endsOn, note: "Travaux imprévus dans les locaux.",
                steps: [.contactedSchool, .familyTold, .certificate], outcome: .validated))
    }

    private mutating func addTeachingAnnexes() {
        var seen: Set<String> = []
        for schoolClass in made.currentClasses {
            guard let plan = plans[schoolClass.id], !schoolClass.stream.isEmpty,
                seen.insert(schoolClass.stream).inserted
            else { continue }
            made.annexes.append(
                TeachingAnnex(
                    id: ids.next(on: today), stream: schoolClass.stream,
                    activities: plan.trade.tasks.activities.joined(separator: "\n"),
                    skills: plan.trade.tasks.skills.joined(separator: "\n"),
                    followUp: "Un appel la première semaine, une visite avant la fin.", version: 1))
        }
    }
}
