-- The rule of the school's handle once more, in the server itself.

alter table placement_proposal enable row level security;
alter table placement_proposal force row level security;
create policy one_school on placement_proposal
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table proposal_period enable row level security;
alter table proposal_period force row level security;
create policy one_school on proposal_period
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table proposal_line enable row level security;
alter table proposal_line force row level security;
create policy one_school on proposal_line
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table proposal_choice enable row level security;
alter table proposal_choice force row level security;
create policy one_school on proposal_choice
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table free_half_day enable row level security;
alter table free_half_day force row level security;
create policy one_school on free_half_day
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
