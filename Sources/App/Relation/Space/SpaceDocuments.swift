import Domain
import PDF
import Persistence

private struct KeptRow: Codable {
    let key: String
    let owner: String
    let detail: String
}

private struct GiftRow: Codable {
    let id: ID<TaxGift>
    let year: Int
    let thankedOn: LocalDate
}

extension SchoolDatabase {
    /// The papers that a person may open, the latest year first: those of the stays they see, those of the partnership and
    /// of the tax by their role.
    func spaceDocuments(of holder: SpaceHolder, _ trainees: [SpaceTrainee]) throws -> [SpaceDocument] {
        try agreementDocuments(of: trainees) + certificateDocuments(of: trainees)
            + (holder.scope.isWhole ? partnershipDocuments(of: holder) : [])
            + (holder.scope.seesTax ? thanksDocuments(of: holder) : [])
    }

    private func agreementDocuments(of trainees: [SpaceTrainee]) throws -> [SpaceDocument] {
        // A draft is not given out.
        let shown = trainees.filter { $0.agreementState.map { $0 != .draft } ?? false }
        let keys = shown.compactMap(\.agreement)
        guard !keys.isEmpty else { return [] }
        let printed: [ID<Agreement>] = try rows(
            """
            select distinct agreement_document.agreement_id from \(table(.agreementDocument))
            where agreement_document.agreement_id in (\(list: keys))
            """)
        let scans: [KeptRow] = try rows(
            """
            select agreement_paper.id as key, agreement_paper.agreement_id as owner, agreement_paper.kind as detail
            from \(table(.agreementPaper)) where agreement_paper.agreement_id in (\(list: keys))
            and agreement_paper.replaced_by is null
            and agreement_paper.kind in (\(list: [PaperKind.signed, .amendment])) order by agreement_paper.id
            """)
        let given = Set(printed)
        return shown.flatMap { trainee -> [SpaceDocument] in
            guard let agreement = trainee.agreement else { return [] }
            let own = scans.filter { $0.owner == agreement.rawValue }.map { scan in
                let isAmendment = scan.detail == PaperKind.amendment.rawValue
                return SpaceDocument(
                    kind: isAmendment ? .amendment : .signed, key: scan.key,
                    title: isAmendment ? "Avenant signé" : "Convention signée", trainee)
            }
            let paper = SpaceDocument(kind: .agreement, key: agreement.rawValue, title: "Convention", trainee)
            return (given.contains(agreement) ? [paper] : []) + own
        }
    }

    private func certificateDocuments(of trainees: [SpaceTrainee]) throws -> [SpaceDocument] {
        let keys = trainees.map(\.placement)
        guard !keys.isEmpty else { return [] }
        let printed: [ID<Placement>] = try rows(
            """
            select distinct certificate_document.placement_id from \(table(.certificateDocument))
            where certificate_document.placement_id in (\(list: keys))
            """)
        let given = Set(printed)
        return trainees.filter { given.contains($0.placement) }.map { trainee in
            SpaceDocument(kind: .certificate, key: trainee.placement.rawValue, title: "Attestation", trainee)
        }
    }

    private func partnershipDocuments(of holder: SpaceHolder) throws -> [SpaceDocument] {
        let shown = try holder.family.flatMap { try partnerships(of: $0) }
            .filter { ![.draft].contains($0.state) }
        let agreements = shown.map { agreement in
            SpaceDocument(
                kind: .partnership, key: agreement.id.rawValue, title: "Convention de partenariat",
                detail: "\(agreement.title), jusqu’au \(agreement.endsOn.long)", placement: nil,
                schoolYear: SchoolYear.of(agreement.startsOn).start)
        }
        let reviews = try shown.flatMap { agreement in
            try self.reviews(of: agreement.id).map { review in
                SpaceDocument(
                    kind: .review, key: review.id.rawValue, title: "Compte rendu du bilan",
                    detail: "\(agreement.title), le \(review.heldOn.long)", placement: nil,
                    schoolYear: SchoolYear.of(review.heldOn).start)
            }
        }
        return agreements + reviews
    }

    private func thanksDocuments(of holder: SpaceHolder) throws -> [SpaceDocument] {
        let gifts: [GiftRow] = try rows(
            """
            select tax_gift.id, tax_campaign.year, tax_gift.thanked_on from \(table(.taxGift))
            join \(table(.taxCampaign)) on tax_campaign.id = tax_gift.campaign_id
            where tax_gift.company_id in (\(list: holder.family)) and tax_gift.received_cents > 0
            and tax_gift.thanked_on is not null order by tax_campaign.year desc, tax_gift.id limit 20
            """)
        return gifts.map { gift in
            SpaceDocument(
                kind: .thanks, key: gift.id.rawValue, title: "Taxe d’apprentissage \(gift.year)",
                detail: "Lettre du \(gift.thankedOn.long)", placement: nil,
                schoolYear: SchoolYear.of(gift.thankedOn).start)
        }
    }

