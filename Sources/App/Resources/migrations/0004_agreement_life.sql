-- The life of an agreement: steps, papers, amendments, interruptions, mails, texts of the school, print runs.

-- How a signature was given, and the paper that proves it.
alter table agreement_signature add column method text not null default 'papier'
check (method in ('papier', 'electronique'));
alter table agreement_signature add column paper_id text;

-- What a school decides of the life of its agreements, by name: steps, order of signatures, reminders, mails.
create table agreement_setting (
    id text primary key,
    school_id text not null references school (id),
    name text not null,
    content text not null,
    version bigint not null,
    unique (school_id, name)
);

-- Where a placement stands in a step that people note by hand.
create table placement_step (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    step_code text not null,
    state text not null check (state in ('remis', 'valide', 'a_corriger', 'fait')),
    reason text not null,
    noted_on text not null,
    noted_by text not null,
    version bigint not null,
    unique (placement_id, step_code)
);
create index placement_step_placement on placement_step (school_id, placement_id);

-- Papers attached to an agreement: the signed scan, an insurance, a derogation. Replaced, never deleted.
create table agreement_paper (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    kind text not null,
    name text not null,
    media_type text not null check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
    sha256 text not null,
    size bigint not null check (size > 0),
    content bytea not null,
    added_at text not null,
    added_by text not null,
    replaced_by text
);
create index agreement_paper_agreement on agreement_paper (school_id, agreement_id);

-- A change of a signed agreement, a document of its own with its own signatures.
create table amendment (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    rank bigint not null,
    kind text not null,
    state text not null check (state in ('brouillon', 'a_signer', 'signe', 'abandonne')),
    effective_on text not null,
    reason text not null,
    changes text not null,
    terms_before text not null,
    terms_after text not null,
    sha256 text,
    content bytea,
    created_at text not null,
    created_by text not null,
    version bigint not null,
    unique (agreement_id, rank)
);

create table amendment_signature (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    amendment_id text not null references amendment (id),
    party text not null,
    signed_on text not null,
    method text not null check (method in ('papier', 'electronique')),
    recorded_at text not null,
    recorded_by text not null,
    unique (amendment_id, party)
);

-- Days out of a placement, and the end of it before its time.
create table interruption (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    kind text not null check (kind in ('interruption', 'suspension', 'rupture')),
    side text not null,
    cause text not null,
    starts_on text not null,
    ends_on text check (ends_on is null or ends_on >= starts_on),
    note text not null,
    steps text not null,
    outcome text,
    noted_at text not null,
    noted_by text not null,
    version bigint not null
);
create index interruption_agreement on interruption (school_id, agreement_id);

-- Who was written to about an agreement, and when.
create table agreement_message (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    kind text not null check (kind in ('envoi', 'relance')),
    party text not null,
    recipient text not null,
    sent_on text not null,
    sent_at text not null,
    sent_by text not null
);
create index agreement_message_agreement on agreement_message (school_id, agreement_id, sent_at);

-- A link to one printed version, for people without an account. Only the hash of its secret is kept.
create table document_link (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    revision bigint not null,
    token_hash text not null unique,
    created_at text not null,
    expires_at text not null,
    opened_at text,
    opened_count bigint not null
);

-- What came back on the sheet that the host fills in before the agreement.
create table host_sheet (
    id text primary key,
    school_id text not null references school (id),
    placement_id text not null references placement (id),
    returned_on text not null,
    activities text not null,
    conditions text not null,
    equipment text not null,
    remarks text not null,
    noted_by text not null,
    version bigint not null,
    unique (placement_id)
);

-- What learners of a class or a stream usually learn and do, to fill in sheets and placements.
create table teaching_annex (
    id text primary key,
    school_id text not null references school (id),
    stream text not null,
    activities text not null,
    skills text not null,
    follow_up text not null,
    version bigint not null,
    unique (school_id, stream)
);

-- The text of agreements as the school adapted it. A version is never changed once in use.
create table agreement_template (
    id text primary key,
    school_id text not null references school (id),
    rank bigint not null,
    state text not null check (state in ('brouillon', 'en_service', 'retire')),
    content text not null,
    logo_type text not null,
    logo bytea,
    created_at text not null,
    created_by text not null,
    used_from text,
    version bigint not null,
    unique (school_id, rank)
);

-- A document of the school (DOCX or ODT) whose marks are filled in.
create table merge_template (
    id text primary key,
    school_id text not null references school (id),
    name text not null,
    format text not null check (format in ('docx', 'odt')),
    marks text not null,
    sha256 text not null,
    content bytea not null,
    added_at text not null,
    added_by text not null,
    withdrawn_at text
);

-- A long print or archive, done in the background, and its files.
create table print_run (
    id text primary key,
    school_id text not null references school (id),
    kind text not null,
    label text not null,
    state text not null check (state in ('en_cours', 'termine', 'echec')),
    total bigint not null,
    done bigint not null,
    left_out text not null,
    started_at text not null,
    ended_at text,
    author_name text not null
);

create table print_file (
    id text primary key,
    school_id text not null references school (id),
    run_id text not null references print_run (id) on delete cascade,
    rank bigint not null,
    name text not null,
    content bytea not null,
    unique (run_id, rank)
);
