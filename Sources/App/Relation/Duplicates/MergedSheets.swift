import Domain
import Persistence

/// What both records had on a sheet of which a company has one: the kept sheet before and after.
struct MergedSheets: Codable, Sendable {
    struct Change<Sheet: Codable & Sendable>: Codable, Sendable {
        let before: Sheet
        let after: Sheet
    }

    var site: Change<SiteSheet>?
    var detail: Change<CompanyDetail>?
    var quality: Change<HostQuality>?
    var appetites: [Change<Appetite>] = []
}

extension SiteSheet {
    /// Says in one sheet what two said.
    fileprivate mutating func complete(from other: SiteSheet) {
        transport = SiteSheet.both(transport, other.transport)
        equipment = SiteSheet.both(equipment, other.equipment)
        accessibility = SiteSheet.both(accessibility, other.accessibility)
        houseRules = SiteSheet.both(houseRules, other.houseRules)
        meals = SiteSheet.both(meals, other.meals)
    }

    private static func both(_ mine: String, _ theirs: String) -> String {
        guard !theirs.isEmpty, !mine.contains(theirs) else { return mine }
        return mine.isEmpty ? theirs : mine + "\n" + theirs
    }
}

extension CompanyDetail {
    fileprivate mutating func complete(from other: CompanyDetail) {
        if naf2025.isEmpty { naf2025 = other.naf2025 }
        if country.isEmpty { country = other.country }
        guard silenceReason.isEmpty, silenceOn == nil else { return }
        (silenceReason, silenceOn, silenceBy) = (other.silenceReason, other.silenceOn, other.silenceBy)
    }
}

extension HostQuality {
    /// Of two decisions the more careful one stands: a host suspended under one name is suspended.
    fileprivate mutating func complete(from other: HostQuality) {
        guard other.state.care > state.care else { return }
        (state, reason, decidedOn, decidedBy) = (other.state, other.reason, other.decidedOn, other.decidedBy)
    }
}

extension HostQuality.State {
    fileprivate var care: Int {
        switch self {
        case .toQualify, .qualified: 0
        case .watched: 1
        case .suspended: 2
        case .closed: 3
        }
    }
}

extension Appetite {
    /// An answer given under either name is an answer.
    fileprivate mutating func complete(from other: Appetite) {
        guard answer == nil, other.answer != nil else { return }
        (answer, reason, trades, weeks) = (other.answer, other.reason, other.trades, other.weeks)
        (places, answeredOn) = (other.places, other.answeredOn)
    }
}

extension SchoolDatabase {
    /// Completes the sheets of the kept record with those that could not move.
    func completeSheets(of kept: ID<Company>, from removed: ID<Company>) throws -> MergedSheets {
        var sheets = MergedSheets()
        if let (mine, theirs) = zip(try savedSheet(of: kept), try savedSheet(of: removed)) {
            sheets.site = try changed(mine, in: .siteSheet) { sheet in
                sheet.complete(from: theirs)
                if sheet != mine { sheet.version += 1 }
            }
        }
        if let (mine, theirs) = zip(try detail(of: kept), try detail(of: removed)) {
            sheets.detail = try changed(mine, in: .companyDetail) { sheet in
                sheet.complete(from: theirs)
                if sheet != mine { sheet.version += 1 }
            }
        }
        if let (mine, theirs) = zip(try quality(of: kept), try quality(of: removed)) {
            sheets.quality = try changed(mine, in: .hostQuality) { sheet in
                sheet.complete(from: theirs)
                if sheet != mine { sheet.version += 1 }
            }
        }
        let mine = try appetites(of: [kept])
        for theirs in try appetites(of: [removed]) {
            guard let same = mine.first(where: { $0.schoolYear == theirs.schoolYear }) else { continue }
            if let change = try changed(same, in: .appetite, { $0.complete(from: theirs) }) {
                sheets.appetites.append(change)
            }
        }
        return sheets
    }

    /// Gives the kept sheets back what they said before, unless somebody changed them since.
    func restore(_ sheets: MergedSheets, of kept: ID<Company>) throws {
        if let change = sheets.site, try savedSheet(of: kept) == change.after {
            var former = change.before
            former.version = change.after.version + 1
            try update(former, in: .siteSheet)
        }
        if let change = sheets.detail, try detail(of: kept) == change.after {
            var former = change.before
            former.version = change.after.version + 1
            try update(former, in: .companyDetail)
        }
        if let change = sheets.quality, try quality(of: kept) == change.after {
            var former = change.before
            former.version = change.after.version + 1
            try update(former, in: .hostQuality)
        }
        let now = try appetites(of: [kept])
        for change in sheets.appetites where now.contains(change.after) {
            try update(change.before, in: .appetite)
        }
    }

    private func savedSheet(of company: ID<Company>) throws -> SiteSheet? {
        try row("select site_sheet.* from \(table(.siteSheet)) where site_sheet.company_id = \(company)")
    }

    private func changed<Sheet: Codable & Equatable & Sendable>(
        _ sheet: Sheet, in table: SchoolTable, _ change: (inout Sheet) -> Void
    ) throws -> MergedSheets.Change<Sheet>? {
        var after = sheet
        change(&after)
        guard after != sheet else { return nil }
        try update(after, in: table)
        return MergedSheets.Change(before: sheet, after: after)
    }
}
