import Foundation

/// All numbers set by texts, with the days they hold.
public struct LegalParameters: Sendable {
    private let table: [LegalParameter: DatedParameter]

    /// Reads the data file.
    /// - Throws: `DecodingError` for a damaged file, an unknown or a missing parameter.
    public init(json: Data) throws {
        let list = try JSONDecoder().decode([DatedParameter].self, from: json)
        table = Dictionary(list.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let missing = LegalParameter.allCases.filter { table[$0] == nil }
        guard missing.isEmpty else {
            let names = missing.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "missing parameters: \(names)"))
        }
    }

    /// Those of `Data/legal-parameters.json`.
    public static func embedded() throws -> LegalParameters {
        try LegalParameters(json: Data(PackageResources.legal_parameters_json))
    }

    /// Every parameter, in the order of `LegalParameter`.
    public var all: [DatedParameter] { LegalParameter.allCases.compactMap { table[$0] } }

    /// A parameter with its source and all its values.
    public func parameter(_ name: LegalParameter) -> DatedParameter? { table[name] }

    /// The value of a day, in the unit of the parameter; `nil` when it is not known.
    public func value(_ name: LegalParameter, on day: LocalDate) -> Int? { table[name]?.value(on: day) }

    /// The value of a day, for rules that cannot answer without it.
    func require(_ name: LegalParameter, on day: LocalDate) throws(UnknownParameter) -> Int {
        guard let value = value(name, on: day) else { throw UnknownParameter(name: name, day: day) }
        return value
    }
}

/// The program does not know a number on a day; a rule that needs it says « à vérifier » instead of guessing.
struct UnknownParameter: Error {
    let name: LegalParameter
    let day: LocalDate
}
