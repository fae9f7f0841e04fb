/// Why numbers cannot be an instance. Every case says where.
public enum InstanceError: Error, Equatable, Sendable {
    /// The lists that make an instance.
    public enum List: String, Sendable { case learners, places, arcs, nodes, parents, firstArcs, arcCosts }

    /// The file has fewer bytes than its header promises, or more.
    case length(expected: Int, found: Int)
    /// The file does not begin as an instance does.
    case foreign(firstBytes: UInt32)
    /// A count is negative, or a list does not have the length the others give it.
    case shape(List, expected: Int, found: Int)
    /// The arcs of this learner do not follow those of the one before.
    case arcsOutOfOrder(learner: Int)
    /// An arc leads to a place that does not exist.
    case unknownPlace(learner: Int, arc: Int, place: Int)
    /// The same learner and the same place twice.
    case duplicateArc(learner: Int, place: Int)
    /// A capacity below zero. Zero is allowed: the place is full.
    case negativeCapacity(node: Int, capacity: Int)
    /// A node's parent is not a group after it.
    case parentOutOfOrder(node: Int, parent: Int)
    /// A cost so large that a sum could overflow.
    case costTooLarge(learner: Int, arc: Int?, cost: Int64)
}

extension InstanceError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .length(let expected, let found):
            "Fichier incomplet ou trop long : \(expected) octets attendus, \(found) lus."
        case .foreign(let bytes):
            "Ce fichier n’est pas une instance de placement (il commence par \(bytes), 1347174723 attendu)."
        case .shape(let list, let expected, let found):
            "La liste « \(list.rawValue) » a \(found) éléments au lieu de \(expected)."
        case .arcsOutOfOrder(let learner):
            "Les choix de l’élève \(learner) ne suivent pas ceux du précédent."
        case .unknownPlace(let learner, let arc, let place):
            "L’élève \(learner) désigne la place \(place), qui n’existe pas (choix \(arc))."
        case .duplicateArc(let learner, let place):
            "L’élève \(learner) désigne deux fois la place \(place)."
        case .negativeCapacity(let node, let capacity):
            "La capacité de la place ou du groupe \(node) est négative (\(capacity))."
        case .parentOutOfOrder(let node, let parent):
            "Le groupe \(parent) ne peut pas contenir \(node) : un groupe vient après ce qu’il contient."
        case .costTooLarge(let learner, let arc, let cost):
            "Le coût \(cost) de l’élève \(learner)\(arc.map { " (choix \($0))" } ?? "") est trop grand."
        }
    }
}
