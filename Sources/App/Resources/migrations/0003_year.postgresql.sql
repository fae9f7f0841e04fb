
-- The rule of the school's handle once more, in the server itself (see 0002).

alter table lead enable row level security;
alter table lead force row level security;
create policy one_school on lead
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table placement_search enable row level security;
alter table placement_search force row level security;
create policy one_school on placement_search
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table catch_up enable row level security;
alter table catch_up force row level security;
create policy one_school on catch_up
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table school_event enable row level security;
alter table school_event force row level security;
create policy one_school on school_event
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table board_decision enable row level security;
alter table board_decision force row level security;
create policy one_school on board_decision
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table training_duration enable row level security;
alter table training_duration force row level security;
create policy one_school on training_duration
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table school_threshold enable row level security;
alter table school_threshold force row level security;
create policy one_school on school_threshold
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy one_school on calendar_feed
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table pathway_campaign enable row level security;
alter table pathway_campaign force row level security;
create policy one_school on pathway_campaign
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table pathway_choice enable row level security;
alter table pathway_choice force row level security;
create policy one_school on pathway_choice
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table pathway_change enable row level security;
alter table pathway_change force row level security;
create policy one_school on pathway_change
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
