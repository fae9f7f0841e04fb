-- Two records of one person at a partner became one, with all that moved, so that it can be undone.
create table contact_merge (
    id text primary key,
    school_id text not null references school (id),
    kept_id text not null references contact (id),
    removed_id text not null references contact (id),
    moved text not null,
    filled text not null,
    merged_at text not null,
    author_name text not null,
    undone_at text,
    undone_by text not null
);
create index contact_merge_kept on contact_merge (school_id, kept_id) where undone_at is null;
create index contact_merge_removed on contact_merge (school_id, removed_id) where undone_at is null;

-- Since when a mail is in the hands of the mail server without an answer: written before it is handed over, so that a
-- crash leaves a doubt that somebody settles, and never a mail sent twice.
alter table outbox add column sending_since text;
-- Where the answers of its receiver go.
alter table outbox add column reply_to text;
create index outbox_doubtful on outbox (sending_since) where sent_at is null and sending_since is not null;
