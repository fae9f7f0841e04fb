-- The rule of the school's handle once more, in the server itself: a transaction that works for one school sees and
-- writes the rows of no other, whatever a statement says. Without `bureau.school` the platform is at work.

alter table membership enable row level security;
alter table membership force row level security;
create policy one_school on membership
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table staff_member enable row level security;
alter table staff_member force row level security;
create policy one_school on staff_member
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table school_class enable row level security;
alter table school_class force row level security;
create policy one_school on school_class
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table learner enable row level security;
alter table learner force row level security;
create policy one_school on learner
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table enrolment enable row level security;
alter table enrolment force row level security;
create policy one_school on enrolment
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table guardian enable row level security;
alter table guardian force row level security;
create policy one_school on guardian
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table guardianship enable row level security;
alter table guardianship force row level security;
create policy one_school on guardianship
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table teaching enable row level security;
alter table teaching force row level security;
create policy one_school on teaching
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company enable row level security;
alter table company force row level security;
create policy one_school on company
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company_word enable row level security;
alter table company_word force row level security;
create policy one_school on company_word
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table contact enable row level security;
alter table contact force row level security;
create policy one_school on contact
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table interaction enable row level security;
alter table interaction force row level security;
create policy one_school on interaction
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table host_place enable row level security;
alter table host_place force row level security;
create policy one_school on host_place
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table pfmp_period enable row level security;
alter table pfmp_period force row level security;
create policy one_school on pfmp_period
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table placement enable row level security;
alter table placement force row level security;
create policy one_school on placement
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table agreement enable row level security;
alter table agreement force row level security;
create policy one_school on agreement
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table agreement_signature enable row level security;
alter table agreement_signature force row level security;
create policy one_school on agreement_signature
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table agreement_document enable row level security;
alter table agreement_document force row level security;
create policy one_school on agreement_document
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table number_series enable row level security;
alter table number_series force row level security;
create policy one_school on number_series
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table import_run enable row level security;
alter table import_run force row level security;
create policy one_school on import_run
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table import_change enable row level security;
alter table import_change force row level security;
create policy one_school on import_change
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table import_file enable row level security;
alter table import_file force row level security;
create policy one_school on import_file
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table column_mapping enable row level security;
alter table column_mapping force row level security;
create policy one_school on column_mapping
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table journal_entry enable row level security;
alter table journal_entry force row level security;
create policy one_school on journal_entry
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table reading_entry enable row level security;
alter table reading_entry force row level security;
create policy one_school on reading_entry
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table submission enable row level security;
alter table submission force row level security;
create policy one_school on submission
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
