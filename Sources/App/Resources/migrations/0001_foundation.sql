-- Accounts and establishments. These tables belong to the platform, not to one school.

create table account (
    id text primary key,
    email text not null unique,
    family_name text not null,
    first_name text not null,
    active boolean not null default true check (active in (false, true)),
    password_hash text,
    totp_secret text,
    totp_last_step bigint not null default 0,
    oidc_issuer text,
    oidc_subject text,
    created_at text not null,
    signed_in_at text,
    unique (oidc_issuer, oidc_subject)
);

create table school (
    id text primary key,
    uai text not null unique,
    name text not null,
    address_line1 text not null,
    address_line2 text not null,
    address_postal_code text not null,
    address_city text not null,
    phone text,
    email text,
    academie text not null,
    territory text not null,
    time_zone text not null,
    head_name text not null,
    head_title text not null,
    ddfpt_name text,
    bureau_name text,
    bureau_phone text,
    bureau_email text,
    insurer text,
    insurance_policy text,
    current_year bigint not null,
    version bigint not null
);

create table session (
    token_hash text primary key,
    account_id text not null references account (id) on delete cascade,
    membership_id text,
    created_at text not null,
    seen_at text not null,
    expires_at text not null,
    second_factor_at text,
    label text not null
);
create index session_account on session (account_id);

-- One-time links: invitation, password reset. Only the hash of the secret is kept.
create table access_token (
    token_hash text primary key,
    purpose text not null check (purpose in ('invitation', 'reset')),
    account_id text not null references account (id) on delete cascade,
    created_at text not null,
    expires_at text not null,
    used_at text
);

-- What replaces the second factor when the telephone is lost: each serves once, only its hash is kept.
create table recovery_code (
    code_hash text primary key,
    account_id text not null references account (id) on delete cascade,
    created_at text not null,
    used_at text
);
create index recovery_code_account on recovery_code (account_id);

create table server_setting (
    name text primary key,
    content text not null
);

create table job_heartbeat (
    name text primary key,
    started_at text not null,
    ended_at text,
    succeeded boolean check (succeeded in (false, true)),
    detail text not null
);

create table outbox (
    id text primary key,
    school_id text,
    recipient text not null,
    subject text not null,
    body text not null,
    created_at text not null,
    attempts bigint not null default 0,
    next_attempt_at text not null,
    sent_at text,
    last_error text
);
create index outbox_waiting on outbox (next_attempt_at) where sent_at is null;

-- Open data, the same for everybody.
create table directory_school (
    uai text primary key,
    name text not null,
    kind text not null,
    status text not null,
    address_line1 text not null,
    address_line2 text not null,
    address_postal_code text not null,
    address_city text not null,
    department text not null,
    academie text not null,
    region text not null,
    phone text,
    email text,
    website text,
    siret text,
    vocational boolean not null check (vocational in (false, true)),
    latitude double precision,
    longitude double precision,
    search_key text not null,
    file_date text not null
);
create index directory_school_key on directory_school (search_key);

create table directory_bureau (
    uai text primary key,
    name text not null,
    address_line1 text not null,
    address_postal_code text not null,
    address_city text not null,
    department text not null,
    region text not null,
    academie text not null,
    emails text not null,
    phone text,
    website text,
    sector text not null,
    latitude double precision,
    longitude double precision,
    trades text not null,
    diplomas text not null,
    rome_codes text not null,
    search_key text not null,
    file_date text not null
);

-- From here on every row belongs to one school.

create table membership (
    id text primary key,
    school_id text not null references school (id),
    account_id text not null references account (id) on delete cascade,
    role text not null,
    staff_id text,
    created_at text not null,
    unique (school_id, account_id, role)
);
create index membership_account on membership (account_id);

create table staff_member (
    id text primary key,
    school_id text not null references school (id),
    civility text not null,
    family_name text not null,
    first_name text not null,
    function text not null,
    discipline text not null,
    email text,
    phone text,
    sts_key text,
    left_on text,
    search_key text not null,
    version bigint not null,
    unique (school_id, sts_key)
);
create index staff_member_key on staff_member (school_id, search_key, id);

create table school_class (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    code text not null,
    label text not null,
    mef text not null,
    stream text not null,
    version bigint not null,
    unique (school_id, school_year, code)
);

