import Foundation

/// A JSON value of any form.
enum JSONTree: Decodable, Equatable {
    case object([String: JSONTree])
    case list([JSONTree])
    case text(String)
    case number(Double)
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {  // Not a flag: the next form is tried.
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {  // Not a number: the next form is tried.
            self = .number(number)
        } else if let text = try? container.decode(String.self) {  // Not a text: the next form is tried.
            self = .text(text)
        } else if let list = try? container.decode([JSONTree].self) {  // Not a list: an object remains.
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }

    /// What it is, in French.
    var label: String {
        switch self {
        case .object: "un objet"
        case .list: "une liste"
        case .text(let text): "le texte «\u{A0}\(text.prefix(40))\u{A0}»"
        case .number(let number):
            "le nombre \(number == number.rounded() ? "\(Int(exactly: number) ?? 0)" : "\(number)")"
        case .flag(let flag): flag ? "true" : "false"
        case .null: "rien"
        }
    }
}
