import Foundation

/// What PDF/UA-1 asks of the structure of a file, checked on its objects.
struct Conformance {
    let file: PDFFile

    /// Everything that is wrong, in words; empty for a good file.
    var problems: [String] {
        file.problems + catalogProblems + elementProblems
            + file.pages.enumerated().flatMap { index, page in
                problems(of: page.page, number: page.number, index: index)
            }
    }

    private var catalogProblems: [String] {
        let wanted = [
            "/Lang(", "/MarkInfo<</Marked true>>", "/DisplayDocTitle true", "/StructTreeRoot ", "/Metadata ",
        ]
        var problems = wanted.filter { !file.catalog.text.contains($0) }.map { "catalog lacks \($0)" }
        if !file.packet.contains("<pdfuaid:part>1</pdfuaid:part>") { problems.append("packet lacks pdfuaid:part") }
        if file.pages.isEmpty { problems.append("no page") }
        return problems
    }

    private var elementProblems: [String] {
        file.elements.flatMap { number, element -> [String] in
            var problems: [String] = []
            if element.text.hasPrefix("<</S/TH/"), !element.text.contains("/Scope/") {
                problems.append("TH \(number) lacks a scope")
            }
            if element.text.hasPrefix("<</S/Figure/"), !element.text.contains("/Alt") {
                problems.append("Figure \(number) lacks a text")
            }
            let parent = element.references("/P ").first.flatMap { file.objects[$0] }
            if parent?.references("/K[").contains(number) != true {
                problems.append("element \(number) is not among the kids of its parent")
            }
            return problems
        }
    }

    private func problems(of page: PDFFile.Object, number: Int, index: Int) -> [String] {
        var problems: [String] = []
        if !page.text.contains("/Tabs/S") { problems.append("page \(index) lacks a tab order") }
        if page.number("/StructParents ") != index { problems.append("page \(index) has a wrong key") }
        let tokens = file.tokens(of: page)
        problems += nestingProblems(tokens).map { "page \(index): \($0)" }
        let marks = tokens.compactMap { $0.firstMatch(of: /^(\d+)>>BDC$/).flatMap { Int($0.1) } }
        let owners = owners(of: index)
        if marks != Array(owners.indices) { problems.append("page \(index): marks \(marks.count) of \(owners.count)") }
        for (mark, owner) in owners.enumerated() where !owns(owner, mark, page: number) {
            problems.append("page \(index): element \(owner) does not hold mark \(mark)")
        }
        return problems
    }

    /// The elements of the marks of a page, from the parent tree.
    private func owners(of page: Int) -> [Int] {
        let parents = file.objects[6]?.references("/Nums[") ?? []
        guard page < parents.count else { return [] }
        return file.objects[parents[page]]?.references("[") ?? []
    }

    private func owns(_ element: Int, _ mark: Int, page: Int) -> Bool {
        guard let text = file.elements[element]?.text, let kids = text.range(of: "/K[") else { return false }
        if text.contains("/Pg \(page) 0 R/MCID \(mark)>>") { return true }
        let plain = text[kids.upperBound...].replacing(/<<.*?>>/, with: "").replacing(/\d+ 0 R/, with: "")
        return text.contains("/Pg \(page) 0 R/K[")
            && plain.split(whereSeparator: { !$0.isNumber }).contains { Int($0) == mark }
    }

    /// Marks and text objects open and close one after the other, and nothing is painted outside a mark.
    private func nestingProblems(_ tokens: [String]) -> [String] {
        var problems: [String] = []
        var marked = false
        var inText = false
        for token in tokens {
            switch token {
            case "EMC":
                if !marked { problems.append("EMC without mark") }
                marked = false
            case "BT":
                if inText { problems.append("BT in text") }
                inText = true
            case "ET":
                if !inText { problems.append("ET without text") }
                inText = false
            case "S", "f", "Do":
                if !marked { problems.append("\(token) outside a mark") }
            case _ where token.hasSuffix("BDC"):
                if marked { problems.append("mark in a mark") }
                marked = true
            case _ where token.hasSuffix("TJ"):
                if !marked || !inText { problems.append("text outside a mark") }
            default:
                break
            }
        }
        if marked || inText { problems.append("a mark or a text is left open") }
        return problems
    }
}