    // MARK: Opening one

    /// The bytes of a paper already chosen among those of the area.
    func spaceFile(_ document: SpaceDocument) throws -> SpaceFile {
        switch document.kind {
        case .agreement:
            let agreement = try agreement(ID<Agreement>(document.key))
            guard let last = try documents(of: agreement.id).first else { throw NotFound("Ce document") }
            let kept = try self.document(of: agreement.id, revision: last.revision)
            return .kept(name: "convention-\(agreement.number).pdf", "application/pdf", kept.content)
        case .signed, .amendment:
            let paper: PaperRow = try find(ID<PaperRow>(document.key), in: .agreementPaper, "Ce document")
            let ending = PaperFile.Media(rawValue: paper.mediaType)?.fileExtension ?? "pdf"
            return .kept(name: document.kind.rawValue + "." + ending, paper.mediaType, paper.content)
        case .certificate:
            let placement = ID<Placement>(document.key)
            guard let last = try certificateDocuments(of: placement).first else { throw NotFound("Ce document") }
            let kept = try certificateDocument(of: placement, revision: last.revision)
            return .kept(name: "attestation.pdf", "application/pdf", kept.content)
        case .partnership: return .printed(title: document.title, [try partnershipPaper(document.key).agreement()])
        case .review:
            let review: PartnershipReview = try find(
                ID<PartnershipReview>(document.key), in: .partnershipReview, "Ce bilan")
            let paper = try partnershipPaper(review.partnershipId.rawValue)
            return .printed(title: document.title, [paper.report(review)])
        case .thanks: return .printed(title: document.title, [try thanksLetter(ID<TaxGift>(document.key))])
        }
    }

    private func partnershipPaper(_ key: String) throws -> PartnershipDocument {
        let partnership = try partnership(ID<Partnership>(key))
        let school = try ownSchool()
        let year = school.currentYear
        let figures = try partnerFigures(of: partnership.companyId, year: year)
        return PartnershipDocument(
            view: PartnershipView(
                partnership: partnership, company: try company(partnership.companyId), school: school,
                commitments: try commitments(of: partnership.id), reviews: try reviews(of: partnership.id), year: year,
                hosted: figures.hosted, interactions: figures.interactions, receivedCents: figures.cents,
                today: partnership.startsOn, author: .space("", of: school)))
    }

    /// The letter as the bureau printed it, with the day it thanked.
    private func thanksLetter(_ id: ID<TaxGift>) throws -> PDFSection {
        let gift = try taxGift(id)
        let school = try ownSchool()
        let signer = try requestHandlers().first?.name ?? school.headName
        let letters = TaxLetters(
            school: school, campaign: try taxCampaign(gift.campaignId), dates: [],
            today: gift.thankedOn ?? gift.receivedOn ?? LocalDate(dayNumber: 0), author: .space(signer, of: school))
        let address = try gift.companyId.map { try company($0).address.lines } ?? []
        return letters.thanking(gift, address: address)
    }
}

/// A paper of an area, as it was kept, or to be made outside the transaction.
enum SpaceFile: Sendable {
    case kept(name: String, _ type: String, _ bytes: [UInt8])
    case printed(title: String, [PDFSection])
}

extension SpaceDocument {
    fileprivate init(kind: Kind, key: String, title: String, _ trainee: SpaceTrainee) {
        self.init(
            kind: kind, key: key, title: "\(title), \(trainee.name)", detail: trainee.dates,
            placement: trainee.placement, schoolYear: trainee.schoolYear)
    }
}

/// Somebody opened a paper that names a learner: it is noted as the reading of a record, like those of the school.
struct NoteSpaceReading: PlatformOperation {
    let token: String
    let document: SpaceDocument

    func run(in platform: PlatformDatabase, at now: Now) throws {
        guard document.kind.isAboutLearner, let placement = document.placement else { return }
        let (db, holder) = try platform.spaceHolder(token, at: now.moment)
        // Nobody signed in: the key of the link stands where that of an account stands.
        try db.insert(
            ReadingEntry(
                id: db.newID(), happenedAt: now.moment, accountId: ID(holder.link.id.rawValue),
                authorName: "\(holder.contact.fullName), \(holder.company.displayName), par l’espace entreprise",
                subjectKind: document.kind == .certificate ? "certificate" : "placement",
                subjectId: placement.rawValue), into: .readingEntry)
    }
}
