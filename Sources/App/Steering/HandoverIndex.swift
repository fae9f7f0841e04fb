import Domain
import Exchange

/// The page that opens the folder: read in any browser, without a network.
struct HandoverIndex {
    let pack: HandoverPack
    let files: [NamedFile]
    let sheets: [Sheet]

    func page() -> [UInt8] {
        let html: HTML = """
            <!doctype html>
            <html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
            <title>Passation du bureau des entreprises, \(pack.school.name)</title><link rel="stylesheet" href="page.css"></head>
            <body><main><h1>Passation du bureau des entreprises</h1><p>\(pack.school.name), \(pack.school.uai). Fait le \(pack.today.long).</p>
            \(firstDays)\(documents)\(calendars)\(lists)\(privacy)</main></body></html>
            """
        return html.bytes
    }

    private var firstDays: HTML {
        let late = pack.promises.count { $0.dueOn < pack.today }
        let coming = pack.actions.filter { action in
            action.state.isOpen && (action.startsOn.map { $0 >= pack.today } ?? true)
        }
        let soon = coming.prefix(8).map { action -> HTML in
            "<li>\(action.startsOn?.long ?? "date à fixer")\u{A0}: \(action.title) (\(action.state.label.lowercasedFirst))</li>"
        }
        let promises = pack.promises.prefix(10).map { promise -> HTML in
            "<li>\(promise.dueOn.long)\u{A0}: \(promise.company), \(promise.what)</li>"
        }
        return """
            <section><h2>Vos premiers jours</h2><p>\(FrenchNumber.counted(pack.promises.count, "promesse ouverte", "promesses ouvertes")), dont \(late) en retard. \
            \(FrenchNumber.counted(coming.count, "action à venir ou à dater", "actions à venir ou à dater")). \
            \(FrenchNumber.counted(pack.agreements.count, "convention de PFMP en cours", "conventions de PFMP en cours")).</p>\
            \(soon.isEmpty ? nil : "<h3>Les prochaines actions</h3><ul>\(Array(soon))</ul>" as HTML)\
            \(promises.isEmpty ? nil : "<h3>Les promesses à tenir d’abord</h3><ul>\(Array(promises))</ul>" as HTML)</section>
            """
    }

    private var documents: HTML {
        let names = [
            ("01-a-lire-en-premier.pdf", "À lire en premier"), ("02-feuille-de-route.pdf", "Feuille de route"),
            ("03-bilan.pdf", "Bilan et indicateurs"), ("04-lettre-de-mission.pdf", "Lettre de mission en vigueur"),
        ]
        let known = Set(files.map(\.name))
        let main = names.filter { known.contains($0.0) }.map { link($0.0, $0.1) }
        let shared = pack.documents.compactMap { row -> HTML? in
            let name = pack.path(of: row)
            return known.contains(name) ? link(name, "\(row.title) (\(row.kind.label.lowercasedFirst))") : nil
        }
        return """
            <section><h2>À lire</h2><ul>\(main)</ul>\(shared.isEmpty ? nil : "<h3>Documents du bureau</h3><ul>\(shared)</ul>" as HTML)</section>
            """
    }

    private var calendars: HTML {
        let items = pack.calendars.map {
            link("calendriers/\($0.name).ics", "\($0.calendar.name) (\($0.calendar.events.count) dates)")
        }
        return """
            <section><h2>Calendriers</h2><p>Ouvrez-les avec votre agenda\u{A0}: ils s’y ajoutent.</p><ul>\(items)</ul></section>
            """
    }

    private var lists: HTML {
        let rows = sheets.map { sheet -> HTML in
            let name = SearchKeyText.dashed(sheet.name)
            return """
                <tr><th scope="row">\(sheet.name)</th><td class="num">\(FrenchNumber.grouped(sheet.rows.count))</td>\
                <td><a href="tableaux/\(name).csv">Tableau<span class="vh"> \(sheet.name)</span></a></td>\
                <td><a href="donnees/\(name).json">Données<span class="vh"> \(sheet.name)</span></a></td></tr>
                """
        }
        return """
            <section><h2>Listes</h2><p>Chaque liste s’ouvre dans un tableur (CSV) ou dans un programme (JSON).</p><table>\
            <thead><tr><th scope="col">Liste</th><th scope="col" class="num">Lignes</th><th scope="col">CSV</th><th scope="col">JSON</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var privacy: HTML {
        """
        <section><h2>Ce que ce dossier contient, et ce qu’il ne contient pas</h2>\
        <p>Des coordonnées professionnelles\u{A0}: gardez-le en lieu sûr, et détruisez-le quand vous aurez votre compte dans \
        Bureau, où tout se trouve à jour.</p><p>Ni mot de passe, ni nom d’élève, ni donnée de santé, ni donnée bancaire.</p></section>
        """
    }

    private func link(_ path: String, _ label: String) -> HTML { "<li><a href=\"\(path)\">\(label)</a></li>" }

    static let style = """
        body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1d2226; background: #f6f5f2; }
        main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        section { background: #fff; border: 1px solid #d9d6cf; border-radius: 6px; padding: 0 1rem 1rem; margin: 0 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; } h3 { font-size: 1rem; margin-bottom: 0.25rem; }
        ul { padding-left: 1.25rem; } a { color: #0b5563; } table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; padding: 0.35rem 0.5rem; border-bottom: 1px solid #e6e3dc; } .num { text-align: right; }
        .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

        """
}
