import Foundation
import Testing

@testable import Domain

@Suite struct `A key` {
    private enum Thing {}

    @Test func `has the version, the variant and the time of RFC 9562`() {
        let moment = Moment(millisecondsSince1970: 0x0123_4567_89AB)
        #expect(UUIDv7.text(at: moment, random: (0, 0)) == "01234567-89ab-7000-8000-000000000000")
        #expect(UUIDv7.text(at: moment, random: (.max, .max)) == "01234567-89ab-7fff-bfff-ffffffffffff")
    }

    @Test func `sorts by age whatever the random part`() {
        let old = UUIDv7.text(at: Moment(millisecondsSince1970: 1_800_000_000_000), random: (.max, .max))
        let young = UUIDv7.text(at: Moment(millisecondsSince1970: 1_800_000_000_001), random: (0, 0))
        #expect(ID<Thing>(old) < ID<Thing>(young))
        #expect(UUID(uuidString: old) != nil)
    }

    @Test func `is encoded as a single string`() throws {
        let json = Data(#"["abc"]"#.utf8)
        #expect(try JSONEncoder().encode([ID<Thing>("abc")]) == json)
        #expect(try JSONDecoder().decode([ID<Thing>].self, from: json) == [ID<Thing>("abc")])
    }
}
