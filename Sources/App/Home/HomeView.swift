import Domain

/// What a role is shown first.
enum HomeFocus: Sendable {
    /// The bureau des entreprises and the DDFPT's assistant: find hosts, get agreements signed, keep promises.
    case office
    /// The head, the deputy and the DDFPT: sign, decide dates, see where classes stand.
    case direction
    /// Teachers: their learners.
    case teaching
    /// CPE and intendance: who is away.
    case schoolLife
    /// CFP: companies.
    case partners

    init(_ author: Author) {
        let roles = Set(author.roles)
        if !roles.isDisjoint(with: [.rbde, .ddfptAssistant]) {
            self = .office
        } else if !roles.isDisjoint(with: [.proviseur, .adjoint, .ddfpt]) {
            self = .direction
        } else if !roles.isDisjoint(with: [.principalTeacher, .referentTeacher, .teacher]) {
            self = .teaching
        } else if !roles.isDisjoint(with: [.cpe, .intendance]) {
            self = .schoolLife
        } else {
            self = .partners
        }
    }
}

/// What the home page shows; what a role does not look at stays empty.
struct HomeView: Sendable {
    var focus: HomeFocus
    var author: Author
    var today: LocalDate
    var beginnings: Beginnings?
    /// Periods that run or begin within six weeks.
    var periods: [PeriodLine] = []
    var tiles: [HomeTile] = []
    var homeless: [HomelessLine] = []
    var agreements: [AgreementLine] = []
    var followed: [AgreementLine] = []
    var actions: [DueAction] = []
    var unpresented: [PeriodLine] = []
    /// What the follow-up asks of the person.
    var followUp: [TodoLine] = []
    /// Leads that wait for an answer.
    var leads: [TodoLine] = []
    /// What the bureau itself asks: days without cover, roadmap and letters to sign.
    var office: [TodoLine] = []

    var running: [PeriodLine] { periods.filter { $0.startsOn <= today } }
    var coming: [PeriodLine] { periods.filter { $0.startsOn > today } }
}

/// A count and the list of exactly those rows.
struct HomeTile: Sendable {
    let count: Int
    let label: String
    /// The label of a count below two, when it is another.
    var one: String?
    let link: Link
    /// The tone when there is something to see.
    let tone: Tone
}

extension SchoolDatabase {
    /// Reads what the home page of a person shows: as few statements as its tiles and lists.
    func home(of author: Author, today: LocalDate) throws -> HomeView {
        var view = HomeView(focus: HomeFocus(author), author: author, today: today)
        if view.focus == .partners {
            view = try partnersHome(view)
            view.tiles += try partnerTiles(of: author, today: today)
            view.office = try reviewLines(for: author, on: today)
            return view
        }
        view.periods = try periods(near: today)
        switch view.focus {
        case .office: try fillOffice(&view)
        case .direction: try fillDirection(&view)
        case .teaching: try fillTeaching(&view)
        case .schoolLife: view.tiles = [try awayTile(today), homelessTile(view)]
        case .partners: break
        }
        view.tiles += try closingTiles(of: author, today: today)
        view.tiles += try partnerTiles(of: author, today: today)
        view.tiles += try actionTiles(of: author, today: today)
        view.followUp = try followUpLines(for: author, on: today)
        view.leads = try leadReminders(for: author, on: today)
        view.office = try officeLines(for: author, on: today) + reviewLines(for: author, on: today)
        if view.periods.isEmpty { view.beginnings = try beginnings() }
        return view
    }

    private func fillOffice(_ view: inout HomeView) throws {
        view.homeless = try homeless(near: view.today, limit: 6)
        view.agreements = try agreements(.departing, today: view.today, limit: 6)
        try fillActions(&view)
        view.tiles = [
            homelessTile(view), try tile(.departing, .soon, view.today),
            HomeTile(
                count: try actionCount(dueBy: view.today), label: "promesses à tenir", one: "promesse à tenir",
                link: .todo.with([("quand", "echues")]),
                tone: .late),
            try awayTile(view.today),
        ]
        view.tiles = try departureTile(view) + view.tiles
    }

