-- Actions of the second axis and the paths of learners.
select 1;
