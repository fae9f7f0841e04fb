-- Actions of the second axis, the paths of learners after and around them, and mobility.

-- Rooms of the school where actions are held.
create table room (
    id text primary key,
    school_id text not null references school (id),
    name text not null,
    seats bigint check (seats > 0),
    closed_on text,
    version bigint not null,
    unique (school_id, name)
);

create table action (
    id text primary key,
    school_id text not null references school (id),
    kind text not null,
    axis bigint not null check (axis between 1 and 3),
    mission text not null,
    school_year bigint not null,
    title text not null,
    state text not null,
    starts_on text,
    ends_on text check (ends_on >= starts_on),
    start_minute bigint check (start_minute between 0 and 1440),
    end_minute bigint check (end_minute between 0 and 1440),
    room_id text references room (id),
    place text not null,
    purpose text not null,
    programme text not null,
    preparation text not null,
    follow_up text not null,
    report text not null,
    expected bigint check (expected >= 0),
    budget_cents bigint check (budget_cents >= 0),
    risk_note text not null,
    authorisation boolean not null check (authorisation in (false, true)),
    photo_consent boolean not null check (photo_consent in (false, true)),
    requested_by text references staff_member (id),
    requester_name text not null,
    organiser text not null,
    objective_id text,
    copied_from text,
    reason text not null,
    booking_hash text unique,
    feedback_hash text unique,
    held_on text,
    version bigint not null
);
create index action_dates on action (school_id, school_year, starts_on, id);
create index action_room on action (school_id, room_id, starts_on);

create table action_class (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    class_id text not null references school_class (id),
    unique (action_id, class_id)
);

create table action_staff (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    staff_id text not null references staff_member (id),
    unique (action_id, staff_id)
);

-- A time in an action, with what is seen there: interviews of a job dating, workshops offered to collèges.
create table action_slot (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    rank bigint not null,
    held_on text not null,
    start_minute bigint not null,
    end_minute bigint not null check (end_minute > start_minute),
    label text not null,
    capacity bigint not null check (capacity >= 0),
    staff_id text references staff_member (id),
    unique (action_id, rank)
);

-- Professionals invited: only the hash of the secret of their link is kept.
create table action_guest (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    company_id text not null references company (id),
    contact_id text references contact (id),
    state text not null,
    token_hash text unique,
    invited_at text,
    reminded_at text,
    answered_at text,
    thanked_at text,
    told_cancelled_at text,
    slot_id text references action_slot (id),
    message text not null,
    minutes bigint check (minutes >= 0),
    version bigint not null
);
create index action_guest_action on action_guest (school_id, action_id);
create index action_guest_company on action_guest (school_id, company_id);

-- Learners of an action: expected, authorised, present.
create table action_learner (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    learner_id text not null references learner (id),
    state text not null,
    authorised_on text,
    wishes text not null,
    unique (action_id, learner_id)
);
create index action_learner_learner on action_learner (school_id, learner_id);

-- One interview of a job dating: nobody is in two places at once.
create table action_meeting (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    learner_id text not null references learner (id),
    guest_id text not null references action_guest (id),
    slot_id text not null references action_slot (id),
    outcome text not null,
    note text not null,
    unique (slot_id, learner_id),
    unique (slot_id, guest_id)
);
create index action_meeting_action on action_meeting (school_id, action_id);

-- A collège that took a slot by the public link.
create table action_booking (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    slot_id text not null references action_slot (id),
    college text not null,
    uai text not null,
    person text not null,
    email text not null,
    phone text not null,
    level text not null,
    pupils bigint not null check (pupils > 0),
    attended bigint check (attended >= 0),
    authorisations boolean not null check (authorisations in (false, true)),
    token_hash text not null unique,
    booked_at text not null,
    cancelled_at text,
    remark text not null
);
create index action_booking_slot on action_booking (school_id, action_id, slot_id);

-- Answers to the satisfaction form, with the question as it was asked. No learner is named.
create table action_feedback (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    guest_id text references action_guest (id),
    given_by text not null,
    question text not null,
    rating bigint not null check (rating between 1 and 4),
    remark text not null,
    given_on text not null,
    unique (action_id, guest_id, question)
);
create index action_feedback_action on action_feedback (school_id, action_id);

-- What was born from an action: placements, contracts, offers.
create table action_effect (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    kind text not null,
    count bigint not null check (count > 0),
    company_id text references company (id),
    note text not null,
    noted_on text not null
);
create index action_effect_action on action_effect (school_id, action_id);

-- What a contact said they were willing to do; taken back, it stays with its date.
create table contact_will (
    id text primary key,
    school_id text not null references school (id),
    contact_id text not null references contact (id),
    kind text not null,
    given_on text not null,
    withdrawn_on text,
    unique (contact_id, kind)
);

-- A contact who asked not to be invited any more.
create table contact_refusal (
    id text primary key,
    school_id text not null references school (id),
    contact_id text not null references contact (id),
    refused_on text not null,
    means text not null,
    unique (contact_id)
);

