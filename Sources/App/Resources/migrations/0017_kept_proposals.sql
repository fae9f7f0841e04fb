-- Holidays of an imported calendar, travel times that people typed, and proposals of référents and of tours, kept.

-- The school holidays of the académie as an official file gave them; they stand before those of the program.
create table school_vacation (
    id text primary key,
    school_id text not null references school (id),
    academie text not null,
    school_year bigint not null,
    kind text not null check (kind in ('vacances', 'rentree')),
    label text not null,
    starts_on text not null,
    -- Empty when the day classes start again is not published.
    ends_on text,
    source text not null
);
create index school_vacation_year on school_vacation (school_id, academie, school_year, starts_on);

-- How long a learner takes to go to a company, as somebody who knows the way typed it.
create table travel_time (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id) on delete cascade,
    company_id text not null references company (id) on delete cascade,
    minutes bigint not null check (minutes between 0 and 600),
    note text not null,
    recorded_by text not null,
    recorded_on text not null,
    version bigint not null,
    unique (learner_id, company_id)
);
create index travel_time_school on travel_time (school_id, learner_id);
create index travel_time_company on travel_time (company_id);

-- Why people keep a pair or put it aside.
alter table proposal_choice add column reason text not null default '';
alter table proposal_choice add column decided_by text not null default '';

-- Who could follow whom over some periods: saved, opened again, accepted, undone.
create table referent_proposal (
    id text primary key,
    school_id text not null references school (id),
    school_year bigint not null,
    name text not null,
    settings text not null,
    created_at text not null,
    created_by text not null,
    solved_at text not null,
    version bigint not null
);
create index referent_proposal_school on referent_proposal (school_id, school_year, created_at);

create table referent_proposal_period (
    id text primary key,
    school_id text not null references school (id),
    proposal_id text not null references referent_proposal (id) on delete cascade,
    period_id text not null references pfmp_period (id) on delete cascade,
    unique (proposal_id, period_id)
);
create index referent_proposal_period_school on referent_proposal_period (school_id, proposal_id);
create index referent_proposal_period_period on referent_proposal_period (period_id);

create table referent_line (
    id text primary key,
    school_id text not null references school (id),
    proposal_id text not null references referent_proposal (id) on delete cascade,
    placement_id text not null references placement (id) on delete cascade,
    -- Who is proposed; empty when everybody is at the cap.
    staff_id text references staff_member (id) on delete cascade,
    -- People decided: the next proposal keeps it.
    locked boolean not null check (locked in (false, true)),
    reason text not null,
    accepted_at text,
    -- The référent that the acceptance replaced, put back when it is undone.
    former_staff_id text references staff_member (id) on delete set null,
    unique (proposal_id, placement_id)
);
create index referent_line_school on referent_line (school_id, proposal_id);
create index referent_line_placement on referent_line (placement_id);
create index referent_line_staff on referent_line (staff_id);

-- The visits of a teacher in half-days, as proposed one day.
create table tour_proposal (
    id text primary key,
    school_id text not null references school (id),
    staff_id text not null references staff_member (id) on delete cascade,
    created_at text not null,
    created_by text not null,
    proven boolean not null check (proven in (false, true)),
    version bigint not null
);
create index tour_proposal_school on tour_proposal (school_id, staff_id, created_at);
create index tour_proposal_staff on tour_proposal (staff_id);

create table tour_stop (
    id text primary key,
    school_id text not null references school (id),
    proposal_id text not null references tour_proposal (id) on delete cascade,
    placement_id text not null references placement (id) on delete cascade,
    held_on text not null,
    half text not null check (half in ('matin', 'apres-midi')),
    start_minute bigint not null,
    -- Of the whole half-day, there and back.
    driving_minutes bigint not null,
    -- The visit that came of it.
    follow_up_id text references follow_up (id) on delete set null,
    refusal text not null,
    unique (proposal_id, placement_id)
);
create index tour_stop_school on tour_stop (school_id, proposal_id);
create index tour_stop_placement on tour_stop (placement_id);
create index tour_stop_follow_up on tour_stop (follow_up_id);
