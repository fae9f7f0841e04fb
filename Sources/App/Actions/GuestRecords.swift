import Domain
import Persistence

/// Someone invited to an action, with their names.
struct GuestLine: Codable, Sendable {
    let id: ID<ActionGuest>
    let companyId: ID<Company>
    let companyName: String
    let contactId: ID<Contact>?
    let civility: String?
    let familyName: String?
    let firstName: String?
    let email: String?
    let phone: String?
    let state: ActionGuest.State
    let slotId: ID<ActionSlot>?
    let message: String
    let invitedAt: Moment?
    let remindedAt: Moment?
    let thankedAt: Moment?

    var contactName: String? {
        familyName.map { family in
            [civility ?? "", firstName ?? "", family].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    var label: String { [contactName, companyName].compactMap(\.self).joined(separator: ", ") }
}

/// A contact who said they were willing, and how often they were asked lately.
struct WillingContact: Codable, Sendable {
    let contactId: ID<Contact>
    let companyId: ID<Company>
    let companyName: String
    let city: String
    let civility: String
    let familyName: String
    let firstName: String
    let email: String?
    let givenOn: LocalDate
    let asked: Int

    var name: String { [civility, firstName, familyName].filter { !$0.isEmpty }.joined(separator: " ") }
}

/// A contact by what the choice of guests needs.
struct ContactChoice: Codable, Sendable {
    let id: ID<Contact>
    let companyId: ID<Company>
    let companyName: String
    let familyName: String
    let firstName: String
    let function: String
}

extension SchoolDatabase {
    func guests(of action: ID<Action>) throws -> [GuestLine] {
        try rows(
            """
            select action_guest.id, action_guest.company_id,
            coalesce(company.trade_name, company.legal_name) as company_name, action_guest.contact_id,
            contact.civility, contact.family_name, contact.first_name, contact.email, contact.phone,
            action_guest.state, action_guest.slot_id, action_guest.message, action_guest.invited_at,
            action_guest.reminded_at, action_guest.thanked_at
            from \(table(.actionGuest)) join \(table(.company)) on company.id = action_guest.company_id
            left join \(table(.contact)) on contact.id = action_guest.contact_id
            where action_guest.action_id = \(action) order by company.sort_key, action_guest.id
            """)
    }

    func guest(_ id: ID<ActionGuest>) throws -> ActionGuest { try find(id, in: .actionGuest, "Cette invitation") }

    func guest(_ id: ID<ActionGuest>, of action: ID<Action>) throws -> ActionGuest {
        let guest = try guest(id)
        guard guest.actionId == action else { throw NotFound("Cette invitation") }
        return guest
    }

    /// Contacts willing to do a kind of thing, those asked least first; who withdrew is not among them.
    func willing(to kind: ActionKind, year: Int, except action: ID<Action>? = nil) throws -> [WillingContact] {
        var free: SQL = "true"
        if let action {
            free = """
                not exists (select 1 from \(table(.actionGuest)) where action_guest.contact_id = contact.id
                and action_guest.action_id = \(action))
                """
        }
        return try rows(
            """
            select contact.id as contact_id, contact.company_id,
            coalesce(company.trade_name, company.legal_name) as company_name, company.address_city as city,
            contact.civility, contact.family_name, contact.first_name, contact.email, contact_will.given_on,
            (select count(*) from \(table(.actionGuest, as: "asked_guest"))
             join \(table(.action, as: "asked_action")) on asked_action.id = asked_guest.action_id
             where asked_guest.contact_id = contact.id and asked_action.school_year = \(year)) as asked
            from \(table(.contactWill)) join \(table(.contact)) on contact.id = contact_will.contact_id
            join \(table(.company)) on company.id = contact.company_id
            where contact_will.kind = \(kind) and contact_will.withdrawn_on is null and contact.left_on is null
            and company.archived_on is null and \(mayBeInvited) and \(free)
            order by case when contact.email is null then 1 else 0 end, asked, contact_will.given_on, contact.id
            limit 200
            """)
    }

    /// To be used beside `contact`.
    var mayBeInvited: SQL {
        """
        not exists (select 1 from \(table(.contactRefusal)) where contact_refusal.contact_id = contact.id)
        """
    }

    func refusal(of contact: ID<Contact>) throws -> ContactRefusal? {
        try row(
            "select contact_refusal.* from \(table(.contactRefusal)) where contact_refusal.contact_id = \(contact)")
    }

    func wills(of contact: ID<Contact>) throws -> [ContactWill] {
        try rows(
            """
            select contact_will.* from \(table(.contactWill)) where contact_will.contact_id = \(contact)
            order by contact_will.kind
            """)
    }

    /// Contacts whose name, or whose company's, begins like every word typed.
    func contactChoices(_ words: [String], limit: Int = 20) throws -> [ContactChoice] {
        let matching = SQL.joined(
            ["contact.left_on is null", "company.archived_on is null", mayBeInvited]
                + words.map {
                    "(contact.search_key like \("%" + $0 + "%") or company.search_key like \("%" + $0 + "%"))"
                }, by: " and ")
        return try rows(
            """
            select contact.id, contact.company_id, coalesce(company.trade_name, company.legal_name) as company_name,
            contact.family_name, contact.first_name, contact.function
            from \(table(.contact)) join \(table(.company)) on company.id = contact.company_id
            where \(matching) order by company.sort_key, contact.search_key, contact.id limit \(limit)
            """)
    }

    func meetings(of action: ID<Action>) throws -> [ActionMeeting] {
        try rows(
            """
            select action_meeting.* from \(table(.actionMeeting)) where action_meeting.action_id = \(action)
            order by action_meeting.id
            """)
    }

    func bookings(of action: ID<Action>) throws -> [ActionBooking] {
        try rows(
            """
            select action_booking.* from \(table(.actionBooking)) where action_booking.action_id = \(action)
            order by action_booking.booked_at, action_booking.id
            """)
    }

    func feedback(of action: ID<Action>) throws -> [ActionFeedback] {
        try rows(
            """
            select action_feedback.* from \(table(.actionFeedback)) where action_feedback.action_id = \(action)
            order by action_feedback.given_by, action_feedback.given_on, action_feedback.id
            """)
    }

    func effects(of action: ID<Action>) throws -> [ActionEffect] {
        try rows(
            """
            select action_effect.* from \(table(.actionEffect)) where action_effect.action_id = \(action)
            order by action_effect.noted_on, action_effect.id
            """)
    }

    /// Placements of the learners of an action at the companies that came, made and begun afterwards: seen, not typed.
    func placementsBorn(of action: Action) throws -> Int {
        guard let day = action.heldOn ?? action.startsOn else { return 0 }
        // Keys tell when a placement was made: one that was known before the action does not come from it.
        let first = UUIDv7.firstKey(after: day.adding(days: -1))
        return try count(
            """
            select count(*) from \(table(.placement)) \(latestAgreement)
            where \(stands) and placement.starts_on > \(day) and placement.id >= \(first) and placement.learner_id in (
            select action_learner.learner_id from \(table(.actionLearner))
            where action_learner.action_id = \(action.id) and action_learner.state = 'present')
            and placement.company_id in (select action_guest.company_id from \(table(.actionGuest))
            where action_guest.action_id = \(action.id) and action_guest.state = 'present')
            """)
    }
}
