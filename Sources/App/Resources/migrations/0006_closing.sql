-- The end of the PFMP: attestations, weeks of the diploma, allowance, costs, and the documents of the other publics.

-- What the host certifies of a placement (D.124-9).
create table certificate (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    days bigint check (days >= 0),
    minutes bigint check (minutes >= 0),
    remark text not null,
    gratification_cents bigint check (gratification_cents >= 0),
    outcome text not null,
    signed_by text not null,
    received_on text,
    reminded_on text,
    version bigint not null,
    unique (placement_id)
);
create index certificate_school on certificate (school_id, placement_id);

-- Every printed version of an attestation is kept as it was.
create table certificate_document (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    revision bigint not null,
    sha256 text not null,
    facts_sha256 text not null,
    content bytea not null,
    pages bigint not null,
    created_at text not null,
    created_by text not null,
    unique (placement_id, revision)
);

-- What the exam file of a learner holds beside the stays.
create table exam_case (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    earlier_tenths bigint not null check (earlier_tenths >= 0),
    earlier_proof text not null,
    reduced_to bigint check (reduced_to >= 0),
    reduction_reason text not null,
    derogation text not null,
    derogation_on text,
    remark text not null,
    version bigint not null,
    unique (learner_id)
);
create index exam_case_school on exam_case (school_id, learner_id);

-- What the school checked of a learner before the allowance is keyed in: no bank data.
create table allowance_file (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    school_year bigint not null,
    birth_place_checked boolean not null check (birth_place_checked in (false, true)),
    address_checked boolean not null check (address_checked in (false, true)),
    account_owner text,
    decision text not null,
    version bigint not null,
    unique (learner_id, school_year)
);
create index allowance_file_school on allowance_file (school_id, school_year, learner_id);

-- Lines keyed into ApLyPro, with what was keyed.
create table allowance_line (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    placement_id text not null references placement (id),
    state text not null,
    days bigint not null,
    amount_cents bigint not null,
    note text not null,
    changed_on text not null,
    changed_by text not null,
    version bigint not null,
    unique (placement_id)
);
create index allowance_line_school on allowance_line (school_id, placement_id);

-- The most refunded for a meal, a kilometre or a night, as the board voted it.
create table refund_scale (
    id text primary key,
    school_id text not null references school (id),
    kind text not null,
    cap bigint not null check (cap >= 0),
    deduction bigint not null check (deduction >= 0),
    voted_on text not null
);
create index refund_scale_school on refund_scale (school_id, kind, voted_on);

create table refund_claim (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    placement_id text not null references placement (id),
    kind text not null,
    quantity bigint not null check (quantity > 0),
    spent_cents bigint not null check (spent_cents >= 0),
    receipts boolean not null check (receipts in (false, true)),
    note text not null,
    state text not null,
    granted_cents bigint,
    decision text not null,
    asked_on text not null,
    decided_on text,
    decided_by text not null,
    version bigint not null
);
create index refund_claim_school on refund_claim (school_id, state, asked_on);

-- Apprentices and adult trainees: their contract or period with a host.
create table company_stay (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    kind text not null check (kind in ('apprentissage', 'formation_continue')),
    company_id text not null references company (id),
    tutor_id text references contact (id),
    referent_id text references staff_member (id),
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    reference text not null,
    rhythm text not null,
    objectives text not null,
    version bigint not null
);
create index company_stay_learner on company_stay (school_id, learner_id, starts_on);

-- Pupils of other schools: observation with a host, or a mini-stage in the workshops.
create table visitor (
    id text primary key,
    school_id text not null references school (id),
    kind text not null check (kind in ('sequence_observation', 'mini_stage')),
    family_name text not null,
    first_name text not null,
    birth_date text,
    origin_uai text not null,
    origin_name text not null,
    level text not null,
    guardian_name text not null,
    guardian_phone text not null,
    company_id text references company (id),
    workshop text not null,
    staff_id text references staff_member (id),
    host_person text not null,
    starts_on text not null,
    ends_on text not null check (ends_on >= starts_on),
    day_start bigint not null,
    day_end bigint not null,
    pause bigint not null,
    authorised_on text,
    insurer text not null,
    attended boolean check (attended in (false, true)),
    feedback text not null,
    version bigint not null
);
create index visitor_dates on visitor (school_id, starts_on, id);

-- What a placement abroad adds.
create table mobility (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    country text not null,
    european boolean not null check (european in (false, true)),
    project text not null,
    grant_cents bigint check (grant_cents >= 0),
    optional_unit boolean not null check (optional_unit in (false, true)),
    objectives text not null,
    receiving_tutor text not null,
    steps text not null,
    version bigint not null,
    unique (placement_id)
);
