-- The roadmap, the letter of mission and the office: what the bureau promised, who works there, what it measures.

-- One version of the roadmap of a school year. A validated version is never altered: a new one is made from it.
create table roadmap (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    revision bigint not null check (revision > 0),
    state text not null check (state in
        ('brouillon', 'soumise', 'validee_ddfpt', 'signee_proviseur', 'presentee_CA', 'close')),
    author_name text not null,
    diagnosis text not null,
    means text not null,
    sent_back text not null,
    validated_on text,
    validated_by text not null,
    signed_on text,
    signed_by text not null,
    board_on text,
    board_reference text not null,
    version bigint not null,
    unique (school_id, school_year, revision)
);

-- An objective of a version; `root_id` is the same in every version, so that what is recorded follows it.
create table roadmap_objective (
    id text primary key,
    school_id text not null references school (id),
    roadmap_id text not null references roadmap (id) on delete cascade,
    root_id text not null,
    rank bigint not null,
    axis bigint not null check (axis between 1 and 3),
    mission text not null,
    label text not null,
    indicator text,
    baseline bigint,
    target bigint,
    due_on text,
    owner_id text references staff_member (id),
    version bigint not null
);
create index roadmap_objective_roadmap on roadmap_objective (school_id, roadmap_id, axis, rank);
create index roadmap_objective_root on roadmap_objective (school_id, root_id);

-- What is planned to reach an objective; whether it was done is read from what is recorded, never typed here.
create table roadmap_step (
    id text primary key,
    school_id text not null references school (id),
    roadmap_id text not null references roadmap (id) on delete cascade,
    objective_id text not null references roadmap_objective (id) on delete cascade,
    rank bigint not null,
    label text not null,
    action_kind text not null,
    planned_count bigint not null check (planned_count > 0),
    starts_on text,
    ends_on text check (ends_on is null or starts_on is null or ends_on >= starts_on),
    means text not null,
    decision text not null check (decision in ('', 'reportee', 'abandonnee')),
    reason text not null,
    version bigint not null
);
create index roadmap_step_objective on roadmap_step (school_id, objective_id, rank);

-- Meetings that steer the bureau, with what they decided.
create table steering_meeting (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    kind text not null,
    held_on text not null,
    people text not null,
    decisions text not null,
    version bigint not null
);
create index steering_meeting_year on steering_meeting (school_id, school_year, held_on);

create table mission_letter (
    id text primary key,
    school_id text not null references school (id),
    staff_id text references staff_member (id),
    person_name text not null,
    employer text not null,
    quota bigint not null check (quota between 1 and 100),
    elsewhere text not null,
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    notice_on text,
    priorities text not null,
    objectives text not null,
    responsibilities text not null,
    domains text not null,
    autonomy text not null,
    presence text not null,
    travel text not null,
    equipment text not null,
    state text not null check (state in
        ('brouillon', 'visee_ddfpt', 'signee_proviseur', 'en_vigueur', 'preavis', 'renouvelee', 'close')),
    endorsed_on text,
    endorsed_by text not null,
    head_signed_on text,
    head_signed_by text not null,
    agent_signed_on text,
    notice_given_on text,
    renewal text not null check (renewal in ('', 'oui', 'non')),
    interview_planned_on text,
    interview_held_on text,
    interview_note text not null,
    former_id text references mission_letter (id),
    version bigint not null
);
create index mission_letter_dates on mission_letter (school_id, ends_on);

-- The weekly pattern of the bureau: who keeps it open, when.
create table office_opening (
    id text primary key,
    school_id text not null references school (id),
    weekday bigint not null check (weekday between 1 and 5),
    starts_minute bigint not null check (starts_minute between 0 and 1439),
    ends_minute bigint not null check (ends_minute > starts_minute and ends_minute <= 1440),
    channel text not null check (channel in ('sur_place', 'telephone')),
    staff_id text references staff_member (id),
    note text not null,
    version bigint not null
);
create index office_opening_week on office_opening (school_id, weekday, starts_minute);

-- Days on which someone of the bureau is not there, and who opens instead. Never why.
create table office_absence (
    id text primary key,
    school_id text not null references school (id),
    staff_id text references staff_member (id),
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    covered_by text references staff_member (id),
    note text not null,
    version bigint not null
);
create index office_absence_days on office_absence (school_id, ends_on);

-- Paid means of teachers who work for the bureau: read by the head and the DDFPT only.
create table office_means (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    staff_id text not null references staff_member (id),
    kind text not null check (kind in ('referent', 'HSA', 'HSE', 'IMP', 'PACTE')),
    label text not null,
    planned_tenths bigint not null check (planned_tenths >= 0),
    done_tenths bigint not null check (done_tenths >= 0),
    objective_root text,
    version bigint not null
);
create index office_means_year on office_means (school_id, school_year, staff_id);

-- How the time of the bureau is spent, by axis; 0 is secretarial work. Shown as totals, never by person.
create table office_time (
    id text primary key,
    school_id text not null references school (id),
    account_id text,
    author_name text not null,
    worked_on text not null,
    axis bigint not null check (axis between 0 and 3),
    minutes bigint not null check (minutes between 1 and 1440),
    note text not null,
    version bigint not null
);
create index office_time_day on office_time (school_id, worked_on, axis);

create table office_document (
    id text primary key,
    school_id text not null references school (id),
    kind text not null,
    title text not null,
    audience text not null check (audience in ('equipe', 'bureau')),
    stream text not null,
    valid_until text,
    name text not null,
    media_type text not null,
    sha256 text not null,
    size bigint not null,
    content bytea not null,
    added_at text not null,
    added_by text not null,
    withdrawn_on text,
    version bigint not null
);
create index office_document_kind on office_document (school_id, kind, title);

-- The eight key points, looked at once a year, with the evidence.
create table key_point (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    point bigint not null check (point between 1 and 8),
    wording text not null,
    level text not null check (level in ('absent', 'engage', 'acquis', 'reconnu')),
    evidence text not null,
    next_step text not null,
    assessed_on text not null,
    assessed_by text not null,
    version bigint not null,
    unique (school_id, school_year, point)
);

create table training_session (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    title text not null,
    kind text not null,
    theme text not null,
    organiser text not null,
    held_on text not null,
    minutes bigint not null check (minutes >= 0),
    mode text not null,
    level text not null,
    address text not null,
    pathway text not null,
    webinar bigint check (webinar between 1 and 25),
    version bigint not null
);
create index training_session_day on training_session (school_id, held_on);

create table training_part (
    id text primary key,
    school_id text not null references school (id),
    session_id text not null references training_session (id) on delete cascade,
    staff_id text not null references staff_member (id),
    attendance text not null check (attendance in ('inscrit', 'present', 'absent', 'excuse')),
    self_rating bigint check (self_rating between 1 and 4),
    to_apply text not null,
    certificate_name text not null,
    certificate_type text not null,
    certificate bytea,
    version bigint not null,
    unique (session_id, staff_id)
);
create index training_part_staff on training_part (school_id, staff_id);

-- The indicators of a year as last counted; `fresh` falls with the first write that follows.
create table indicator_tally (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    content text not null,
    computed_on text not null,
    fresh boolean not null check (fresh in (false, true)),
    unique (school_id, school_year)
);

-- The indicators of a year as they were on a day: the bilan and the comparison of next year read them.
create table indicator_snapshot (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    content text not null,
    frozen_on text not null,
    frozen_by text not null,
    comment text not null,
    proposals text not null,
    board_on text,
    version bigint not null,
    unique (school_id, school_year)
);
