import Domain
import Persistence

/// The school copies an evaluation received on paper, or corrects it.
struct SaveEvaluation: Operation {
    let placement: ID<Placement>
    let kind: Evaluation.Kind
    let form: EvaluationForm

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> ID<Placement> {
        try author.require(.recordFollowUp)

        _ = try db.placement(placement)
        try db.save(form, kind, of: placement, channel: .paper, by: author, at: now)
        return placement
    }
}

extension SchoolDatabase {
    /// Writes an evaluation for the first time, or over the one that the person saw.
    func save(
        _ form: EvaluationForm, _ kind: Evaluation.Kind, of placement: ID<Placement>, channel: Evaluation.Channel,
        by author: Author, at now: Now
    ) throws {
        let former = try evaluation(kind, of: placement)
        guard former?.version ?? 0 == form.version else { throw Conflict() }
        let evaluation = form.evaluation(
            kind, id: former?.id ?? newID(), of: placement, by: author.name, on: now.day, channel: channel,
            version: form.version + 1)
        guard evaluation.filledOn <= now.day else {
            throw FieldRefusal("le", "Ce jour n’est pas encore venu.")
        }
        if let former {
            try update(evaluation, in: .evaluation, replacing: former.version)
        } else {
            try insert(evaluation, into: .evaluation)
        }
        try journal(
            "\(kind.label) (\(channel.label))", Subject("placement", placement), before: former, after: evaluation,
            by: author, at: now)
    }

    func evaluation(_ kind: Evaluation.Kind, of placement: ID<Placement>) throws -> Evaluation? {
        try row(
            """
            select evaluation.* from \(table(.evaluation))
            where evaluation.placement_id = \(placement) and evaluation.kind = \(kind)
            """)
    }
}
