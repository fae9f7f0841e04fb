-- Reasons written to go past what the rules find, the severities of a school, and the papers of regulated works.

-- Why somebody went past a finding; it stays on the agreement, withdrawn or not.
create table written_reason (
    id text primary key,
    school_id text not null references school (id),
    agreement_id text not null references agreement (id),
    rule text not null,
    -- The sentence of the finding: when the facts change, so does the sentence, and a new reason is asked.
    finding text not null,
    content text not null,
    author_name text not null,
    by_head boolean not null check (by_head in (false, true)),
    written_on text not null,
    written_at text not null,
    withdrawn_at text,
    withdrawn_by text
);
create index written_reason_agreement on written_reason (school_id, agreement_id, written_at);

-- The severity a school gives a rule; null takes that of the catalogue back and keeps the count of changes.
create table rule_severity (
    id text primary key,
    school_id text not null references school (id),
    rule bigint not null check (rule > 0),
    severity text check (severity in ('info', 'warning', 'block')),
    note text not null,
    changed_at text not null,
    changed_by text not null,
    version bigint not null,
    unique (school_id, rule)
);

-- A printed version says which reasons stood when it was made (JSON).
alter table agreement_document add column reasons text not null default '[]';

-- What a minor needs before regulated works: day of the declaration of the host, of the medical opinion, and whether
-- risks, safety training and supervision were seen to (R.4153-40).
alter table placement add column works_declared_on text;
alter table placement add column medical_opinion_on text;
alter table placement add column works_prepared boolean check (works_prepared in (false, true));
