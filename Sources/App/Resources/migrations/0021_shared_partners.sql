-- What a school decides about its partners: what is looked at before it counts, and what other bureaux see of them.
create table partner_setting (
    id text primary key,
    school_id text not null references school (id),
    review_form text not null check (review_form in ('autres', 'toujours', 'jamais')),
    review_lead text not null check (review_lead in ('autres', 'toujours', 'jamais')),
    review_link text not null check (review_link in ('autres', 'toujours', 'jamais')),
    review_request text not null check (review_request in ('autres', 'toujours', 'jamais')),
    review_file text not null check (review_file in ('autres', 'toujours', 'jamais')),
    review_network text not null check (review_network in ('autres', 'toujours', 'jamais')),
    share_level text not null check (share_level in ('rien', 'identite', 'standard')),
    share_places boolean not null check (share_places in (false, true)),
    version bigint not null,
    unique (school_id)
);

-- A company that others than the bureau brought in, and what the bureau made of it. The lead and the request are named
-- without a tie: they may go, the decision stays.
create table company_review (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null unique references company (id) on delete cascade,
    source text not null check (source in ('fiche', 'piste', 'lien', 'demande', 'import', 'reseau')),
    state text not null check (state in ('a_verifier', 'validee', 'fusionnee', 'refusee')),
    proposed_at text not null,
    account_id text,
    author_name text not null,
    lead_id text,
    request_id text,
    typed text not null,
    decided_at text,
    decided_by text not null,
    motive text not null,
    note text not null,
    merge_id text,
    corrected text not null,
    version bigint not null,
    check ((state = 'a_verifier') = (decided_at is null)),
    check ((state = 'fusionnee') = (merge_id is not null))
);
create index company_review_waiting on company_review (school_id, proposed_at, id) where state = 'a_verifier';
create index company_review_decided on company_review (school_id, decided_at) where state <> 'a_verifier';

-- A link by which a learner or the family writes the companies they asked, without an account.
create table search_link (
    id text primary key,
    school_id text not null references school (id),
    learner_id text not null references learner (id),
    period_id text not null references pfmp_period (id) on delete cascade,
    token_hash text not null unique,
    created_at text not null,
    created_by text not null,
    expires_at text not null,
    revoked_at text
);
create index search_link_learner on search_link (school_id, learner_id, period_id);

-- What a school chose for one of its partners, against its own rule for all.
create table company_share (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null unique references company (id) on delete cascade,
    level text not null check (level in ('rien', 'identite', 'standard', 'contacts')),
    places boolean not null check (places in (false, true)),
    agreed_on text,
    changed_at text not null,
    changed_by text not null,
    version bigint not null,
    check (level <> 'contacts' or agreed_on is not null)
);
create index company_share_school on company_share (school_id, level);

-- The people of a partner who agreed to be named to other bureaux. Named without a tie, so that a person who becomes one
-- with another needs a new agreement.
create table shared_person (
    id text primary key,
    school_id text not null references school (id),
    company_id text not null,
    contact_id text not null unique,
    agreed_on text not null
);
create index shared_person_company on shared_person (school_id, company_id);

-- All that leaves a school for the other bureaux: these three views, and nothing else. What they do not name cannot be
-- read by the reader of the network, and sharing ends with the condition that allowed it.
create view shared_company as
select company.id, company.school_id, school.uai as school_uai, school.name as school_name,
    school.address_city as school_city,
    case when bureau_page.published = true then school.email end as bureau_email,
    coalesce(company_share.level, partner_setting.share_level) as level,
    case when company_share.id is null then partner_setting.share_places else company_share.places end as shows_places,
    company.siret, company.legal_name, company.trade_name, company.kind, company.naf, company.activity,
    company.address_line1, company.address_line2, company.address_postal_code, company.address_city,
    company.department, company.latitude, company.longitude, company.search_key, company.sort_key,
    case when coalesce(company_share.level, partner_setting.share_level) in ('standard', 'contacts')
        then company.phone end as phone,
    case when coalesce(company_share.level, partner_setting.share_level) in ('standard', 'contacts')
        then company.email end as email,
    case when coalesce(company_share.level, partner_setting.share_level) in ('standard', 'contacts')
        then company.website end as website
from company
join school on school.id = company.school_id
left join company_share on company_share.company_id = company.id
left join partner_setting on partner_setting.school_id = company.school_id
left join bureau_page on bureau_page.school_id = company.school_id
where company.archived_on is null and company.siret is not null and company.relation <> 'ne_plus_solliciter'
    and coalesce(company_share.level, partner_setting.share_level, 'rien') <> 'rien'
    and not exists (select 1 from company_review
        where company_review.company_id = company.id and company_review.state = 'a_verifier')
    and not exists (select 1 from mail_opt_out
        where mail_opt_out.school_id = company.school_id and mail_opt_out.email = lower(company.email))
    and not exists (select 1 from sirene_establishment
        where sirene_establishment.siret = company.siret and sirene_establishment.partial = true);

create view shared_contact as
select contact.id, contact.school_id, contact.company_id, contact.civility, contact.family_name, contact.first_name,
    contact.function, contact.phone, contact.email, contact.search_key
from shared_person
join contact on contact.id = shared_person.contact_id
join shared_company on shared_company.id = contact.company_id
where shared_company.level = 'contacts' and contact.left_on is null and contact.tutor = false
    and contact.roles not like '%tuteur%' and contact.roles not like '%maitre_apprentissage%'
    and not exists (select 1 from contact_refusal where contact_refusal.contact_id = contact.id)
    and not exists (select 1 from mail_opt_out
        where mail_opt_out.school_id = contact.school_id and mail_opt_out.email = lower(contact.email))
    and not exists (select 1 from contact_merge
        where contact_merge.removed_id = contact.id and contact_merge.undone_at is null)
    and not exists (select 1 from placement
        where placement.company_id = contact.company_id and placement.tutor_id = contact.id);

create view shared_place as
select host_place.id, host_place.school_id, host_place.company_id, host_place.school_year, host_place.stream,
    host_place.count, host_place.starts_on, host_place.ends_on
from host_place
join shared_company on shared_company.id = host_place.company_id
where shared_company.shows_places = true;
