-- The rule of the school's handle once more, in the server itself.

alter table room enable row level security;
alter table room force row level security;
create policy one_school on room
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action enable row level security;
alter table action force row level security;
create policy one_school on action
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_class enable row level security;
alter table action_class force row level security;
create policy one_school on action_class
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_staff enable row level security;
alter table action_staff force row level security;
create policy one_school on action_staff
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_slot enable row level security;
alter table action_slot force row level security;
create policy one_school on action_slot
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_guest enable row level security;
alter table action_guest force row level security;
create policy one_school on action_guest
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_learner enable row level security;
alter table action_learner force row level security;
create policy one_school on action_learner
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_meeting enable row level security;
alter table action_meeting force row level security;
create policy one_school on action_meeting
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_booking enable row level security;
alter table action_booking force row level security;
create policy one_school on action_booking
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_feedback enable row level security;
alter table action_feedback force row level security;
create policy one_school on action_feedback
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table action_effect enable row level security;
alter table action_effect force row level security;
create policy one_school on action_effect
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table contact_will enable row level security;
alter table contact_will force row level security;
create policy one_school on contact_will
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table contact_refusal enable row level security;
alter table contact_refusal force row level security;
create policy one_school on contact_refusal
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table learner_path enable row level security;
alter table learner_path force row level security;
create policy one_school on learner_path
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table path_session enable row level security;
alter table path_session force row level security;
create policy one_school on path_session
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table avenir_follow_up enable row level security;
alter table avenir_follow_up force row level security;
create policy one_school on avenir_follow_up
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table job_offer enable row level security;
alter table job_offer force row level security;
create policy one_school on job_offer
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table offer_class enable row level security;
alter table offer_class force row level security;
create policy one_school on offer_class
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table offer_interest enable row level security;
alter table offer_interest force row level security;
create policy one_school on offer_interest
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table path_link enable row level security;
alter table path_link force row level security;
create policy one_school on path_link
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table alumnus enable row level security;
alter table alumnus force row level security;
create policy one_school on alumnus
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table mentoring enable row level security;
alter table mentoring force row level security;
create policy one_school on mentoring
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table insertion_answer enable row level security;
alter table insertion_answer force row level security;
create policy one_school on insertion_answer
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table official_insertion enable row level security;
alter table official_insertion force row level security;
create policy one_school on official_insertion
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table mobility_partner enable row level security;
alter table mobility_partner force row level security;
create policy one_school on mobility_partner
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table mobility_project enable row level security;
alter table mobility_project force row level security;
create policy one_school on mobility_project
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));

alter table mobility_traveller enable row level security;
alter table mobility_traveller force row level security;
create policy one_school on mobility_traveller
    using (coalesce(current_setting('bureau.school', true), '') in ('', school_id));
