
-- One school at a time, in the server itself.

alter table teaching_load enable row level security;
alter table teaching_load force row level security;
create policy one_school on teaching_load
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table absence enable row level security;
alter table absence force row level security;
create policy one_school on absence
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table presence_mark enable row level security;
alter table presence_mark force row level security;
create policy one_school on presence_mark
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table follow_up enable row level security;
alter table follow_up force row level security;
create policy one_school on follow_up
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table incident enable row level security;
alter table incident force row level security;
create policy one_school on incident
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table incident_step enable row level security;
alter table incident_step force row level security;
create policy one_school on incident_step
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table accident_record enable row level security;
alter table accident_record force row level security;
create policy one_school on accident_record
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table safety_check enable row level security;
alter table safety_check force row level security;
create policy one_school on safety_check
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table host_quality enable row level security;
alter table host_quality force row level security;
create policy one_school on host_quality
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table evaluation enable row level security;
alter table evaluation force row level security;
create policy one_school on evaluation
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table follow_up_link enable row level security;
alter table follow_up_link force row level security;
create policy one_school on follow_up_link
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table framework enable row level security;
alter table framework force row level security;
create policy one_school on framework
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table framework_item enable row level security;
alter table framework_item force row level security;
create policy one_school on framework_item
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table booklet_mark enable row level security;
alter table booklet_mark force row level security;
create policy one_school on booklet_mark
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table ccf_situation enable row level security;
alter table ccf_situation force row level security;
create policy one_school on ccf_situation
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
