import Domain
import Foundation
import Persistence

/// What an import of a statement wrote, as the journal keeps it: enough to take it back.
struct TaxImportTrace: Sendable {
    var before: [TaxGift] = []
    var after: [TaxGift] = []

    static let done = "Relevé de taxe importé"
    static let undone = "Import du relevé annulé"
}

/// Why an import of a statement stays.
enum TaxUndoRefusal: Refusal, Equatable {
    case nothing
    case changed([String])

    var message: String {
        switch self {
        case .nothing: "Aucun import à annuler dans cette campagne."
        case .changed(let names):
            "Modifié depuis l’import\u{A0}: \(names.joined(separator: ", ")). Corrigez ces lignes à la main\u{A0}: "
                + "annuler l’import effacerait votre travail."
        }
    }
}

extension SchoolDatabase {
    /// The last import of a campaign, while it was not taken back.
    func lastTaxImport(of campaign: ID<TaxCampaign>) throws -> JournalEntry? {
        let entries = try journal(of: Subject("tax_campaign", campaign), limit: 200)
        let last = entries.first {
            $0.action.hasPrefix(TaxImportTrace.done) || $0.action.hasPrefix(TaxImportTrace.undone)
        }
        guard let last, last.action.hasPrefix(TaxImportTrace.done), last.afterValue != nil else { return nil }
        return last
    }
}

/// The last statement taken in is taken back: what it created goes, what it changed is as before.
struct UndoTaxImport: Operation {
    let campaign: ID<TaxCampaign>

    func run(in db: SchoolDatabase, by author: Author, at now: Now) throws -> Int {
        try author.require(.manageTax)

        _ = try db.taxCampaign(campaign)
        guard let entry = try db.lastTaxImport(of: campaign) else { throw TaxUndoRefusal.nothing }
        let decoder = JSONDecoder()
        let after = try decoder.decode([TaxGift].self, from: Data((entry.afterValue ?? "[]").utf8))
        let before = try decoder.decode([TaxGift].self, from: Data((entry.beforeValue ?? "[]").utf8))
        let current = Dictionary(
            try db.taxGifts(of: campaign, limit: 5000).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let changed = after.filter { current[$0.id] != $0 }
        guard changed.isEmpty else { throw TaxUndoRefusal.changed(changed.prefix(5).map(\.donorName)) }
        let former = Dictionary(before.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for gift in after {
            guard var old = former[gift.id] else {
                try db.delete(from: .taxGift, where: "id = \(gift.id)")
                continue
            }
            old.version = gift.version + 1
            try db.update(old, in: .taxGift, replacing: gift.version)
        }
        try db.journal(
            "\(TaxImportTrace.undone)\u{A0}: \(FrenchNumber.counted(after.count, "versement", "versements"))",
            Subject("tax_campaign", campaign), before: after, after: before, by: author, at: now)
        return after.count
    }
}
