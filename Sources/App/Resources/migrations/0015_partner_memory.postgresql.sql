-- The rule of the school's handle once more, in the server itself (see 0002).

alter table contact_merge enable row level security;
alter table contact_merge force row level security;
create policy one_school on contact_merge
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
