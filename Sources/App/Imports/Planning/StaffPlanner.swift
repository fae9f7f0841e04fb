import Domain

/// The part of a plan about the staff and what each teaches.
extension SchoolPlanner {
    mutating func planStaff() {
        var byKey: [String: StaffMember] = [:]
        for member in snapshot.staff { member.stsKey.map { byKey[$0] = member } }
        // Someone typed by hand before the first import has no key yet: the name tells.
        let typed = Dictionary(
            snapshot.staff.filter { $0.stsKey == nil }.map { ($0.searchKey, $0) },
            uniquingKeysWith: { first, _ in first })
        var listed: [String: StaffMember] = [:]
        var recognised: Set<ID<StaffMember>> = []
        for file in facts.staff {
            let known = (byKey[file.stsKey] ?? typed[file.nameKey]).flatMap { recognised.contains($0.id) ? nil : $0 }
            let member = known.map { update($0, file) } ?? create(file)
            recognised.insert(member.id)
            listed[file.stsKey] = member
        }
        closeStaff(besides: recognised)
        planTeachings(listed)
    }

    private mutating func update(_ known: StaffMember, _ file: FileStaff) -> StaffMember {
        let merge = FieldMerge(
            known, fields: StaffFields.all, said: file.values, former: snapshot.said[known.key],
            authority: facts.authority)
        remember(known.key, file.values)
        tellKept(.staff, known.fullName, merge.kept)
        var after = merge.record
        var changes = merge.changes
        if let left = after.leftOn {
            after.leftOn = nil
            changes.append(ImportReport.FieldChange(field: "Date de départ", before: left.numeric, after: ""))
        }
        guard !changes.isEmpty else {
            count(.staff) { $0.unchanged += 1 }
            return known
        }
        after.refold()
        after.version += 1
        plan.rows.staff.append(.changed(known, after))
        tell(.staff, .changed, known.fullName, changes)
        return after
    }

    private mutating func create(_ file: FileStaff) -> StaffMember {
        var member = StaffMember(
            id: context.ids.next(), familyName: file.familyName, firstName: file.firstName, stsKey: file.stsKey)
        StaffFields.all.fill(&member, from: file.values)
        member.refold()
        plan.rows.staff.append(.created(member))
        remember(member.key, file.values)
        tell(.staff, .created, member.fullName)
        return member
    }

    private mutating func closeStaff(besides recognised: Set<ID<StaffMember>>) {
        guard !recognised.isEmpty else { return }
        for member in snapshot.staff
        where member.stsKey != nil && member.leftOn == nil && !recognised.contains(member.id)
            && snapshot.imported.contains(member.key)
        {
            var after = member
            after.leftOn = context.today
            after.version += 1
            plan.rows.staff.append(.changed(member, after))
            tell(
                .staff, .left, member.fullName,
                [ImportReport.FieldChange(field: "Date de départ", before: "", after: context.today.numeric)])
        }
    }

    // MARK: Teachings

    /// What people known to STS-web teach follows the file; what people typed by hand teach stays.
    private mutating func planTeachings(_ listed: [String: StaffMember]) {
        var wanted: [TeachingKey: Bool] = [:]
        for teaching in facts.teachings {
            guard let key = teachingKey(teaching, listed) else { continue }
            wanted[key] = facts.principals.contains(
                FileTeaching(stsKey: teaching.stsKey, classCode: teaching.classCode, subject: ""))
        }
        for principal in facts.principals {
            guard let key = teachingKey(principal, listed) else { continue }
            let teaches = wanted.keys.contains { $0.staff == key.staff && $0.schoolClass == key.schoolClass }
            if !teaches { wanted[key] = true }
        }
        synchronise(wanted, Set(listed.values.map(\.id)))
        tellTeachings(listed)
    }

    /// A person whose only change is what they teach is a changed person.
    private mutating func tellTeachings(_ listed: [String: StaffMember]) {
        let touched = Set(plan.rows.teachings.compactMap { ($0.after ?? $0.before)?.staffId })
        let told = Set(plan.rows.staff.compactMap { ($0.after ?? $0.before)?.id })
        for member in listed.values.sorted(by: { $0.searchKey < $1.searchKey })
        where touched.contains(member.id) && !told.contains(member.id) {
            let mine = plan.rows.teachings.filter { ($0.after ?? $0.before)?.staffId == member.id }
            count(.staff) { $0.unchanged -= 1 }
            let change = ImportReport.FieldChange(
                field: "Enseignements", before: taught(mine.compactMap(\.before)),
                after: taught(mine.compactMap(\.after)))
            tell(.staff, .changed, member.fullName, [change])
        }
    }

    /// `1MRC : Mathématiques ; 2AGO : Français (professeur principal)`
    private func taught(_ teachings: [Teaching]) -> String {
        let codes = Dictionary(
            (snapshot.classes + classes.values).map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
        return teachings.map { teaching in
            let subject = teaching.subject.isEmpty ? "" : " : " + teaching.subject
            return (codes[teaching.classId] ?? "") + subject + (teaching.principal ? " (professeur principal)" : "")
        }.sorted().joined(separator: " ; ")
    }

    private func teachingKey(_ file: FileTeaching, _ listed: [String: StaffMember]) -> TeachingKey? {
        guard let member = listed[file.stsKey], let schoolClass = classes[file.classCode] else { return nil }
        return TeachingKey(staff: member.id, schoolClass: schoolClass.id, subject: file.subject)
    }

    private mutating func synchronise(_ wanted: [TeachingKey: Bool], _ listed: Set<ID<StaffMember>>) {
        var known: [TeachingKey: Teaching] = [:]
        for teaching in snapshot.teachings {
            known[TeachingKey(staff: teaching.staffId, schoolClass: teaching.classId, subject: teaching.subject)] =
                teaching
        }
        for (key, teaching) in known.sorted(by: { $0.value.id < $1.value.id }) where listed.contains(key.staff) {
            guard let principal = wanted[key] else {
                plan.rows.teachings.append(.deleted(teaching))
                continue
            }
            guard principal != teaching.principal else { continue }
            var after = teaching
            after.principal = principal
            plan.rows.teachings.append(.changed(teaching, after))
        }
        for (key, principal) in wanted.sorted(by: { $0.key < $1.key }) where known[key] == nil {
            plan.rows.teachings.append(
                .created(
                    Teaching(
                        id: context.ids.next(), staffId: key.staff, classId: key.schoolClass, subject: key.subject,
                        principal: principal)))
        }
    }
}

private struct TeachingKey: Hashable, Comparable {
    let staff: ID<StaffMember>
    let schoolClass: ID<SchoolClass>
    let subject: String

    static func < (left: TeachingKey, right: TeachingKey) -> Bool {
        (left.staff, left.schoolClass, left.subject) < (right.staff, right.schoolClass, right.subject)
    }
}
