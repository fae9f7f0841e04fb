import Domain
import Exchange
import Persistence

extension SchoolDatabase {
    /// What the other features hand over.
    func handedElsewhere(year: Int, today: LocalDate) throws -> [Sheet] {
        let partnerships = try handedPartnerships(today: today).map { line -> [CellValue] in
            [
                .text(line.company), .text(line.title), .date(line.startsOn), .date(line.endsOn),
                .text(line.state.label),
                .optional(line.reviewOn),
            ]
        }
        let requests = try handedRequests().map { line -> [CellValue] in
            [
                .identifier(line.number), .text(line.company), .text(line.contact), .text(line.kind.label),
                .text(line.state.label), .date(line.receivedOn),
            ]
        }
        return [
            Sheet(
                name: "Conventions de partenariat",
                columns: ["Entreprise", "Convention", "Du", "Au", "État", "Revue le"].map { SheetColumn($0) },
                rows: partnerships),
            Sheet(
                name: "Demandes ouvertes",
                columns: ["Numéro", "Entreprise", "Contact", "Demande", "État", "Reçue le"].map { SheetColumn($0) },
                rows: requests),
            try willingSheet(), try offerSheet(today: today), try mobilitySheet(from: year), try trainingSheet(),
            try keyPointSheet(year: year),
        ]
    }

    private func handedSheet(_ name: String, _ columns: [String], _ rows: [[CellValue]]) -> Sheet {
        Sheet(name: name, columns: columns.map { SheetColumn($0) }, rows: rows)
    }

    /// Who said they were willing to come, and did not take it back.
    private func willingSheet() throws -> Sheet {
        let lines: [HandedWill] = try rows(
            """
            select coalesce(company.trade_name, company.legal_name) as company,
            contact.first_name || ' ' || contact.family_name as person, contact_will.kind, contact_will.given_on
            from \(table(.contactWill)) join \(table(.contact)) on contact.id = contact_will.contact_id
            join \(table(.company)) on company.id = contact.company_id
            where contact_will.withdrawn_on is null and contact.left_on is null and company.archived_on is null
            and \(mayBeInvited) order by company.sort_key, contact.search_key, contact_will.kind limit 5000
            """)
        return handedSheet(
            "Intervenants volontaires", ["Entreprise", "Personne", "Pour quoi", "Dit le"],
            lines.map { [.text($0.company), .text($0.person), .text($0.kind.label), .date($0.givenOn)] })
    }

    private func offerSheet(today: LocalDate) throws -> Sheet {
        let lines = try offers(shown: true, classId: nil, today: today)
        return handedSheet(
            "Offres ouvertes", ["Offre", "Contrat", "Entreprise", "Lieu", "Jusqu’au", "Élèves intéressés"],
            lines.map { line in
                [
                    .text(line.title), .text(line.kind.label), .text(line.companyName), .text(line.place),
                    .date(line.expiresOn), .integer(line.interested),
                ]
            })
    }

    /// The projects of the year and of the next ones, with those not closed yet.
    private func mobilitySheet(from year: Int) throws -> Sheet {
        let lines = try mobilityProjects().filter { $0.schoolYear >= year || $0.state != .closed }
        return handedSheet(
            "Projets de mobilité",
            ["Projet", "Code", "Programme", "Pays", "Du", "Au", "Places", "État", "Accordé", "Reçu", "Dépensé"],
            lines.map { line in
                let money = [line.grantedCents, line.receivedCents, line.spentCents].map { cents -> CellValue in
                    cents.map { .amount(Cents(rawValue: $0)) } ?? .empty
                }
                return [
                    .text(line.title), .text(line.code), .text(line.programme.label), .text(line.country),
                    .optional(line.startsOn), .optional(line.endsOn), .integer(line.places), .text(line.state.label),
                ] + money
            })
    }

    private func trainingSheet() throws -> Sheet {
        handedSheet(
            "Formations", ["Formation", "Genre", "Thème", "Le", "Minutes", "Webinaire n°", "Présents"],
            try trainingLines().map { line in
                [
                    .text(line.title), .text(line.kind.label), .text(line.theme), .date(line.heldOn),
                    .integer(line.minutes), line.webinar.map(CellValue.integer) ?? .empty, .integer(line.present),
                ]
            })
    }

    private func keyPointSheet(year: Int) throws -> Sheet {
        handedSheet(
            "Huit points clés", ["Point", "Énoncé", "Niveau", "Ce qui le montre", "Prochaine étape"],
            try keyPoints(year: year).map { point in
                [
                    .integer(point.point),
                    .text(point.wording.isEmpty ? KeyPoint.titles[point.point - 1] : point.wording),
                    .text(point.level.label), .text(point.evidence), .text(point.nextStep),
                ]
            })
    }
}

/// A contact who said they were willing to do something.
private struct HandedWill: Codable {
    let company: String
    let person: String
    let kind: ActionKind
    let givenOn: LocalDate
}
