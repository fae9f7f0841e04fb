-- The area of a company: a personal link of one person at a partner's, who has no account. Only the hash of its secret is
-- kept.
create table company_link (
    id text primary key,
    school_id text not null references school (id),
    contact_id text not null references contact (id),
    token_hash text not null unique,
    created_at text not null,
    created_by text not null,
    expires_at text not null,
    sent_at text,
    last_used_at text,
    visits bigint not null check (visits >= 0),
    -- The person said that the record of the company is right.
    confirmed_on text,
    revoked_at text,
    revoked_by text not null
);
create index company_link_contact on company_link (school_id, contact_id, created_at);
create index company_link_use on company_link (school_id, last_used_at);
