-- The rule of the school's handle once more, in the server itself (see 0002).

alter table roadmap enable row level security;
alter table roadmap force row level security;
create policy one_school on roadmap
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table roadmap_objective enable row level security;
alter table roadmap_objective force row level security;
create policy one_school on roadmap_objective
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table roadmap_step enable row level security;
alter table roadmap_step force row level security;
create policy one_school on roadmap_step
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table steering_meeting enable row level security;
alter table steering_meeting force row level security;
create policy one_school on steering_meeting
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table mission_letter enable row level security;
alter table mission_letter force row level security;
create policy one_school on mission_letter
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table office_opening enable row level security;
alter table office_opening force row level security;
create policy one_school on office_opening
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table office_absence enable row level security;
alter table office_absence force row level security;
create policy one_school on office_absence
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table office_means enable row level security;
alter table office_means force row level security;
create policy one_school on office_means
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table office_time enable row level security;
alter table office_time force row level security;
create policy one_school on office_time
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table office_document enable row level security;
alter table office_document force row level security;
create policy one_school on office_document
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table key_point enable row level security;
alter table key_point force row level security;
create policy one_school on key_point
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table training_session enable row level security;
alter table training_session force row level security;
create policy one_school on training_session
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table training_part enable row level security;
alter table training_part force row level security;
create policy one_school on training_part
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table indicator_tally enable row level security;
alter table indicator_tally force row level security;
create policy one_school on indicator_tally
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table indicator_snapshot enable row level security;
alter table indicator_snapshot force row level security;
create policy one_school on indicator_snapshot
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
