-- The roadmap, the letter of mission and the office.
select 1;
