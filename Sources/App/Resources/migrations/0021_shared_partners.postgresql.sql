-- The rule of the school's handle once more, in the server itself (see 0002).

alter table partner_setting enable row level security;
alter table partner_setting force row level security;
create policy one_school on partner_setting
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company_review enable row level security;
alter table company_review force row level security;
create policy one_school on company_review
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table search_link enable row level security;
alter table search_link force row level security;
create policy one_school on search_link
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company_share enable row level security;
alter table company_share force row level security;
create policy one_school on company_share
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table shared_person enable row level security;
alter table shared_person force row level security;
create policy one_school on shared_person
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

-- The reader of the network works for no school: it says « ~partage ». It reads, never writes, the rows that the shared
-- views are made of: partners that their school shares, and what may stop the sharing.
create policy shared_reading on company for select
    using (current_setting('bureau.school', true) = '~partage' and archived_on is null and siret is not null
        and relation <> 'ne_plus_solliciter'
        and coalesce(
            (select company_share.level from company_share where company_share.company_id = company.id),
            (select partner_setting.share_level from partner_setting
                where partner_setting.school_id = company.school_id), 'rien') <> 'rien');
create policy shared_reading on contact for select
    using (current_setting('bureau.school', true) = '~partage' and left_on is null
        and exists (select 1 from shared_person where shared_person.contact_id = contact.id));
create policy shared_reading on host_place for select
    using (current_setting('bureau.school', true) = '~partage');
create policy shared_reading on placement for select
    using (current_setting('bureau.school', true) = '~partage' and tutor_id is not null);
create policy shared_reading on bureau_page for select
    using (current_setting('bureau.school', true) = '~partage' and published);
create policy shared_reading on partner_setting for select
    using (current_setting('bureau.school', true) = '~partage');
create policy shared_reading on company_share for select
    using (current_setting('bureau.school', true) = '~partage');
create policy shared_reading on shared_person for select
    using (current_setting('bureau.school', true) = '~partage');
create policy shared_reading on company_review for select
    using (current_setting('bureau.school', true) = '~partage' and state = 'a_verifier');
create policy shared_reading on mail_opt_out for select
    using (current_setting('bureau.school', true) = '~partage');
create policy shared_reading on contact_refusal for select
    using (current_setting('bureau.school', true) = '~partage');
create policy shared_reading on contact_merge for select
    using (current_setting('bureau.school', true) = '~partage');
