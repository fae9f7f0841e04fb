-- Follow-up of placements: presence, contacts, incidents, evaluations, booklet, certifying situations.

-- Weekly time of a teacher in a class, which the distribution of référents goes by (PFMP-74).
create table teaching_load (
    id text primary key,
    school_id text not null references school (id),
    class_id text not null references school_class (id),
    staff_id text not null references staff_member (id),
    weekly_minutes bigint not null check (weekly_minutes between 0 and 2400),
    unique (class_id, staff_id)
);

-- A learner was away or late (PFMP-108 to PFMP-110). Never a medical detail.
create table absence (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    kind text not null,
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    part text not null,
    minutes bigint not null check (minutes between 0 and 720),
    cause text not null,
    proof_seen boolean not null check (proof_seen in (false, true)),
    assessed boolean check (assessed in (false, true)),
    day_counts boolean check (day_counts in (false, true)),
    note text not null,
    reported_by text not null,
    reported_at text not null,
    version bigint not null
);
create index absence_placement on absence (school_id, placement_id, starts_on);
create index absence_days on absence (school_id, ends_on);

-- What the tutor answered for one day.
create table presence_mark (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    day text not null,
    answer text not null,
    reported_by text not null,
    reported_at text not null,
    unique (placement_id, day)
);

-- A contact of the school with the host about one placement, planned or done (PFMP-77).
create table follow_up (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    kind text not null,
    staff_id text references staff_member (id),
    planned_on text,
    planned_minute bigint,
    done_on text,
    person_met text not null,
    conditions text not null,
    activities text not null,
    difficulties text not null,
    next_step text not null,
    concern boolean not null check (concern in (false, true)),
    author_name text not null,
    version bigint not null
);
create index follow_up_placement on follow_up (school_id, placement_id, done_on);
create index follow_up_planned on follow_up (school_id, planned_on);

-- Incidents and accidents: read by few, each reading noted.
create table incident (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    kind text not null,
    severity text not null,
    sensitive boolean not null check (sensitive in (false, true)),
    happened_on text not null,
    happened_minute bigint,
    place text not null,
    facts text not null,
    state text not null,
    escalated_to text not null,
    closing_note text not null,
    reported_by text not null,
    reported_at text not null,
    closed_on text,
    version bigint not null
);
create index incident_placement on incident (school_id, placement_id);
create index incident_state on incident (school_id, state, happened_on);

create table incident_step (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    incident_id text not null references incident (id),
    kind text not null,
    recipient text not null,
    note text not null,
    happened_at text not null,
    author_name text not null
);
create index incident_step_incident on incident_step (school_id, incident_id, happened_at);

-- The record of an accident (PFMP-100), apart because it holds data on health.
create table accident_record (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    incident_id text not null unique references incident (id),
    circumstances text not null,
    injuries text not null,
    witnesses text not null,
    first_aid text not null,
    days_off bigint check (days_off between 0 and 2000),
    declarant text not null,
    host_told_on text,
    declared_on text,
    copy_received_on text,
    certificate_received_on text,
    version bigint not null
);

-- The place was looked at before somebody goes there (F90); answers are written as the list on the form names them.
create table safety_check (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    trade text not null,
    checked_on text not null,
    checked_by text not null,
    answers text not null,
    outcome text not null,
    equipment text not null,
    forbidden_tasks text not null,
    remarks text not null
);
create index safety_check_company on safety_check (school_id, company_id, checked_on);

-- What the school decided of a host, with its reason: never published.
create table host_quality (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    state text not null,
    reason text not null,
    decided_on text not null,
    decided_by text not null,
    version bigint not null,
    unique (company_id)
);

create table evaluation (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    kind text not null,
    ratings text not null,
    comment text not null,
    wishes text not null,
    again boolean check (again in (false, true)),
    filled_by text not null,
    filled_on text not null,
    channel text not null,
    version bigint not null,
    unique (placement_id, kind)
);

-- Personal links without an account: only the hash of the secret is kept.
create table follow_up_link (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    purpose text not null,
    token_hash text not null unique,
    created_at text not null,
    created_by text not null,
    expires_at text not null,
    used_at text,
    revoked_at text
);
create index follow_up_link_placement on follow_up_link (school_id, placement_id);

-- Reference frameworks: what a diploma asks for, and what was seen of it in each placement.
create table framework (
    id text primary key,
    school_id text not null references school (id),
    code text not null,
    title text not null,
    mef text not null,
    stream text not null,
    loaded_on text not null,
    version bigint not null,
    unique (school_id, code)
);

create table framework_item (
    id text primary key,
    school_id text not null references school (id),
    framework_id text not null references framework (id),
    kind text not null,
    code text not null,
    label text not null,
    rank bigint not null,
    withdrawn boolean not null check (withdrawn in (false, true)),
    unique (framework_id, code)
);

create table booklet_mark (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    item_id text not null references framework_item (id),
    marked_by text not null,
    level text not null,
    author_name text not null,
    marked_on text not null,
    unique (placement_id, item_id, marked_by)
);

create table ccf_situation (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    title text not null,
    planned_on text,
    done_on text,
    evaluators text not null,
    note text not null,
    version bigint not null
);
create index ccf_situation_placement on ccf_situation (school_id, placement_id);
create index ccf_situation_planned on ccf_situation (school_id, planned_on);