create table learner (
    id text primary key,
    school_id text not null references school (id),
    ine text,
    family_name text not null,
    usage_name text,
    first_name text not null,
    other_first_names text not null,
    birth_date text,
    sex text check (sex in ('M', 'F')),
    learner_public text not null check (learner_public in ('eleve', 'etudiant', 'apprenti', 'stagiaire_FC')),
    regime text not null,
    email text,
    phone text,
    address_line1 text not null,
    address_line2 text not null,
    address_postal_code text not null,
    address_city text not null,
    entered_on text,
    left_on text,
    search_key text not null,
    version bigint not null,
    unique (school_id, ine)
);
create index learner_key on learner (school_id, search_key, id);

create table enrolment (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    class_id text not null references school_class (id),
    school_year bigint not null,
    mef text not null,
    starts_on text,
    ends_on text
);
create unique index enrolment_open on enrolment (school_id, learner_id, school_year) where ends_on is null;
create index enrolment_class on enrolment (school_id, class_id);

create table guardian (
    id text primary key,
    school_id text not null references school (id),
    civility text not null,
    family_name text not null,
    first_name text not null,
    email text,
    phone text,
    address_line1 text not null,
    address_line2 text not null,
    address_postal_code text not null,
    address_city text not null,
    search_key text not null,
    version bigint not null
);

create table guardianship (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    guardian_id text not null references guardian (id),
    legal_rank bigint not null check (legal_rank in (0, 1, 2)),
    kinship text not null,
    unique (learner_id, guardian_id)
);
create index guardianship_guardian on guardianship (school_id, guardian_id);

create table teaching (
    id text primary key,
    school_id text not null references school (id),
    staff_id text not null references staff_member (id),
    class_id text not null references school_class (id),
    subject text not null,
    principal boolean not null check (principal in (false, true)),
    unique (staff_id, class_id, subject)
);
create index teaching_class on teaching (school_id, class_id);

create table company (
    id text primary key,
    school_id text not null references school (id),
    siret text,
    no_siret_reason text,
    legal_name text not null,
    trade_name text,
    kind text not null,
    naf text,
    activity text not null,
    headcount bigint,
    address_line1 text not null,
    address_line2 text not null,
    address_postal_code text not null,
    address_city text not null,
    department text not null,
    phone text,
    email text,
    website text,
    relation text not null,
    origin text not null,
    streams text not null,
    notes text not null,
    insurer text,
    insurance_policy text,
    latitude double precision,
    longitude double precision,
    search_key text not null,
    sort_key text not null,
    archived_on text,
    version bigint not null,
    unique (school_id, siret)
);
-- The list as it is asked for, without the few records put aside: each order is read from an index and stops at a page.
create index company_sort on company (school_id, sort_key, id) where archived_on is null;
create index company_town on company (school_id, address_city, sort_key, id) where archived_on is null;
create index company_relation on company (school_id, relation, sort_key, id) where archived_on is null;
create index company_department on company (school_id, department, sort_key, id) where archived_on is null;
create index company_division on company (school_id, substr(naf, 1, 2), sort_key, id) where archived_on is null;
create index company_department_division on company (school_id, department, substr(naf, 1, 2), sort_key, id)
where archived_on is null;
create index company_archived on company (school_id, sort_key, id) where archived_on is not null;

-- The words of the name, town and number of the companies in use, so that a word typed finds them without reading all.
create table company_word (
    school_id text not null references school (id),
    word text not null,
    company_id text not null references company (id) on delete cascade,
    primary key (school_id, word, company_id)
);
create index company_word_company on company_word (company_id, school_id, word);

create table contact (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    civility text not null,
    family_name text not null,
    first_name text not null,
    function text not null,
    email text,
    phone text,
    tutor boolean not null check (tutor in (false, true)),
    signatory boolean not null check (signatory in (false, true)),
    roles text not null,
    search_key text not null,
    left_on text,
    version bigint not null
);
create index contact_company on contact (school_id, company_id);
create index contact_key on contact (school_id, search_key, id);

create table interaction (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    contact_id text references contact (id),
    kind text not null,
    purpose text not null,
    outcome text not null,
    happened_on text not null,
    note text not null,
    author_name text not null,
    next_action text not null,
    next_action_on text
);
create index interaction_company on interaction (school_id, company_id, happened_on);
create index interaction_next on interaction (school_id, next_action_on);

