-- The rule of the school's handle once more, in the server itself.

alter table school_vacation enable row level security;
alter table school_vacation force row level security;
create policy one_school on school_vacation
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table travel_time enable row level security;
alter table travel_time force row level security;
create policy one_school on travel_time
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table referent_proposal enable row level security;
alter table referent_proposal force row level security;
create policy one_school on referent_proposal
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table referent_proposal_period enable row level security;
alter table referent_proposal_period force row level security;
create policy one_school on referent_proposal_period
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table referent_line enable row level security;
alter table referent_line force row level security;
create policy one_school on referent_line
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table tour_proposal enable row level security;
alter table tour_proposal force row level security;
create policy one_school on tour_proposal
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table tour_stop enable row level security;
alter table tour_stop force row level security;
create policy one_school on tour_stop
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
