-- The rule of the school's handle once more, in the server itself.

alter table action_mail enable row level security;
alter table action_mail force row level security;
create policy one_school on action_mail
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
