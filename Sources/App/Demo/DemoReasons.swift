import Domain
import Persistence

extension SchoolDatabase {
    /// Agreements that left went past their warnings with a reason, as the program asks; the school changed one rule.
    func insertReasons(of made: DemoSchool, at now: Now) throws {
        let sent = made.agreements.filter { $0.state == .toSign }.map(\.id)
        let rows = try dossiers(sent, today: now.day).flatMap { dossier in
            dossier.readiness.lackingReason.map { finding in
                ReasonRow(
                    WrittenReason(
                        rule: finding.rule, finding: finding.message, text: DemoReasons.text(for: finding),
                        author: made.school.bureauName ?? made.school.headName, byHead: false,
                        on: now.day.adding(days: -3)),
                    id: newID(), of: dossier.agreement.id, at: now)
            }
        }
        try insertMany(rows, into: .writtenReason)
        try insert(
            RuleSeverity(
                id: newID(), rule: 77, severity: .warning,
                note: "Projet d’établissement\u{A0}: deux contacts au moins.",
                changedAt: now.moment, changedBy: made.school.headName, version: 1),
            into: .ruleSeverity)
    }
}

/// What somebody could have written.
private enum DemoReasons {
    static func text(for finding: Finding) -> String {
        switch finding.rule {
        case "PFMP-11": "Période courte prévue par le projet d’établissement."
        case "PFMP-53": "Élève en formation professionnelle, accord de la famille."
        case "PFMP-62": "Deux établissements de l’entreprise, effectif confirmé au téléphone."
        case "PFMP-101": "Attestation d’assurance demandée, attendue cette semaine."
        default: "Vu avec l’entreprise et l’enseignant référent."
        }
    }
}
