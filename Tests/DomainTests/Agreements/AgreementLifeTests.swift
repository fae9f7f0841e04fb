import Foundation
import Testing

@testable import Domain

@Suite struct `The life of an agreement` {
    /// The table of PFMP-22, written a second time, by hand: state, event, next state.
    static let expected = [
        "brouillon mettre_a_la_signature a_signer", "brouillon annuler annulee",
        "a_signer reprendre brouillon", "a_signer signer a_signer", "a_signer signer_en_dernier signee",
        "a_signer retirer_une_signature a_signer", "a_signer refuser refusee", "a_signer annuler annulee",
        "signee retirer_une_signature a_signer", "signee commencer en_cours", "signee annuler annulee",
        "en_cours terminer terminee", "en_cours rompre rompue", "terminee attester attestee",
    ]

    @Test(arguments: Agreement.State.allCases, AgreementEvent.allCases)
    func `moves as the table says and in no other way`(state: Agreement.State, event: AgreementEvent) {
        let line = AgreementLife.transition(from: state, on: event)
        let prefix = "\(state.rawValue) \(event.rawValue) "
        #expect(line.map { prefix + $0.to.rawValue } == Self.expected.first { $0.hasPrefix(prefix) })
    }

    @Test func `never has two next states for one event`() {
        let keys = AgreementLife.transitions.map { $0.from.rawValue + " " + $0.event.rawValue }
        #expect(Set(keys).count == keys.count)
    }

    @Test(arguments: Agreement.State.allCases)
    func `can reach every state from the draft`(state: Agreement.State) {
        var reached: Set<Agreement.State> = [.draft]
        for _ in Agreement.State.allCases {
            reached.formUnion(AgreementLife.transitions.filter { reached.contains($0.from) }.map(\.to))
        }
        #expect(reached.contains(state))
    }

    @Test func `is running only after all signatures`() {
        let doors = AgreementLife.transitions.filter { $0.to == .running }
        #expect(doors.map(\.from) == [.signed])
    }

    @Test func `moves by itself with the calendar only`() {
        let passing = AgreementLife.transitions.filter { $0.actor == .calendar }
        #expect(passing.map(\.event) == [.start, .end])
    }

    @Test func `is documented as it is`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs")
        let page = try String(contentsOf: root.appending(path: "agreement-states.md"), encoding: .utf8)
        #expect(page == AgreementLife.documentation)
    }

    /// One try of every function of the rules, whatever the state.
    static func move(_ agreement: Agreement, by event: AgreementEvent) throws -> Agreement {
        let required = Set(Party.required(minor: true))
        switch event {
        case .send: return try agreement.sent(readiness: .complete)
        case .reopen: return try agreement.reopened(signedBy: [])
        case .sign: return try agreement.signed(by: .tutor, on: day("2027-01-04"), terms: .sample())
        case .complete:
            return try agreement.signed(
                by: .head, on: day("2027-01-04"), terms: .sample(signedBy: required.subtracting([.head])))
        case .erase: return try agreement.unsigned(by: .tutor, terms: .sample(signedBy: required))
        case .start: return try agreement.started(on: day("2027-01-04"), startsOn: day("2027-01-04"))
        case .end: return try agreement.ended(on: day("2027-01-30"), endsOn: day("2027-01-29"))
        case .certify: return try agreement.certified()
        case .refuse: return try agreement.refused()
        case .cancel: return try agreement.cancelled()
        case .breakOff: return try agreement.broken()
        }
    }

    @Test(arguments: Agreement.State.allCases, AgreementEvent.allCases)
    func `is moved by each function as the table says`(state: Agreement.State, event: AgreementEvent) throws {
        let agreement = Agreement.sample(state)
        if let line = AgreementLife.transition(from: state, on: event) {
            let moved = try Self.move(agreement, by: event)
            #expect(moved.state == line.to)
            #expect(agreement.possibleEvents.contains(event))
        } else {
            let refusal = try #require(throws: AgreementRefusal.self) { try Self.move(agreement, by: event) }
            #expect(refusal == .impossible(event == .complete ? .sign : event, state))
            #expect(refusal.message.contains(state.label))
        }
    }
}
