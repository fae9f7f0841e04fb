import Domain
import Persistence

/// A paper as it was given out: it is never made again from what the records say later.
struct KeptPaper: Codable, Sendable {
    /// What it is.
    enum Kind: String, Codable, CaseIterable, Sendable, SQLBindable {
        case allowance = "allocation"
        case allowanceList = "liste_allocation"
        case gratification
        case examSheet = "fiche_examen"
        case classSheets = "fiches_classe"
        case classSynthesis = "synthese_classe"
        case contract = "contrat"
        case visitor = "accueil"
        case learningAgreement = "contrat_pedagogique"
        case countrySheet = "fiche_pays"
        case missionOrder = "ordre_de_mission"
        case learnerSheet = "fiche_depart"

        /// « Fiche d’allocation »
        var label: String {
            switch self {
            case .allowance: "Fiche d’allocation"
            case .allowanceList: "Liste d’allocation"
            case .gratification: "Fiche de gratification"
            case .examSheet: "Fiche pour le dossier d’examen"
            case .classSheets: "Fiches de la classe"
            case .classSynthesis: "Synthèse de la classe"
            case .contract: "Document du contrat"
            case .visitor: "Convention d’accueil"
            case .learningAgreement: "Contrat pédagogique"
            case .countrySheet: "Fiche pays"
            case .missionOrder: "Ordre de mission"
            case .learnerSheet: "Fiche de départ de l’élève"
            }
        }

        /// Who makes it, and who opens what was given out.
        var right: Permission {
            switch self {
            case .allowance, .allowanceList: .manageAllowances
            case .visitor: .welcomeVisitors
            case .missionOrder, .learnerSheet: .recordFollowUp
            case .gratification, .examSheet, .classSheets, .classSynthesis, .contract, .learningAgreement,
                .countrySheet:
                .seePlacements
            }
        }
    }

    let id: ID<KeptPaper>
    let kind: Kind
    let subjectId: String
    let learnerId: ID<Learner>?
    let revision: Int
    let name: String
    let mediaType: String
    let sha256: String
    let factsSha256: String
    let size: Int
    let content: [UInt8]
    let createdAt: Moment
    let createdBy: String
}

/// A paper given out, without its bytes.
struct KeptPaperLine: Codable, Sendable {
    let id: ID<KeptPaper>
    let kind: KeptPaper.Kind
    let revision: Int
    let createdAt: Moment
    let createdBy: String
}

/// What a paper is about.
struct PaperSubject: Sendable {
    let kind: KeptPaper.Kind
    let id: String
    let learner: ID<Learner>?

    init<T>(_ kind: KeptPaper.Kind, _ id: ID<T>, learner: ID<Learner>? = nil) {
        self.kind = kind
        self.id = id.rawValue
        self.learner = learner
    }

    /// About a learner as such.
    init(_ kind: KeptPaper.Kind, learner: ID<Learner>) {
        self.init(kind, learner, learner: learner)
    }
}

extension SchoolDatabase {
    /// The papers given out about something, the last first.
    func keptPapers(of subjects: [PaperSubject], limit: Int = 20) throws -> [KeptPaperLine] {
        guard !subjects.isEmpty else { return [] }
        let wanted = subjects.map { subject -> SQL in
            "(kept_paper.kind = \(subject.kind) and kept_paper.subject_id = \(subject.id))"
        }
        return try rows(
            """
            select kept_paper.id, kept_paper.kind, kept_paper.revision, kept_paper.created_at, kept_paper.created_by
            from \(table(.keptPaper)) where \(SQL.joined(wanted, by: " or "))
            order by kept_paper.created_at desc, kept_paper.id desc limit \(limit)
            """)
    }

    func keptPaper(_ id: ID<KeptPaper>) throws -> KeptPaper { try find(id, in: .keptPaper, "Ce document") }

    fileprivate func lastKept(_ subject: PaperSubject) throws -> KeptPaperVersion? {
        try row(
            """
            select kept_paper.revision, kept_paper.facts_sha256 from \(table(.keptPaper))
            where kept_paper.kind = \(subject.kind) and kept_paper.subject_id = \(subject.id)
            order by kept_paper.revision desc limit 1
            """)
    }
}

private struct KeptPaperVersion: Codable {
    let revision: Int
    let factsSha256: String
}

/// A paper that goes out is kept, unless the last one kept says the same.
struct KeepPaper: Operation {
    let subject: PaperSubject
    let name: String
    let mediaType: String
    let bytes: [UInt8]
    /// What the paper says, whatever the minute it was made.
    let factsSha256: String

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws {
        try author.require(subject.kind.right)

        let last = try db.lastKept(subject)
        guard last?.factsSha256 != factsSha256 else { return }
        let paper = KeptPaper(
            id: db.newID(), kind: subject.kind, subjectId: subject.id, learnerId: subject.learner,
            revision: (last?.revision ?? 0) + 1, name: name, mediaType: mediaType, sha256: Digest.sha256(bytes),
            factsSha256: factsSha256, size: bytes.count, content: bytes, createdAt: now.moment,
            createdBy: author.name)
        try db.insert(paper, into: .keptPaper)
        try db.journal(
            "\(subject.kind.label), version \(paper.revision) gardée", Subject("paper", paper.id), by: author, at: now)
    }
}
