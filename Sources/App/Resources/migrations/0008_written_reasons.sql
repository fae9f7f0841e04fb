-- Reasons written to go past a warning, and the severities of a school.
select 1;
