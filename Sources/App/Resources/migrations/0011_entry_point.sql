-- The entry point and what partners ask, need and sign.

-- What the school shows of its bureau to companies, and what it promises them.
create table bureau_page (
    id text primary key,
    school_id text not null references school (id),
    published boolean not null check (published in (false, true)),
    takes_requests boolean not null check (takes_requests in (false, true)),
    introduction text not null,
    opening_hours text not null,
    access text not null,
    trades text not null,
    workshops text not null,
    team text not null,
    shows_courses boolean not null check (shows_courses in (false, true)),
    shows_calendar boolean not null check (shows_calendar in (false, true)),
    promise_days bigint not null check (promise_days between 1 and 20),
    version bigint not null,
    unique (school_id)
);

-- What a company asks of the bureau (demande_entreprise).
create table company_request (
    id text primary key,
    school_id text not null references school (id),
    number text not null,
    kind text not null,
    state text not null,
    source text not null,
    company_name text not null,
    siret text,
    contact_name text not null,
    contact_function text not null,
    email text not null,
    phone text,
    postal_code text not null,
    city text not null,
    stream text not null,
    rome text not null,
    period text not null,
    volume bigint check (volume > 0),
    message text not null,
    may_transfer boolean not null check (may_transfer in (false, true)),
    received_at text not null,
    received_on text not null,
    first_answered_at text,
    first_answered_on text,
    closed_at text,
    outcome text,
    outcome_note text not null,
    assignee_id text,
    company_id text references company (id),
    link_seed text not null,
    token_hash text,
    match_key text not null,
    awaits_answer boolean not null check (awaits_answer in (false, true)),
    handed_to text not null,
    search_key text not null,
    version bigint not null,
    unique (school_id, number)
);
create index company_request_received on company_request (school_id, received_at, id);
create index company_request_match on company_request (match_key, received_at);
create unique index company_request_token on company_request (token_hash);

create table request_message (
    id text primary key,
    school_id text not null references school (id),
    request_id text not null references company_request (id),
    author_kind text not null,
    author_name text not null,
    body text not null,
    sent_at text not null
);
create index request_message_thread on request_message (school_id, request_id, sent_at, id);

-- Who receives which requests.
create table routing_rule (
    id text primary key,
    school_id text not null references school (id),
    kind text not null,
    stream text not null,
    place text not null,
    assignee_id text not null
);
create index routing_rule_school on routing_rule (school_id, id);

create table answer_template (
    id text primary key,
    school_id text not null references school (id),
    title text not null,
    kind text not null,
    body text not null,
    version bigint not null
);
create index answer_template_school on answer_template (school_id, title, id);

-- Partnership agreements (convention_partenariat): a partner never needs one.
create table partnership (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    title text not null,
    streams text not null,
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    tacit_renewal boolean not null check (tacit_renewal in (false, true)),
    parent_level text not null,
    parent_name text not null,
    company_signatory text not null,
    board_on text,
    review_on text,
    state text not null,
    company_signed_on text,
    school_signed_on text,
    end_reason text not null,
    notes text not null,
    version bigint not null
);
create index partnership_company on partnership (school_id, company_id);
create index partnership_state on partnership (school_id, state, ends_on, id);

create table partnership_commitment (
    id text primary key,
    school_id text not null references school (id),
    partnership_id text not null references partnership (id),
    side text not null,
    kind text not null,
    detail text not null,
    school_year bigint not null,
    planned bigint not null check (planned >= 0),
    done bigint not null check (done >= 0)
);
create index partnership_commitment_of on partnership_commitment (school_id, partnership_id, school_year, side, id);

create table partnership_review (
    id text primary key,
    school_id text not null references school (id),
    partnership_id text not null references partnership (id),
    held_on text not null,
    attendees text not null,
    summary text not null,
    next_steps text not null,
    written_by text not null
);
create index partnership_review_of on partnership_review (school_id, partnership_id, held_on, id);

-- What companies say they lack: skills (besoin_competences) and training of their people (besoin_formation_entreprise).
create table skills_need (
    id text primary key,
    school_id text not null references school (id),
    company_id text references company (id),
    teller text not null,
    audience text not null,
    rome text not null,
    description text not null,
    volume bigint check (volume > 0),
    horizon text not null,
    territory text not null,
    source text not null,
    confidence text not null,
    stream text not null,
    motive text not null,
    recorded_on text not null,
    recorded_by text not null,
    handed_to text not null,
    handed_on text,
    handed_by text not null,
    received_on text,
    received_by text not null,
    answer text not null,
    outcome text not null,
    orion_reference text not null,
    version bigint not null
);
create index skills_need_recorded on skills_need (school_id, recorded_on, id);
create index skills_need_company on skills_need (school_id, company_id);

-- A file for the evolution of the training offer, in the order of the fields of ORION.
create table offer_file (
    id text primary key,
    school_id text not null references school (id),
    stream text not null,
    cfd text not null,
    request_kind text not null,
    school_year bigint not null,
    capacity_before bigint check (capacity_before >= 0),
    capacity_after bigint check (capacity_after >= 0),
    motives text not null,
    partner_one text not null,
    partner_two text not null,
    campus_stream text not null,
    campus_name text not null,
    ami_cma boolean not null check (ami_cma in (false, true)),
    associate_teacher boolean not null check (associate_teacher in (false, true)),
    equipment_cents bigint check (equipment_cents >= 0),
    building_cents bigint check (building_cents >= 0),
    comment text not null,
    orion_reference text not null,
    version bigint not null
);
create index offer_file_school on offer_file (school_id, school_year, id);

-- Apprenticeship tax: one campaign a year, its dates are data.
create table tax_campaign (
    id text primary key,
    school_id text not null references school (id),
    year bigint not null,
    goal_cents bigint check (goal_cents >= 0),
    notes text not null,
    version bigint not null,
    unique (school_id, year)
);

create table tax_date (
    id text primary key,
    school_id text not null references school (id),
    campaign_id text not null references tax_campaign (id),
    label text not null,
    falls_on text not null
);
create index tax_date_campaign on tax_date (school_id, campaign_id, falls_on, id);

create table tax_gift (
    id text primary key,
    school_id text not null references school (id),
    campaign_id text not null references tax_campaign (id),
    company_id text references company (id),
    donor_name text not null,
    siret text,
    course text not null,
    promised_cents bigint check (promised_cents >= 0),
    promised_on text,
    received_cents bigint check (received_cents >= 0),
    received_on text,
    thanked_on text,
    note text not null,
    version bigint not null
);
create index tax_gift_campaign on tax_gift (school_id, campaign_id, id);
create index tax_gift_company on tax_gift (school_id, company_id);

-- Every state that a host had, with its reason: internal.
create table host_quality_event (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    state text not null,
    reason text not null,
    decided_on text not null,
    decided_by text not null
);
create index host_quality_event_company on host_quality_event (school_id, company_id, decided_on, id);

-- How to come to a host and what a learner finds there.
create table site_sheet (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    transport text not null,
    equipment text not null,
    accessibility text not null,
    house_rules text not null,
    meals text not null,
    version bigint not null,
    unique (company_id)
);

-- The declaration that lets minors do regulated works at a host, with the day it ends.
create table works_declaration (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    trade text not null,
    works text not null,
    declared_on text not null,
    expires_on text not null check (expires_on > declared_on),
    reference text not null,
    recorded_by text not null
);
create index works_declaration_company on works_declaration (school_id, company_id, expires_on, id);
create index works_declaration_expiry on works_declaration (school_id, expires_on, id);
