import Domain
import PDF

extension AgreementDocument {
    /// All boxes on one page, in the order of signing (PFMP-25), the head last.
    var signatures: [PDFBlock] {
        let rows =
            facts.learner.minor
            ? [[host, tutor], [learner, guardian(0), guardian(1)], [referent, head]]
            : [[host, tutor, learner], [referent, head]]
        return [
            .keepTogether(
                [
                    .heading(level: 2, "Signatures"),
                    .paragraph(
                        """
                        La convention est établie en autant d’exemplaires que de parties. Chaque signature vaut pour la \
                        convention et ses deux annexes. \(words.capitalStay) ne peut commencer avant la dernière.
                        """),
                ] + rows.map { .signatures($0) })
        ]
    }

    private var host: PDFSignatureBox {
        box("Pour l’organisme d’accueil", facts.signatory?.name, facts.signatory?.role)
    }

    private var tutor: PDFSignatureBox { box("Le tuteur", facts.tutor?.name, facts.tutor?.role) }

    private var referent: PDFSignatureBox {
        box("L’enseignant référent", facts.referent?.name, "pour la partie pédagogique")
    }

    private var head: PDFSignatureBox {
        box("Le chef d’établissement", facts.school.headName, facts.school.headTitle)
    }

    private var learner: PDFSignatureBox { box(words.capitalLearner, facts.learner.name, nil) }

    private func guardian(_ index: Int) -> PDFSignatureBox {
        let person = facts.guardians.indices.contains(index) ? facts.guardians[index] : nil
        return index == 0
            ? box("Le représentant légal", person?.name, person?.role)
            : box("Le second représentant légal", person?.name, person?.role ?? "s’il y a lieu")
    }

    private func box(_ role: String, _ name: String?, _ note: String?) -> PDFSignatureBox {
        PDFSignatureBox(role: role, name: name?.isEmpty == false ? name : "Nom\u{A0}: ……………………", note: note, height: 62)
    }
}
