-- The year of a school and the search for hosts: leads, who acts next, calendar, catch-up, feeds, pathway of terminale.

-- A company that a learner asked for a place (« piste »).
create table lead (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    period_id text not null references pfmp_period (id) on delete cascade,
    company_id text references company (id),
    structure text not null,
    sector text not null,
    means text not null check (means in ('appel', 'mail', 'visite', 'courrier', 'autre')),
    asked_on text not null,
    answer text not null check (answer in ('attente', 'entretien', 'refus', 'accord')),
    refusal_reason text,
    note text not null,
    author_name text not null,
    version bigint not null
);
create index lead_learner on lead (school_id, learner_id, period_id, asked_on);
create index lead_period on lead (school_id, period_id, asked_on);
create index lead_company on lead (school_id, company_id, asked_on);

-- The search of one learner for one period: who acts next, or why no place is looked for.
create table placement_search (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    period_id text not null references pfmp_period (id) on delete cascade,
    owner_id text references staff_member (id),
    next_action text not null,
    next_action_on text,
    exemption text,
    exemption_note text not null,
    version bigint not null,
    unique (learner_id, period_id)
);
create index placement_search_period on placement_search (school_id, period_id);

-- The level a partner takes, beside the stream: « terminale », « CAP 2 ans, 1re année »; empty means any.
alter table host_place add column level text not null default '';

-- A catch-up period concerns chosen learners of the class, the others whole classes.
alter table pfmp_period add column kind text not null default 'classe' check (kind in ('classe', 'rattrapage'));

-- Why a learner catches up days, and who agreed when it falls in the holidays (PFMP-18, PFMP-21).
create table catch_up (
    id text primary key,
    school_id text not null references school (id),
    period_id text not null references pfmp_period (id) on delete cascade,
    learner_id text not null references learner (id),
    cause text not null check (cause in ('L124-15', 'force_majeure', 'injustifiee')),
    motive text not null,
    missed_days bigint not null check (missed_days > 0),
    assessed boolean not null check (assessed in (false, true)),
    family_agreed_on text,
    head_agreed_on text,
    version bigint not null,
    unique (period_id, learner_id)
);
create index catch_up_learner on catch_up (school_id, learner_id);

-- What the calendar of the school holds beside PFMP: exams, CCF, preparation weeks, closures, events.
create table school_event (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    kind text not null check (kind in ('examen', 'CCF', 'preparation', 'fermeture', 'evenement')),
    label text not null,
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    class_id text references school_class (id),
    stream text not null,
    version bigint not null
);
create index school_event_year on school_event (school_id, school_year, starts_on);

-- The calendar of a year as the school board (CA) adopted it (PFMP-19).
create table board_decision (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    decided_on text not null,
    reference text not null,
    version bigint not null,
    unique (school_id, school_year)
);

-- Weeks of PFMP over the whole course of a speciality, as its order sets them (PFMP-01).
create table training_duration (
    id text primary key,
    school_id text not null references school (id),
    training text not null,
    from_year bigint not null,
    weeks bigint not null check (weeks > 0),
    source text not null,
    version bigint not null,
    unique (school_id, training, from_year)
);

-- A number of the program that the school set for itself.
create table school_threshold (
    id text primary key,
    school_id text not null references school (id),
    name text not null,
    value bigint not null,
    version bigint not null,
    unique (school_id, name)
);

-- Calendar feeds by a personal link; only the hash of its secret is kept.
create table calendar_feed (
    id text primary key,
    school_id text not null references school (id),
    token_hash text not null unique,
    class_id text references school_class (id),
    staff_id text references staff_member (id),
    learner_id text references learner (id),
    created_at text not null,
    created_by text not null,
    revoked_at text
);
create index calendar_feed_school on calendar_feed (school_id, created_at);

-- The end-of-terminale pathway of one year: its window and what may be chosen, never written in the program.
create table pathway_campaign (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    name text not null,
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    closes_on text,
    options text not null,
    version bigint not null,
    unique (school_id, school_year)
);

-- What a learner chose, whole or in two halves, with the advice of the class council.
create table pathway_choice (
    id text primary key,
    school_id text not null references school (id),
    campaign_id text not null references pathway_campaign (id) on delete cascade,
    learner_id text not null references learner (id),
    first_option text not null,
    second_option text,
    turns_on text,
    chosen_on text not null,
    advice text check (advice in ('favorable', 'reserve', 'defavorable')),
    advice_note text not null,
    version bigint not null,
    unique (campaign_id, learner_id)
);
create index pathway_choice_learner on pathway_choice (school_id, learner_id);

-- A motivated request to change a choice, and its answer.
create table pathway_change (
    id text primary key,
    school_id text not null references school (id),
    choice_id text not null references pathway_choice (id) on delete cascade,
    learner_id text not null references learner (id),
    requested_on text not null,
    former text not null,
    first_option text not null,
    second_option text,
    turns_on text,
    motive text not null,
    answer text not null check (answer in ('attente', 'acceptee', 'refusee')),
    answered_on text,
    answered_by text,
    version bigint not null
);
create index pathway_change_choice on pathway_change (school_id, choice_id, requested_on);
