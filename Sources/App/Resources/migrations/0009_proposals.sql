-- Proposals of placement.
select 1;
