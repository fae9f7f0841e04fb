-- The relation with partners: what is promised, how it moved, how companies are sorted, written to and counted.

-- What is to do with a partner, for when, by whom.
create table partner_action (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    contact_id text references contact (id),
    label text not null,
    due_on text not null,
    owner_id text,
    owner_name text not null,
    created_on text not null,
    created_by text not null,
    postponed bigint not null default 0,
    done_on text,
    done_by text not null,
    version bigint not null
);
create index partner_action_open on partner_action (school_id, due_on, id) where done_on is null;
create index partner_action_owner on partner_action (school_id, owner_id, due_on, id) where done_on is null;
create index partner_action_company on partner_action (school_id, company_id, due_on);

-- What the exchanges had left to do becomes an action of its own; the sentence stays in the exchange.
insert into partner_action (id, school_id, company_id, contact_id, label, due_on, owner_id, owner_name, created_on,
    created_by, postponed, done_on, done_by, version)
select interaction.id, interaction.school_id, interaction.company_id, interaction.contact_id, interaction.next_action,
    interaction.next_action_on, null, interaction.author_name, interaction.happened_on, interaction.author_name, 0,
    null, '', 1
from interaction where interaction.next_action_on is not null;

-- How the relation moved, so that the pipeline has a history.
create table relation_change (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    changed_on text not null,
    former text not null,
    current text not null,
    author_name text not null
);
create index relation_change_company on relation_change (school_id, company_id, changed_on);
create index relation_change_day on relation_change (school_id, changed_on);

-- Trades, networks and labels of a company, folded in `tag_key` so that a filter finds them.
create table company_tag (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    kind text not null check (kind in ('metier', 'reseau', 'etiquette')),
    label text not null,
    tag_key text not null,
    unique (company_id, kind, tag_key)
);
create index company_tag_key on company_tag (school_id, kind, tag_key, company_id);

-- What few companies have: the new activity code, the country of a foreign host, why nobody should call.
create table company_detail (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null unique references company (id),
    naf2025 text not null,
    country text not null,
    silence_reason text not null,
    silence_on text,
    silence_by text not null,
    version bigint not null
);

-- Addresses that asked to receive no more mail: by address, so that a new contact with the same one is left alone too.
create table mail_opt_out (
    id text primary key,
    school_id text not null references school (id),
    email text not null,
    noted_at text not null,
    origin text not null,
    author_name text not null,
    unique (school_id, email)
);

create table saved_view (
    id text primary key,
    school_id text not null references school (id),
    owner_id text,
    owner_name text not null,
    name text not null,
    reason text not null,
    query text not null,
    shared boolean not null check (shared in (false, true)),
    created_at text not null,
    version bigint not null
);
create index saved_view_owner on saved_view (school_id, owner_id, name);

-- Two records that somebody compared and that are not the same company.
create table distinct_pair (
    id text primary key,
    school_id text not null references school (id),
    first_id text not null references company (id),
    second_id text not null references company (id),
    noted_on text not null,
    author_name text not null,
    unique (first_id, second_id)
);

-- A merge, with all it moved, so that it can be undone.
create table company_merge (
    id text primary key,
    school_id text not null references school (id),
    kept_id text not null references company (id),
    removed_id text not null references company (id),
    moved text not null,
    filled text not null,
    merged_at text not null,
    author_name text not null,
    undone_at text,
    undone_by text not null
);
create index company_merge_kept on company_merge (school_id, kept_id) where undone_at is null;
create index company_merge_removed on company_merge (school_id, removed_id) where undone_at is null;

-- A mail to many partners.
create table campaign (
    id text primary key,
    school_id text not null references school (id),
    name text not null,
    subject text not null,
    body text not null,
    query text not null,
    segment text not null,
    state text not null check (state in ('brouillon', 'en_cours', 'en_pause', 'terminee')),
    per_day bigint not null check (per_day between 1 and 500),
    attachment_id text,
    attachment_name text not null,
    created_at text not null,
    created_by text not null,
    started_at text,
    version bigint not null
);
create index campaign_state on campaign (school_id, state);

-- One recipient of a campaign: written once, whatever happens.
create table campaign_mail (
    id text primary key,
    school_id text not null references school (id),
    campaign_id text not null references campaign (id),
    company_id text not null references company (id),
    contact_id text references contact (id),
    recipient text not null,
    token_hash text unique,
    state text not null check (state in ('attente', 'parti', 'ecarte')),
    reason text not null,
    queued_on text,
    outbox_id text,
    unique (campaign_id, recipient)
);
create index campaign_mail_waiting on campaign_mail (school_id, campaign_id, state, id);
create index campaign_mail_company on campaign_mail (school_id, company_id, queued_on);

-- What a partner wants this year, answered by a link without account.
create table appetite (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null references company (id),
    school_year bigint not null,
    token_hash text not null unique,
    asked_on text not null,
    answer text check (answer in ('cherche', 'interesse', 'non', 'complet')),
    reason text not null,
    trades text not null,
    weeks text not null,
    places bigint,
    answered_on text,
    unique (company_id, school_year)
);
create index appetite_year on appetite (school_id, school_year, answer);

-- The day a person was last reminded of what they owe partners: at most once a day.
create table action_reminder (
    id text primary key,
    school_id text not null references school (id),
    account_id text not null,
    sent_on text not null,
    unique (school_id, account_id, sent_on)
);

-- Files that mails carry, kept once for a whole campaign, and the address that ends them.
create table outbox_attachment (
    id text primary key,
    name text not null,
    media_type text not null,
    content bytea not null
);
alter table outbox add column attachment_id text;
alter table outbox add column unsubscribe text;
