-- The rule of the school's handle once more, in the server itself (see 0002).

alter table company_link enable row level security;
alter table company_link force row level security;
create policy one_school on company_link
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
