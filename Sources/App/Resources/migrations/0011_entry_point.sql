-- The entry point and what partners ask, need and sign.
select 1;
