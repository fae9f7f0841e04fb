import Domain
import Foundation

/// What somebody else changed while a form was being filled in, field by field, beside what was typed.
struct PlacementConflict: Sendable {
    struct Line: Sendable {
        let label: String
        /// As the person saw it when they opened the form; `nil` when that state is no longer known.
        let seen: String?
        let now: String
        let typed: String
    }

    let lines: [Line]
    let author: String?
    /// To send again knowingly, over what is now there.
    let version: Int
    /// The form to show: what the person changed, and everywhere else what is now there.
    let values: FormValues
}

extension SchoolDatabase {
    /// Compares what a form holds with the record as it is now; `nil` when nobody changed it meanwhile. A field that the
    /// person left alone takes the value of the other one: sending again undoes nobody's work.
    func conflict(of id: ID<Placement>, with sent: FormValues) throws -> PlacementConflict? {
        let current = try placement(id)
        guard current.version != Int(sent["version"]) ?? 0 else { return nil }
        let entries = try journal(of: Subject("placement", id))
        let seen = try entries.compactMap { try $0.beforeValue.flatMap(decoded) }
            .first { String($0.version) == sent["version"] }
        var values = seen.map { sent.merged(opened: FormState($0).values, now: FormState(current).values) } ?? sent
        values.set("version", String(current.version))
        var reader = FormReader(values)
        let form = PlacementForm(reading: &reader)
        let typed = form.placement(
            id: id, learner: current.learnerId, period: current.periodId, company: form.company ?? current.companyId,
            version: current.version)
        let (now, mine) = (try namedTerms(current).terms, try namedTerms(typed).terms)
        let before = try seen.map { try namedTerms($0).terms }
        let lines = now.indices.compactMap { index -> PlacementConflict.Line? in
            let changedThere = before.map { $0[index].value != now[index].value } ?? true
            guard now[index].value != mine[index].value || (before != nil && changedThere) else { return nil }
            return PlacementConflict.Line(
                label: now[index].label, seen: before?[index].value, now: now[index].value, typed: mine[index].value)
        }
        return PlacementConflict(
            lines: lines, author: entries.first?.authorName, version: current.version, values: values)
    }

    /// A placement as the journal holds it; other values of the journal are none.
    private func decoded(_ json: String) throws -> Placement? {
        try? JSONDecoder().decode(Placement.self, from: Data(json.utf8))
    }
}

extension FormValues {
    /// What two people typed on top of the same record: the fields of this form that differ from what it opened with,
    /// and for all others the record as it is now.
    fileprivate func merged(opened: FormValues, now: FormValues) -> FormValues {
        var merged = self
        for name in Set((opened.pairs + now.pairs).map(\.name))
        where lines(of: name) == opened.lines(of: name) && now[name] != opened[name] {
            merged.set(name, now[name])
        }
        return merged
    }

    /// A value line by line: browsers send other ends of lines than those that are kept.
    private func lines(of name: String) -> [Substring] { self[name].split(whereSeparator: \.isNewline) }
}

/// The table of what differs; the form below keeps everything typed.
func conflictPanel(_ conflict: PlacementConflict) -> HTML {
    let rows = conflict.lines.map { line -> HTML in
        let seen: HTML = line.seen.map { HTML.lines($0.isEmpty ? "vide" : $0) } ?? "inconnu"
        let kept: HTML =
            line.now == line.typed
            ? badge("Repris tel quel", .done) : HTML.lines(line.typed.isEmpty ? "vide" : line.typed)
        return """
            <tr><th scope="row">\(line.label)</th><td data-label="À l’ouverture">\(seen)</td>\
            <td data-label="Enregistré depuis">\(HTML.lines(line.now.isEmpty ? "vide" : line.now))</td><td data-label="Votre saisie">\(kept)</td></tr>
            """
    }
    let who = conflict.author.map { "par \($0) " } ?? ""
    return """
        \(notice(.warning, "<p>Ce placement a été modifié \(who)pendant votre saisie. Ce que vous avez saisi est gardé ; le reste du formulaire reprend ce qui vient d’être enregistré. Relisez, puis enregistrez de nouveau.</p>"))\
        <div class="tablebox conflict"><table class="list asrows"><caption class="vh">Ce qui diffère</caption><thead><tr><th scope="col">Élément</th>\
        <th scope="col">À l’ouverture</th><th scope="col">Enregistré depuis</th><th scope="col">Votre saisie</th></tr></thead><tbody>\(rows)</tbody></table></div>
        """
}
