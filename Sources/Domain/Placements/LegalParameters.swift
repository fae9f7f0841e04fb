import Foundation

/// All numbers set by texts, with the days they hold.
public struct LegalParameters: Sendable {
    private let table: [LegalParameter: DatedParameter]
    /// The values alone, which rules ask for all the time.
    private let values: [LegalParameter: [DatedParameter.Value]]
    /// Daily rate and yearly cap of the allowance, by training and school year (PFMP-85, PFMP-86).
    public let allowances: [DatedAllowanceRate]
    /// Works that are forbidden or regulated for minors (PFMP-59).
    public let works: [YouthWork]

    private struct File: Decodable {
        let numbers: [DatedParameter]
        let allowances: [DatedAllowanceRate]
        let works: [YouthWork]
    }

    /// Reads the data file.
    /// - Throws: `DecodingError` for a damaged file, an unknown or a missing parameter.
    public init(json: Data) throws {
        let file = try JSONDecoder().decode(File.self, from: json)
        try self.init(numbers: file.numbers, allowances: file.allowances, works: file.works)
    }

    /// - Throws: `DecodingError` for a missing parameter.
    init(numbers: [DatedParameter], allowances: [DatedAllowanceRate], works: [YouthWork]) throws {
        table = Dictionary(numbers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        values = table.mapValues(\.values)
        self.allowances = allowances
        self.works = works
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
    public func value(_ name: LegalParameter, on day: LocalDate) -> Int? {
        guard let values = values[name] else { return nil }
        for index in values.indices.reversed() where values[index].holds(on: day) { return values[index].value }
        return nil
    }

    /// A parameter that is a day: the one that holds on a day; `nil` when it is not known.
    public func date(_ name: LegalParameter, on day: LocalDate) -> LocalDate? {
        value(name, on: day).flatMap { LocalDate(year: $0 / 10_000, month: $0 / 100 % 100, day: $0 % 100) }
    }

    /// A parameter that is a day, for rules that cannot answer without it.
    func requireDate(_ name: LegalParameter, on day: LocalDate) throws(Unknown) -> LocalDate {
        guard let date = date(name, on: day) else { throw .parameter(name, day) }
        return date
    }

    /// The value of a day, for rules that cannot answer without it.
    func require(_ name: LegalParameter, on day: LocalDate) throws(Unknown) -> Int {
        guard let value = value(name, on: day) else { throw .parameter(name, day) }
        return value
    }
}
