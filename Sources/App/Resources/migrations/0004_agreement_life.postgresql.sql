
-- The school’s guard in the server, as in 0002.

alter table agreement_setting enable row level security;
alter table agreement_setting force row level security;
create policy one_school on agreement_setting
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table placement_step enable row level security;
alter table placement_step force row level security;
create policy one_school on placement_step
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table agreement_paper enable row level security;
alter table agreement_paper force row level security;
create policy one_school on agreement_paper
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table amendment enable row level security;
alter table amendment force row level security;
create policy one_school on amendment
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table amendment_signature enable row level security;
alter table amendment_signature force row level security;
create policy one_school on amendment_signature
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table interruption enable row level security;
alter table interruption force row level security;
create policy one_school on interruption
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table agreement_message enable row level security;
alter table agreement_message force row level security;
create policy one_school on agreement_message
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table document_link enable row level security;
alter table document_link force row level security;
create policy one_school on document_link
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table host_sheet enable row level security;
alter table host_sheet force row level security;
create policy one_school on host_sheet
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table teaching_annex enable row level security;
alter table teaching_annex force row level security;
create policy one_school on teaching_annex
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table agreement_template enable row level security;
alter table agreement_template force row level security;
create policy one_school on agreement_template
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table merge_template enable row level security;
alter table merge_template force row level security;
create policy one_school on merge_template
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table print_run enable row level security;
alter table print_run force row level security;
create policy one_school on print_run
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table print_file enable row level security;
alter table print_file force row level security;
create policy one_school on print_file
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
