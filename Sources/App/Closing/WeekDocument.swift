import Domain
import Exchange
import PDF

/// The exam file on paper and as a workbook (PFMP-112).
struct WeekDocument {
    let school: School
    let weeks: ClassWeeks
    let today: LocalDate

    private var year: String { SchoolYear(start: weeks.schoolClass.schoolYear)?.rawValue ?? "" }
    private var header: String { "\(school.name) · \(weeks.schoolClass.code) · \(year)" }
    private var footer: String { "Établi le \(today.long)" }

    /// The synthesis of the class for the jury, those who miss weeks first.
    func synthesis() -> PDFSection {
        let incomplete = weeks.learners.filter { $0.balance.status == .derogation || $0.balance.status == .belowFloor }
        var blocks: [PDFBlock] = [
            .heading(level: 1, "Synthèse des PFMP, \(weeks.schoolClass.code)"),
            .paragraph(PDFText(weeks.schoolClass.trainingTitle), style: .lead, align: .left),
            .paragraph(PDFText(requirement), style: .small),
        ]
        if !incomplete.isEmpty {
            blocks += [
                .heading(level: 2, "PFMP non effectuées en totalité"),
                .list(incomplete.map { PDFText("\($0.learner.listName)\u{A0}: " + sentence($0)) }),
            ]
        }
        blocks += [
            .heading(level: 2, "Tableau de la classe"), .table(table),
            .keepTogether([
                .signatures([
                    PDFSignatureBox(role: "Le chef d’établissement", name: school.headName, note: school.headTitle)
                ])
            ]),
        ]
        return PDFSection(title: "Synthèse \(weeks.schoolClass.code)", header: header, footer: footer, blocks: blocks)
    }

    private var requirement: String {
        guard let asked = weeks.requirement else { return "Durée exigée à vérifier dans l’arrêté de la spécialité." }
        let unsure = asked.standing == .read ? "" : " (à confirmer)"
        return "\(asked.cycle)\u{A0}: \(asked.totalMin) semaines au moins sur le cycle"
            + (asked.floor.map { ", plancher de \($0)" } ?? "") + unsure + ". \(asked.source.prefix(1).uppercased())"
            + asked.source.dropFirst() + "."
    }

    private func sentence(_ line: LearnerWeeks) -> String {
        "\(WeekBalance.french(line.balance.validated)) semaines validées, il en manque "
            + "\(WeekBalance.french(line.balance.missing)), \(line.balance.status.label.lowercasedFirst), dérogation "
            + line.derogation.label.lowercasedFirst + "."
    }

    private var table: PDFTable {
        PDFTable(
            columns: [
                PDFColumn("Élève", width: 2.2), PDFColumn("Validées", width: 0.9, align: .right),
                PDFColumn("Exigées", width: 0.9, align: .right), PDFColumn("À venir", width: 0.9, align: .right),
                PDFColumn("Jours perdus", width: 0.9, align: .right), PDFColumn("Bilan", width: 1.5),
                PDFColumn("Dérogation", width: 1.2),
            ],
            rows: weeks.learners.map { line in
                [
                    PDFText(line.learner.listName), PDFText(WeekBalance.french(line.balance.validated)),
                    PDFText(line.balance.required.map { String($0) } ?? "—"),
                    PDFText(WeekBalance.french(line.balance.coming)), PDFText(String(line.balance.lostDays)),
                    PDFText(line.unfilled > 0 ? "Jours à saisir" : line.balance.status.label),
                    PDFText(line.derogation == .none ? "—" : line.derogation.label),
                ]
            }, rowHeaders: true)
    }

    /// The sheet of one candidate.
    func sheet(_ line: LearnerWeeks) -> PDFSection {
        let rows: [[PDFText]] = line.stays.map { stay in
            [
                PDFText("\(SchoolYear(start: stay.schoolYear)?.rawValue ?? ""), \(stay.label)"),
                PDFText("\(stay.startsOn.numeric) – \(stay.endsOn.numeric)"), PDFText(stay.host),
                PDFText("\(stay.doneDays.map { String($0) } ?? "—")\u{A0}/\u{A0}\(stay.plannedDays)"),
                PDFText(stay.certifying ? WeekBalance.french(stay.validatedTenths) : "hors diplôme"),
                PDFText(stay.outcome == .done ? "" : stay.outcome.label),
            ]
        }
        let examCase = line.examCase
        return PDFSection(
            title: line.learner.listName, header: header, footer: footer,
            blocks: [
                .heading(level: 1, "Fiche PFMP de \(line.learner.listName)"),
                .paragraph(PDFText(weeks.schoolClass.trainingTitle), style: .lead, align: .left),
                .table(
                    PDFTable(
                        columns: [
                            PDFColumn("Période", width: 1.5), PDFColumn("Dates", width: 1.6),
                            PDFColumn("Lieu", width: 1.8),
                            PDFColumn("Jours", width: 0.8, align: .right),
                            PDFColumn("Semaines", width: 0.9, align: .right),
                            PDFColumn("Observation", width: 1.4),
                        ], rows: rows, rowHeaders: true)),
                .keyValues(
                    Paper.pairs([
                        ("Semaines validées", WeekBalance.french(line.balance.validated)),
                        (
                            "Dont faites ailleurs",
                            examCase.flatMap {
                                $0.earlierTenths > 0
                                    ? "\(WeekBalance.french($0.earlierTenths)) (\($0.earlierProof))" : nil
                            }
                        ),
                        ("Semaines exigées", line.balance.required.map { String($0) }),
                        (
                            "Positionnement",
                            examCase?.reducedTo.map { "\($0) semaines, \(examCase?.reductionReason ?? "")" }
                        ),
                        ("Bilan", line.unfilled > 0 ? "jours à saisir" : line.balance.status.label),
                        ("Dérogation", line.derogation.label), ("Remarque", examCase?.remark),
                    ])),
                .paragraph(PDFText(requirement), style: .small),
            ])
    }

    func workbook() -> Sheet {
        let columns = [
            "Nom", "Prénom", "Semaines validées", "Semaines exigées", "À venir", "Manquent", "Jours perdus", "Bilan",
            "Dérogation",
        ].map { SheetColumn($0) }
        return Sheet(
            name: weeks.schoolClass.code, columns: columns,
            rows: weeks.learners.map { line in
                [
                    .text(line.learner.usageName ?? line.learner.familyName), .text(line.learner.firstName),
                    .decimal(Double(line.balance.validated) / 10),
                    line.balance.required.map(CellValue.integer) ?? .empty,
                    .decimal(Double(line.balance.coming) / 10), .decimal(Double(line.balance.missing) / 10),
                    .integer(line.balance.lostDays),
                    .text(line.unfilled > 0 ? "Jours à saisir" : line.balance.status.label),
                    .text(line.derogation.label),
                ]
            })
    }
}
