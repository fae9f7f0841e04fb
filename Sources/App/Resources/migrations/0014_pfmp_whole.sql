-- Files of incidents, papers given out, learners of the end-of-terminale periods, files that mails carry once.

-- Photographs, testimonies and certificates of an incident: read by those who read it, medical papers by fewer.
create table incident_file (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    incident_id text not null references incident (id),
    kind text not null check (kind in ('photo', 'temoignage', 'courrier', 'declaration', 'certificat_medical', 'autre')),
    name text not null,
    media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    sha256 text not null,
    size bigint not null check (size > 0),
    content bytea not null,
    added_at text not null,
    added_by text not null,
    withdrawn_at text,
    withdrawn_by text
);
create index incident_file_incident on incident_file (school_id, incident_id, added_at);

-- A paper as it was given out: making it again after a change would lose what people hold in their hands.
create table kept_paper (
    id text primary key,
    school_id text not null references school (id),
    kind text not null,
    -- What it is about: a learner, a class, a placement, a contract… as the kind says.
    subject_id text not null,
    learner_id text references learner (id),
    revision bigint not null check (revision > 0),
    name text not null,
    media_type text not null,
    sha256 text not null,
    facts_sha256 text not null,
    size bigint not null check (size > 0),
    content bytea not null,
    created_at text not null,
    created_by text not null,
    unique (school_id, kind, subject_id, revision)
);
create index kept_paper_learner on kept_paper (school_id, learner_id);

-- A period of the end-of-terminale path concerns those who chose it (PFMP-07), not the whole class.
alter table pfmp_period add column pathway boolean not null default false check (pathway in (false, true));

create table pathway_goer (
    id text primary key,
    school_id text not null references school (id),
    campaign_id text not null references pathway_campaign (id),
    period_id text not null references pfmp_period (id) on delete cascade,
    learner_id text not null references learner (id),
    added_on text not null,
    unique (period_id, learner_id)
);
create index pathway_goer_learner on pathway_goer (school_id, learner_id);

-- A file that goes once, with the mails about one agreement: deleted when they have left.
alter table outbox_attachment add column one_time boolean not null default false check (one_time in (false, true));
