-- One school at a time, in the server itself.

alter table partner_action enable row level security;
alter table partner_action force row level security;
create policy one_school on partner_action
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table relation_change enable row level security;
alter table relation_change force row level security;
create policy one_school on relation_change
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company_tag enable row level security;
alter table company_tag force row level security;
create policy one_school on company_tag
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company_detail enable row level security;
alter table company_detail force row level security;
create policy one_school on company_detail
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table mail_opt_out enable row level security;
alter table mail_opt_out force row level security;
create policy one_school on mail_opt_out
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table saved_view enable row level security;
alter table saved_view force row level security;
create policy one_school on saved_view
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table distinct_pair enable row level security;
alter table distinct_pair force row level security;
create policy one_school on distinct_pair
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table company_merge enable row level security;
alter table company_merge force row level security;
create policy one_school on company_merge
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table campaign enable row level security;
alter table campaign force row level security;
create policy one_school on campaign
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table campaign_mail enable row level security;
alter table campaign_mail force row level security;
create policy one_school on campaign_mail
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table appetite enable row level security;
alter table appetite force row level security;
create policy one_school on appetite
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_reminder enable row level security;
alter table action_reminder force row level security;
create policy one_school on action_reminder
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
