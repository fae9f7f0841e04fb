-- The office goes on by itself: mails of actions that leave alone, objectives by their key, hours that hold for a time,
-- indicators counted again one by one.

-- Whether the reminder and the thanks of an action leave by themselves. Those known before stay as they were.
alter table action add column auto_reminder boolean not null default false check (auto_reminder in (false, true));
alter table action add column auto_thanks boolean not null default false check (auto_thanks in (false, true));

-- What was typed as a code becomes the key of the line of the objective, or nothing.
update action set objective_id =
    (select roadmap_objective.root_id from roadmap_objective where roadmap_objective.id = action.objective_id)
    where objective_id is not null;
create index action_objective on action (school_id, objective_id, school_year);

-- A mail that left by itself: once for each recipient and each date of the action.
create table action_mail (
    id text primary key,
    school_id text not null references school (id),
    action_id text not null references action (id),
    kind text not null check (kind in ('rappel', 'merci')),
    recipient text not null,
    due_on text not null,
    sent_at text not null,
    unique (action_id, kind, recipient, due_on)
);
create index action_mail_action on action_mail (school_id, action_id, kind);

-- The days between which a span of the week holds, so that past days keep the hours they had.
alter table office_opening add column valid_from text;
alter table office_opening add column valid_until text;

-- The indicators to count again, by code; all of them when `fresh` fell.
alter table indicator_tally add column stale text not null default '';
