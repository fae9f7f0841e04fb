-- One school at a time, in the server itself.

alter table incident_file enable row level security;
alter table incident_file force row level security;
create policy one_school on incident_file
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table kept_paper enable row level security;
alter table kept_paper force row level security;
create policy one_school on kept_paper
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table pathway_goer enable row level security;
alter table pathway_goer force row level security;
create policy one_school on pathway_goer
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
