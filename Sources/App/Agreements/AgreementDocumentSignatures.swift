import Domain
import PDF

extension AgreementDocument {
    /// All boxes on one page, in the order of signing of the school (PFMP-25), the head last unless it says otherwise.
    var signatures: [PDFBlock] {
        [
            .keepTogether(
                [
                    .heading(level: 2, "Signatures"),
                    .paragraph(
                        """
                        La convention est établie en autant d’exemplaires que de parties. Chaque signature vaut pour la \
                        convention et ses deux annexes. \(words.capitalStay) ne peut commencer avant la dernière.
                        """),
                ] + signatureRows)
        ]
    }

    /// The boxes alone, two or three a line.
    var signatureRows: [PDFBlock] {
        let minor = facts.learner.minor
        let parties = order.sorted(Party.required(minor: minor) + Party.welcome(minor: minor))
        let boxes = parties.map(box)
        let sizes = minor ? [2, 3, 2] : [3, 2]
        var rows: [PDFBlock] = []
        var start = 0
        for size in sizes {
            rows.append(.signatures(Array(boxes[start..<min(boxes.count, start + size)])))
            start = min(boxes.count, start + size)
        }
        return rows
    }

    private func box(_ party: Party) -> PDFSignatureBox {
        switch party {
        case .host: host
        case .tutor: tutor
        case .learner: learner
        case .guardian: guardian(0)
        case .secondGuardian: guardian(1)
        case .referent: referent
        case .head: head
        }
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
