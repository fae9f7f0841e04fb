import Domain

/// What a panel of findings lets people do, beside reading it.
struct FindingsPanel {
    let readiness: AgreementReadiness
    /// What was typed beside the findings, and what was wrong with it.
    var state = FormState()
    /// The form that the fields of reasons belong to; without one there is no field.
    var form: String?
    /// The person signs for the school, and may pass what blocks where the rule allows it.
    var isHead = false
    /// The form has a field for one reason that stands for all warnings.
    var hasWhole = false
    /// What stands beside a reason already written: a button to take it back.
    var undo: ((WrittenReason) -> HTML?)?

    private var toCheck: [Finding] { readiness.findings.filter { $0.severity == .toCheck } }
    private var toKnow: [Finding] { readiness.findings.filter { $0.severity == .info } }

    /// The findings by weight; what is only to check or to know is folded.
    var html: HTML {
        let ahead = readiness.ahead
        let blocking = readiness.findings.filter { $0.severity == .block && !ahead.contains($0) }
        let warnings = readiness.findings.filter { $0.severity == .warning }
        let done: HTML? =
            blocking.isEmpty && warnings.isEmpty
            ? """
            <ul><li class="done">\(icon("check"))<div>Rien à signaler : la convention pourra partir.</div></li></ul>
            """ : nil
        return """
            \(done)\(group("Bloquant", blocking))\(group("Avertissements", warnings))\(steps(ahead))\
            \(folded("À vérifier", FindingGroup.gathered(toCheck)))\(folded("À savoir", FindingGroup.gathered(toKnow)))
            """
    }

    /// One sentence for those who do not see the panel: « 1 point bloquant, 2 avertissements ».
    var summary: String {
        let counts = [
            (readiness.blocking.count, "point bloquant", "points bloquants"),
            (readiness.lackingReason.count, "avertissement sans raison", "avertissements sans raison"),
            (toCheck.count, "point à vérifier", "points à vérifier"),
        ]
        let said = counts.filter { $0.0 > 0 }.map { FrenchNumber.counted($0.0, $0.1, $0.2) }
        return said.isEmpty ? "Rien à signaler." : said.joined(separator: ", ") + "."
    }

    private func group(_ title: String, _ findings: [Finding]) -> HTML? {
        guard !findings.isEmpty else { return nil }
        let items = findings.map { findingItem($0, below: answer(to: $0)) }
        return """
            <section class="group"><h3>\(title) <span class="count">\(findings.count)</span></h3><ul>\(items)</ul></section>
            """
    }

    /// What stops no paper, and the departure: said as the step it is.
    private func steps(_ findings: [Finding]) -> HTML? {
        guard !findings.isEmpty else { return nil }
        let items = findings.map { finding in
            """
            <li class="soon">\(icon("clock"))<div><strong>Avant le départ :</strong> \(finding.message) \(finding.remedy)\
            <span class="source">\(finding.rule), \(finding.source)</span></div></li>
            """ as HTML
        }
        return """
            <section class="group"><h3>Étapes à venir <span class="count">\(findings.count)</span></h3><ul>\(items)</ul></section>
            """
    }

    private func folded(_ title: String, _ groups: [FindingGroup]) -> HTML? {
        guard !groups.isEmpty else { return nil }
        let items = groups.map { group in
            """
            <li class="neutral">\(icon("info"))<div>\(group.message) \(group.remedy)<span class="source">\(group.rules)</span></div></li>
            """ as HTML
        }
        return """
            <details class="group" data-keep="\(title)"><summary><h3>\(title) <span class="count">\(groups.count)</span></h3></summary>\
            <ul>\(items)</ul></details>
            """
    }

    /// The reason already written, a field to write one, or who may.
    private func answer(to finding: Finding) -> HTML? {
        if let reason = readiness.reason(for: finding) {
            let who = "\(reason.author)\(reason.byHead ? ", pour le chef d’établissement" : ""), le \(reason.on.long)"
            return """
                <div class="reason">\(icon("check"))<div><p>\(reason.text)</p><p class="small muted">\(who)</p>\(undo?(reason))</div></div>
                """
        }
        if readiness.toAcknowledge.contains(finding) {
            return """
                <p class="small muted">Texte à confirmer\u{A0}: aucune raison à écrire, imprimer ou envoyer vaut prise de connaissance.</p>
                """
        }
        guard readiness.stopping.contains(finding), let form else { return nil }
        if finding.severity == .block {
            guard RuleCatalogue.rule(of: finding)?.passing == .head else { return nil }
            guard isHead else {
                return "<p class=\"small muted\">Seul le chef d’établissement peut passer cette règle, par écrit.</p>"
            }
        }
        guard hasWhole, finding.severity == .warning else { return field(for: finding, form) }
        // The same words for all are the usual case: a reason of its own is folded.
        let open: HTML? =
            state.problem(finding.reasonField) == nil && state[finding.reasonField].isEmpty ? nil : " open"
        return """
            <details class="more"\(open)><summary>Une raison pour ce point seulement<span class="vh"> : \(finding.rule)</span></summary>\
            \(field(for: finding, form))</details>
            """
    }

    private func field(for finding: Finding, _ form: String) -> HTML {
        let name = finding.reasonField
        let problem = state.problem(name)
        let error: HTML? = problem.map { "<p class=\"error\" id=\"e-\(name)\">\(icon("alert")) \($0)</p>" }
        let described: HTML? =
            problem == nil ? nil : " aria-invalid=\"true\" aria-describedby=\"e-\(name)\""
        return """
            <div class="field reason"><label for="f-\(name)">Raison de passer outre<span class="vh"> : \(finding.rule)</span></label>\
            <textarea id="f-\(name)" name="\(name)" form="\(form)" rows="2"\(described)>\(state[name])</textarea>\(error)</div>
            """
    }
}

/// Findings that say the same of several rules: one missing fact is said once.
struct FindingGroup {
    let message: String
    let remedy: String
    /// « PFMP-62, PFMP-64 »
    let rules: String

    static func gathered(_ findings: [Finding]) -> [FindingGroup] {
        var order: [String] = []
        var groups: [String: [Finding]] = [:]
        for finding in findings {
            let key = finding.missing ?? finding.message
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(finding)
        }
        return order.compactMap { key in
            guard let same = groups[key], let first = same.first else { return nil }
            var codes: [String] = []
            for finding in same where !codes.contains(finding.rule) { codes.append(finding.rule) }
            let source = codes.count == 1 ? "\(first.rule), \(first.source)" : codes.joined(separator: ", ")
            return FindingGroup(message: first.message, remedy: first.remedy, rules: source)
        }
    }
}

/// One finding with its article, and what may stand below it.
func findingItem(_ finding: Finding, below: HTML? = nil) -> HTML {
    let tone: Tone = finding.severity == .block ? .late : finding.severity == .warning ? .soon : .neutral
    return """
        <li class="\(tone.rawValue)">\(icon(tone.icon))<div><strong>\(finding.severity.label) :</strong> \
        \(finding.message) \(finding.remedy)<span class="source">\(finding.rule), \(finding.source)</span>\(below)</div></li>
        """
}

/// What rules say, the heaviest first; each with its article.
func findingItems(_ findings: [Finding]) -> HTML {
    .joined(findings.map { findingItem($0) })
}
