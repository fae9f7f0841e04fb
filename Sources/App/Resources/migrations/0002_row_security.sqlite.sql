-- SQLite has no security by row: the handle of the school and its guard stand alone there.
select 1;
