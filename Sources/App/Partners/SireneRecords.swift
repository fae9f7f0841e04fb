import Domain
import Exchange
import Persistence

/// A place of the extract of Sirene, with what its legal unit adds. Open data, the same for every school.
struct SirenePlace: Codable, Equatable, Sendable {
    let siret: String
    let active: Bool
    /// The day it closed, or since when it is as it is.
    let since: String
    let partial: Bool
    let headOffice: Bool
    let ownName: String
    var unitName = ""
    var unitActive = true
    var category = ""
    var size = ""
    let headcount: String
    var unitHeadcount = ""
    let naf: String
    let naf2025: String
    let complement: String
    let street: String
    let postalCode: String
    let town: String
    let communeCode: String
    let department: String
    var seenAt: Moment

    /// When a place was seen that an import under way brings, and that nobody reads yet.
    static let incoming = Moment(millisecondsSince1970: 253_402_300_799_999)
    /// Of a place that may be read.
    static let isPublished: SQL = "sirene_establishment.seen_at < \(incoming)"

    init(_ place: SireneEstablishment, seenAt: Moment) {
        siret = place.siret
        active = place.isActive
        since = place.since
        partial = place.isPartial
        headOffice = place.isHeadOffice
        ownName = place.ownName
        headcount = place.headcount?.rawValue ?? ""
        let isCurrent = place.nomenclature.isEmpty || place.nomenclature == NAF.Nomenclature.rev2.rawValue
        naf = isCurrent ? place.naf : place.nomenclature + ":" + place.naf
        naf2025 = place.naf2025
        (complement, street, postalCode) = (place.complement, place.street, place.postalCode)
        (town, communeCode) = (place.town, place.communeCode)
        department =
            (try? CommuneCode(place.communeCode))?.departement?.code
            ?? (try? PostalCode(place.postalCode))?.departement?.code ?? ""
        self.seenAt = seenAt
    }

    /// The legal name; that over the door when the file of legal units was not read.
    var legalName: String { unitName.isEmpty ? ownName : unitName }

    /// Neither the place nor its legal unit is at work any more.
    var isClosed: Bool { !active || !unitActive }

    /// « 10 à 19 salariés »; `nil` when nobody knows.
    var headcountLabel: String? {
        HeadcountBand(rawValue: headcount).flatMap { $0 == .unknown ? nil : $0.label }
    }

    /// The day it closed.
    var closedOn: LocalDate? { isClosed ? LocalDate(since) : nil }
}

// The extract is open data and belongs to no school: every member reads the same rows.
extension SchoolDatabase {
    /// The place of a SIRET, when the extract holds it.
    func sirenePlace(_ siret: String?) throws -> SirenePlace? {
        guard let siret else { return nil }
        return try row(
            """
            select sirene_establishment.* from sirene_establishment
            where sirene_establishment.siret = \(siret) and \(SirenePlace.isPublished)
            """)
    }

    /// Whether there is an extract at all.
    func hasSirene() throws -> Bool {
        try count(
            """
            select count(*) from (select 1 from sirene_establishment where \(SirenePlace.isPublished) limit 1) as any_place
            """) > 0
    }
}

/// Places read from a file take the place of what the extract held of them; what legal units said of them is kept.
struct WriteSirenePlaces: PlatformOperation {
    let places: [SirenePlace]

    /// Places of one statement: a thousand would hold several megabytes of values at once.
    private static let atOnce = 200

    func run(in db: PlatformDatabase, at now: Now) throws {
        var start = places.startIndex
        while start < places.endIndex {
            let end = min(start + Self.atOnce, places.endIndex)
            try write(places[start..<end], in: db)
            start = end
        }
    }

    private func write(_ places: ArraySlice<SirenePlace>, in db: PlatformDatabase) throws {
        let sirets = places.map(\.siret)
        let known: [SirenePlace] = try db.rows(
            """
            select sirene_establishment.* from sirene_establishment
            where sirene_establishment.siret in (\(list: sirets))
            """)
        let former = Dictionary(known.map { ($0.siret, $0) }, uniquingKeysWith: { first, _ in first })
        try db.run("delete from sirene_establishment where siret in (\(list: sirets))")
        var written: Set<String> = []
        let rows = places.reversed().filter { written.insert($0.siret).inserted }.map { place in
            merged(place, over: former[place.siret])
        }
        try db.database.insertMany(rows, into: "sirene_establishment")
    }

    /// A place as it is written: nobody reads a new one yet, and one known keeps what its legal unit said.
    private func merged(_ place: SirenePlace, over former: SirenePlace?) -> SirenePlace {
        var place = place
        guard let former else {
            place.seenAt = SirenePlace.incoming
            return place
        }
        if former.seenAt == SirenePlace.incoming { place.seenAt = SirenePlace.incoming }
        (place.unitName, place.unitActive, place.category) = (former.unitName, former.unitActive, former.category)
        (place.size, place.unitHeadcount) = (former.size, former.unitHeadcount)
        return place
    }
}

/// What legal units say of the places of the extract.
struct WriteSireneUnits: PlatformOperation {
    let units: [SireneLegalUnit]

    func run(in db: PlatformDatabase, at now: Now) throws {
        for unit in units {
            try db.run(
                """
                update sirene_establishment set unit_name = \(unit.name), unit_active = \(unit.isActive),
                category = \(unit.category), size = \(unit.size),
                unit_headcount = \(unit.headcount?.rawValue ?? "")
                where siret >= \(unit.siren + "00000") and siret <= \(unit.siren + "99999")
                """)
        }
    }
}

/// The places that an import brought are there for all, at once.
struct PublishIncomingPlaces: PlatformOperation {
    let seenAt: Moment

    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run("update sirene_establishment set seen_at = \(seenAt) where seen_at = \(SirenePlace.incoming)")
    }
}

/// The places of an import that did not end go.
struct DropIncomingPlaces: PlatformOperation {
    func run(in db: PlatformDatabase, at now: Now) throws {
        try db.run("delete from sirene_establishment where seen_at = \(SirenePlace.incoming)")
    }
}

/// Places of the départements read that the file did not hold any more leave the extract.
struct ForgetSirenePlaces: PlatformOperation {
    /// Empty for all.
    let departements: Set<String>
    let seenBefore: Moment

    func run(in db: PlatformDatabase, at now: Now) throws -> Int {
        let those: SQL = departements.isEmpty ? "true" : "department in (\(list: departements.sorted()))"
        return try db.run("delete from sirene_establishment where seen_at < \(seenBefore) and \(those)")
    }
}