-- Where the CV of a learner stands.
create table learner_path (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    cv text not null,
    cv_on text,
    seeks text not null,
    note text not null,
    version bigint not null,
    unique (learner_id)
);

-- Sessions of a learner: CV, interview, AvenirPro workshops.
create table path_session (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    kind text not null,
    held_on text not null,
    present boolean not null check (present in (false, true)),
    partner text not null,
    note text not null,
    noted_by text not null
);
create index path_session_learner on path_session (school_id, learner_id, held_on);
create index path_session_held on path_session (school_id, held_on, kind);

-- AvenirPro+ : leavers without solution, some months after summer.
create table avenir_follow_up (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    entered_on text not null,
    referent text not null,
    objective text not null,
    left_on text,
    outcome text not null,
    version bigint not null,
    unique (learner_id, entered_on)
);

create table job_offer (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    kind text not null,
    title text not null,
    place text not null,
    description text not null,
    reply_to text not null,
    starts_on text,
    published_on text not null,
    expires_on text not null,
    state text not null,
    action_id text references action (id),
    version bigint not null
);
create index job_offer_expiry on job_offer (school_id, state, expires_on);

create table offer_class (
    id text primary key,
    school_id text not null references school (id),
    offer_id text not null references job_offer (id),
    class_id text not null references school_class (id),
    unique (offer_id, class_id)
);

create table offer_interest (
    id text primary key,
    school_id text not null references school (id),
    offer_id text not null references job_offer (id),
    learner_id text not null references learner (id),
    state text not null,
    noted_on text not null,
    unique (offer_id, learner_id)
);
create index offer_interest_learner on offer_interest (school_id, learner_id);

-- Links sent to learners who leave: consent to stay in touch, survey after six months.
create table path_link (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    purpose text not null,
    token_hash text not null unique,
    created_at text not null,
    expires_at text not null,
    used_at text
);
create index path_link_learner on path_link (school_id, learner_id, purpose);

-- Former learners who said yes, until a day or until they say no.
create table alumnus (
    id text primary key,
    school_id text not null references school (id),
    former_id text,
    family_name text not null,
    first_name text not null,
    email text not null,
    phone text not null,
    diploma text not null,
    left_year bigint not null,
    situation text not null,
    employer text not null,
    company_id text references company (id),
    willing text not null,
    consent_on text not null,
    consent_means text not null,
    withdrawn_on text,
    last_contact_on text,
    kept_until text not null,
    token_hash text unique,
    search_key text not null,
    version bigint not null
);
create index alumnus_search on alumnus (school_id, search_key, id);
create index alumnus_kept on alumnus (school_id, kept_until);

create table mentoring (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    contact_id text references contact (id),
    alumnus_id text references alumnus (id),
    mentor_name text not null,
    starts_on text not null,
    ends_on text,
    state text not null,
    objective text not null,
    note text not null,
    version bigint not null
);
create index mentoring_learner on mentoring (school_id, learner_id);

-- Our own survey six months after leaving: never mixed with InserJeunes.
create table insertion_answer (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    survey_year bigint not null,
    situation text not null,
    employer text not null,
    in_trade boolean check (in_trade in (false, true)),
    remark text not null,
    answered_on text not null,
    means text not null,
    unique (learner_id, survey_year)
);

-- InserJeunes, as published: counts by training, no person.
create table official_insertion (
    id text primary key,
    school_id text not null references school (id),
    cohort text not null,
    training_code text not null,
    training text not null,
    measure text not null,
    value_tenths bigint,
    imported_at text not null,
    unique (school_id, cohort, training_code, training, measure)
);

create table mobility_partner (
    id text primary key,
    school_id text not null references school (id),
    name text not null,
    country text not null,
    city text not null,
    role text not null,
    person text not null,
    email text not null,
    note text not null,
    closed_on text,
    version bigint not null
);

-- A project of mobility: a group, a country, a grant; each traveller has documents of their own.
create table mobility_project (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    code text not null,
    title text not null,
    programme text not null,
    consortium text not null,
    country text not null,
    partner_id text references mobility_partner (id),
    starts_on text,
    ends_on text check (ends_on >= starts_on),
    places bigint not null check (places > 0),
    state text not null,
    granted_cents bigint check (granted_cents >= 0),
    received_cents bigint check (received_cents >= 0),
    spent_cents bigint check (spent_cents >= 0),
    documents text not null,
    note text not null,
    version bigint not null
);
create index mobility_project_year on mobility_project (school_id, school_year, id);

create table mobility_traveller (
    id text primary key,
    school_id text not null references school (id),
    project_id text not null references mobility_project (id),
    learner_id text not null references learner (id),
    state text not null,
    documents text not null,
    grant_cents bigint check (grant_cents >= 0),
    unique (project_id, learner_id)
);
create index mobility_traveller_learner on mobility_traveller (school_id, learner_id);