    /// Who must not leave today, for those who answer for it (PFMP-22).
    private func departureTile(_ view: HomeView) throws -> [HomeTile] {
        let counts = try departureCounts(on: view.today)
        guard counts.leaving > 0 else { return [] }
        return [
            HomeTile(
                count: counts.unsigned, label: "sur \(counts.leaving) ne doivent pas partir aujourd’hui",
                one: "sur \(counts.leaving) ne doit pas partir aujourd’hui",
                link: .departures,
                tone: .late)
        ]
    }

    private func fillDirection(_ view: inout HomeView) throws {
        view.agreements = try agreements(.urgent, today: view.today, limit: 8)
        view.unpresented = view.coming.filter { $0.boardOn == nil }
        view.tiles = [
            try tile(.head, .soon, view.today), try tile(.urgent, .late, view.today), homelessTile(view),
            try awayTile(view.today),
        ]
        view.tiles = try departureTile(view) + view.tiles
    }

    private func fillTeaching(_ view: inout HomeView) throws {
        view.homeless = try homeless(near: view.today, limit: 6)
        view.agreements = try agreements(.departing, today: view.today, limit: 6)
        if let staff = view.author.staffId {
            view.followed = try agreements(.away, today: view.today, referent: staff, limit: 8)
        }
        view.tiles = [
            homelessTile(view), try tile(.departing, .soon, view.today), try awayTile(view.today),
            HomeTile(
                count: view.followed.count, label: "que vous suivez", link: .agreements(.away, mine: true),
                tone: .neutral),
        ]
    }

    private func partnersHome(_ view: HomeView) throws -> HomeView {
        var view = view
        guard view.author.may(.seeCompanies) else { return view }
        try fillActions(&view)
        view.tiles = [
            HomeTile(
                count: try companyTotal(), label: "entreprises dans la base", one: "entreprise dans la base",
                link: .companies, tone: .neutral),
            HomeTile(
                count: try actionCount(dueBy: view.today), label: "promesses à tenir", one: "promesse à tenir",
                link: .todo.with([("quand", "echues")]),
                tone: .late),
        ]
        return view
    }

    private func fillActions(_ view: inout HomeView) throws {
        view.actions = try actionsDue(by: view.today.adding(days: 7), limit: 6)
    }

    private func homelessTile(_ view: HomeView) -> HomeTile {
        HomeTile(
            count: view.periods.reduce(0) { $0 + $1.missing }, label: "élèves sans lieu", one: "élève sans lieu",
            link: .homeless, tone: .late)
    }

    private func awayTile(_ today: LocalDate) throws -> HomeTile {
        HomeTile(
            count: try agreementCount(.away, today: today), label: "élèves en entreprise", one: "élève en entreprise",
            link: .agreements(.away), tone: .done)
    }

    private func tile(_ selection: AgreementSelection, _ tone: Tone, _ today: LocalDate) throws -> HomeTile {
        HomeTile(
            count: try agreementCount(selection, today: today), label: selection.tileLabel,
            one: selection.tileLabelOfOne,
            link: .agreements(selection), tone: tone)
    }
}

extension AgreementSelection {
    fileprivate var tileLabel: String {
        switch self {
        case .departing: "conventions à faire signer"
        case .urgent: "départs d’ici lundi sans signature"
        case .head: "conventions à signer par la direction"
        case .away: "élèves en entreprise"
        case .uncertified: "attestations attendues"
        }
    }

    fileprivate var tileLabelOfOne: String {
        switch self {
        case .departing: "convention à faire signer"
        case .urgent: "départ d’ici lundi sans signature"
        case .head: "convention à signer par la direction"
        case .away: "élève en entreprise"
        case .uncertified: "attestation attendue"
        }
    }
}