create table host_place (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    school_year bigint not null,
    stream text not null,
    count bigint not null check (count > 0),
    starts_on text,
    ends_on text,
    notes text not null,
    version bigint not null
);
create index host_place_company on host_place (school_id, company_id);

create table pfmp_period (
    id text primary key,
    school_id text not null references school (id),
    class_id text not null references school_class (id),
    school_year bigint not null,
    rank bigint not null,
    label text not null,
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    certifying boolean not null check (certifying in (false, true)),
    board_on text,
    version bigint not null,
    unique (class_id, rank)
);
create index pfmp_period_dates on pfmp_period (school_id, school_year, starts_on);

create table placement (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    period_id text not null references pfmp_period (id),
    company_id text not null references company (id),
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    tutor_id text references contact (id),
    signatory_id text references contact (id),
    referent_id text references staff_member (id),
    site_line1 text not null,
    site_line2 text not null,
    site_postal_code text not null,
    site_city text not null,
    schedule text not null,
    activities text not null,
    skills text not null,
    follow_up text not null,
    meals text not null,
    transport text not null,
    lodging text not null,
    gratification text not null,
    regulated_work boolean not null check (regulated_work in (false, true)),
    regulated_work_details text not null,
    origin text not null,
    version bigint not null
);
create index placement_period on placement (school_id, period_id);
create index placement_learner on placement (school_id, learner_id, starts_on);
create index placement_company on placement (school_id, company_id, starts_on);
create index placement_referent on placement (school_id, referent_id);

create table agreement (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    number text not null,
    state text not null,
    template text not null,
    version bigint not null,
    unique (school_id, number)
);
create index agreement_placement on agreement (school_id, placement_id);

create table agreement_signature (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    party text not null,
    signed_on text not null,
    recorded_at text not null,
    recorded_by text not null,
    unique (agreement_id, party)
);

-- Every printed version of an agreement is kept as it was.
create table agreement_document (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    revision bigint not null,
    sha256 text not null,
    facts_sha256 text not null,
    content bytea not null,
    pages bigint not null,
    created_at text not null,
    created_by text not null,
    unique (agreement_id, revision)
);

-- The last number given in each series, so that numbers have no gap and no double.
create table number_series (
    school_id text not null references school (id),
    name text not null,
    last bigint not null,
    primary key (school_id, name)
);

create table import_run (
    id text primary key,
    school_id text not null references school (id),
    kind text not null,
    files text not null,
    state text not null check (state in ('preview', 'applied', 'undone')),
    created_count bigint not null,
    changed_count bigint not null,
    unchanged_count bigint not null,
    left_count bigint not null,
    refused_count bigint not null,
    report text not null,
    started_at text not null,
    applied_at text,
    undone_at text,
    author_name text not null
);

-- What an import changed, row by row, so that it can be undone as a whole.
create table import_change (
    id text primary key,
    school_id text not null references school (id),
    import_id text not null references import_run (id),
    rank bigint not null,
    table_name text not null,
    row_id text not null,
    before_row text,
    after_row text
);
create index import_change_import on import_change (school_id, import_id, rank);

-- Uploaded files wait here between the preview and the confirmation.
create table import_file (
    id text primary key,
    school_id text not null references school (id),
    import_id text not null references import_run (id),
    name text not null,
    content bytea not null
);

create table column_mapping (
    id text primary key,
    school_id text not null references school (id),
    kind text not null,
    header_key text not null,
    mapping text not null,
    unique (school_id, kind, header_key)
);

create table journal_entry (
    id text primary key,
    school_id text not null references school (id),
    happened_at text not null,
    account_id text,
    author_name text not null,
    action text not null,
    subject_kind text not null,
    subject_id text not null,
    before_value text,
    after_value text
);
create index journal_entry_time on journal_entry (school_id, happened_at, id);
create index journal_entry_subject on journal_entry (school_id, subject_kind, subject_id, happened_at);

-- Who opened which sensitive record, and when.
create table reading_entry (
    id text primary key,
    school_id text not null references school (id),
    happened_at text not null,
    account_id text not null,
    author_name text not null,
    subject_kind text not null,
    subject_id text not null
);
create index reading_entry_subject on reading_entry (school_id, subject_kind, subject_id, happened_at);

-- A form sent twice is carried out once: the second answer is the first one's.
create table submission (
    key text primary key,
    school_id text not null references school (id),
    location text not null,
    received_at text not null
);
