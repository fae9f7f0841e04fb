-- The extract of the register Sirene: open data, the same for everybody. A hidden name or street is empty here.
create table sirene_establishment (
    siret text primary key,
    active boolean not null check (active in (false, true)),
    since text not null,
    partial boolean not null check (partial in (false, true)),
    head_office boolean not null check (head_office in (false, true)),
    own_name text not null,
    unit_name text not null,
    unit_active boolean not null check (unit_active in (false, true)),
    category text not null,
    size text not null,
    headcount text not null,
    unit_headcount text not null,
    naf text not null,
    naf2025 text not null,
    complement text not null,
    street text not null,
    postal_code text not null,
    town text not null,
    commune_code text not null,
    department text not null,
    seen_at text not null
);
create index sirene_establishment_department on sirene_establishment (department, seen_at);

-- What changed, under which number, so that every server process refreshes what it keeps in memory.
create table search_change (
    subject text not null,
    record text not null,
    revision bigint not null,
    primary key (subject, record)
);
create index search_change_revision on search_change (subject, revision);
