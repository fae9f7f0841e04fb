-- Proposals of placement: kept so that they can be opened again, compared and undone.

create table placement_proposal (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    name text not null,
    settings text not null,
    outcome text not null,
    created_at text not null,
    created_by text not null,
    solved_at text not null,
    version bigint not null
);
create index placement_proposal_school on placement_proposal (school_id, school_year, created_at);

-- The periods that a proposal is for.
create table proposal_period (
    id text primary key,
    school_id text not null references school (id),
    proposal_id text not null references placement_proposal (id) on delete cascade,
    period_id text not null references pfmp_period (id) on delete cascade,
    unique (proposal_id, period_id)
);
create index proposal_period_school on proposal_period (school_id, proposal_id);
create index proposal_period_period on proposal_period (period_id);

-- Where each learner is proposed to go, and why.
create table proposal_line (
    id text primary key,
    school_id text not null references school (id),
    proposal_id text not null references placement_proposal (id) on delete cascade,
    learner_id text not null references learner (id) on delete cascade,
    period_id text not null references pfmp_period (id) on delete cascade,
    company_id text references company (id) on delete cascade,
    minutes bigint check (minutes >= 0),
    cost bigint not null,
    reason text not null,
    locked boolean not null check (locked in (false, true)),
    placement_id text references placement (id) on delete set null,
    refusal text not null,
    unique (proposal_id, learner_id, period_id)
);
create index proposal_line_school on proposal_line (school_id, proposal_id);
create index proposal_line_learner on proposal_line (learner_id);
create index proposal_line_period on proposal_line (period_id);
create index proposal_line_company on proposal_line (company_id);
create index proposal_line_placement on proposal_line (placement_id);

-- What people decided about a pair: it stays, or it never comes back.
create table proposal_choice (
    id text primary key,
    school_id text not null references school (id),
    proposal_id text not null references placement_proposal (id) on delete cascade,
    learner_id text not null references learner (id) on delete cascade,
    period_id text not null references pfmp_period (id) on delete cascade,
    company_id text not null references company (id) on delete cascade,
    kind text not null check (kind in ('verrou', 'refus')),
    unique (proposal_id, learner_id, period_id, company_id)
);
create index proposal_choice_school on proposal_choice (school_id, proposal_id);
create index proposal_choice_learner on proposal_choice (learner_id);
create index proposal_choice_period on proposal_choice (period_id);
create index proposal_choice_company on proposal_choice (company_id);

-- The half-days of the week in which a teacher can go on visits.
create table free_half_day (
    id text primary key,
    school_id text not null references school (id),
    staff_id text not null references staff_member (id) on delete cascade,
    weekday bigint not null check (weekday between 1 and 7),
    half text not null check (half in ('matin', 'apres-midi')),
    unique (staff_id, weekday, half)
);
create index free_half_day_school on free_half_day (school_id, staff_id);
