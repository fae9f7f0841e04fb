-- The rule of the school's handle once more, in the server itself.

alter table bureau_page enable row level security;
alter table bureau_page force row level security;
create policy one_school on bureau_page
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company_request enable row level security;
alter table company_request force row level security;
create policy one_school on company_request
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table request_message enable row level security;
alter table request_message force row level security;
create policy one_school on request_message
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table routing_rule enable row level security;
alter table routing_rule force row level security;
create policy one_school on routing_rule
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table answer_template enable row level security;
alter table answer_template force row level security;
create policy one_school on answer_template
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table partnership enable row level security;
alter table partnership force row level security;
create policy one_school on partnership
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table partnership_commitment enable row level security;
alter table partnership_commitment force row level security;
create policy one_school on partnership_commitment
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table partnership_review enable row level security;
alter table partnership_review force row level security;
create policy one_school on partnership_review
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table skills_need enable row level security;
alter table skills_need force row level security;
create policy one_school on skills_need
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table offer_file enable row level security;
alter table offer_file force row level security;
create policy one_school on offer_file
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table tax_campaign enable row level security;
alter table tax_campaign force row level security;
create policy one_school on tax_campaign
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table tax_date enable row level security;
alter table tax_date force row level security;
create policy one_school on tax_date
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table tax_gift enable row level security;
alter table tax_gift force row level security;
create policy one_school on tax_gift
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table host_quality_event enable row level security;
alter table host_quality_event force row level security;
create policy one_school on host_quality_event
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table site_sheet enable row level security;
alter table site_sheet force row level security;
create policy one_school on site_sheet
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table works_declaration enable row level security;
alter table works_declaration force row level security;
create policy one_school on works_declaration
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
