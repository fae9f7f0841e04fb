import Domain

/// Tells which learner of the school each learner of a file is: by INE first, then by name and birth date.
struct LearnerMatcher {
    enum Match {
        case known(Learner)
        case new
        case refused(column: String, value: String?, reason: String)
    }

    private var byINE: [String: Learner] = [:]
    private var byName: [String: [Learner]] = [:]
    private var taken: Set<ID<Learner>> = []

    init(_ learners: [Learner]) {
        for learner in learners {
            if let ine = learner.ine { byINE[ine] = learner }
            let key = SearchKey(learner.familyName, learner.firstName).rawValue
            byName[key, default: []].append(learner)
        }
    }

    /// The match of each learner of a file, in its order. Those with a known INE choose first, whatever their line.
    mutating func matches(_ files: [FileLearner]) -> [(FileLearner, Match)] {
        var found: [Match?] = files.map { file in
            guard let learner = file.ine.flatMap({ byINE[$0] }) else { return nil }
            return .known(learner)
        }
        for case .known(let learner)? in found { taken.insert(learner.id) }
        var newcomers: [String: Int] = [:]
        for (index, file) in files.enumerated() where found[index] == nil {
            found[index] = matchByName(file, &newcomers)
        }
        return zip(files, found).map { ($0, $1 ?? .new) }
    }

    private mutating func matchByName(_ file: FileLearner, _ newcomers: inout [String: Int]) -> Match {
        let sameName = (byName[file.nameKey] ?? []).filter { !taken.contains($0.id) }
        let born = sameName.filter { $0.birthDate != nil && $0.birthDate == file.birthDate }
        let candidates =
            born.isEmpty ? sameName.filter { $0.birthDate == nil || file.birthDate == nil } : born
        if candidates.count > 1 {
            return .refused(
                column: "Nom", value: file.name,
                reason: "plusieurs fiches portent ce nom : complétez l’INE ou la date de naissance, "
                    + "ou fusionnez les fiches en double dans Bureau.")
        }
        if let learner = candidates.first {
            taken.insert(learner.id)
            return .known(learner)
        }
        guard file.ine == nil else { return .new }
        let key = file.nameKey + " " + (file.birthDate?.description ?? "")
        if let first = newcomers[key] {
            return .refused(
                column: "Nom", value: file.name,
                reason: "même nom et même naissance qu’à la ligne \(first) : gardez une seule ligne, ou donnez les INE."
            )
        }
        newcomers[key] = file.line
        return .new
    }
}
