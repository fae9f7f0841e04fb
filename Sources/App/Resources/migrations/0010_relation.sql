-- The relation with partners.
select 1;
