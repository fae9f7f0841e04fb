-- One school at a time, in the server itself.

alter table written_reason enable row level security;
alter table written_reason force row level security;
create policy one_school on written_reason
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table rule_severity enable row level security;
alter table rule_severity force row level security;
create policy one_school on rule_severity
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
