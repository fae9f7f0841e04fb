
-- The rule of the school's handle once more, in the server itself.

alter table certificate enable row level security;
alter table certificate force row level security;
create policy one_school on certificate
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table certificate_document enable row level security;
alter table certificate_document force row level security;
create policy one_school on certificate_document
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table exam_case enable row level security;
alter table exam_case force row level security;
create policy one_school on exam_case
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table allowance_file enable row level security;
alter table allowance_file force row level security;
create policy one_school on allowance_file
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table allowance_line enable row level security;
alter table allowance_line force row level security;
create policy one_school on allowance_line
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table refund_scale enable row level security;
alter table refund_scale force row level security;
create policy one_school on refund_scale
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table refund_claim enable row level security;
alter table refund_claim force row level security;
create policy one_school on refund_claim
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company_stay enable row level security;
alter table company_stay force row level security;
create policy one_school on company_stay
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table visitor enable row level security;
alter table visitor force row level security;
create policy one_school on visitor
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table mobility enable row level security;
alter table mobility force row level security;
create policy one_school on mobility
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
