import Domain
import Foundation
import Persistence

/// The names behind the keys that lines of the journal hold.
struct JournalNames: Sendable {
    private var names: [String: String] = [:]

    subscript(_ key: String) -> String? { names[key] }

    fileprivate mutating func add(_ found: [NamedRow]) {
        for row in found where !row.name.isEmpty { names[row.id] = row.name }
    }

    /// Whether a text is the key of a record.
    static func isKey(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        return bytes.enumerated().allSatisfy { place, byte in
            [8, 13, 18, 23].contains(place) ? byte == 0x2D : ASCII.isHexadecimal(byte)
        }
    }
}

/// A record by its name.
private struct NamedRow: Codable {
    let id: String
    let name: String
}

private enum ASCII {
    static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}

extension SchoolDatabase {
    /// The names of the records that some lines speak of: one look at each table, whatever the number of lines.
    func journalNames(of entries: [JournalEntry]) throws -> JournalNames {
        let keys = Set(entries.flatMap { [$0.subjectId] + $0.keys }).filter(JournalNames.isKey).sorted()
        var names = JournalNames()
        guard !keys.isEmpty else { return names }
        let sources: [(table: SchoolTable, name: SQL)] = [
            (.company, "coalesce(company.trade_name, company.legal_name)"),
            (.contact, "contact.first_name || ' ' || contact.family_name"),
            (.learner, "learner.first_name || ' ' || learner.family_name"),
            (.guardian, "guardian.first_name || ' ' || guardian.family_name"),
            (.staffMember, "staff_member.first_name || ' ' || staff_member.family_name"),
            (.schoolClass, "school_class.code"), (.pfmpPeriod, "pfmp_period.label"), (.action, "action.title"),
            (.room, "room.name"), (.campaign, "campaign.name"), (.partnership, "partnership.title"),
            (.roadmapObjective, "roadmap_objective.label"), (.placementProposal, "placement_proposal.name"),
            (.framework, "framework.title"), (.jobOffer, "job_offer.title"),
        ]
        for source in sources {
            let table = SQL(unsafe: source.table.rawValue)
            names.add(
                try rows(
                    """
                    select \(table).id, \(source.name) as name from \(self.table(source.table))
                    where \(table).id in (\(list: keys))
                    """))
        }
        names.add(try placementNames(keys))
        return names
    }

    /// « Lina Exemple, Garage Delorme »
    private func placementNames(_ keys: [String]) throws -> [NamedRow] {
        try rows(
            """
            select placement.id, learner.first_name || ' ' || learner.family_name || ', '
            || coalesce(company.trade_name, company.legal_name) as name from \(table(.placement))
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id where placement.id in (\(list: keys))
            union all
            select agreement.id, learner.first_name || ' ' || learner.family_name || ', '
            || coalesce(company.trade_name, company.legal_name) as name from \(table(.agreement))
            join \(table(.placement)) on placement.id = agreement.placement_id
            join \(table(.learner)) on learner.id = placement.learner_id
            join \(table(.company)) on company.id = placement.company_id where agreement.id in (\(list: keys))
            """)
    }
}
