-- Whether a person at a host's is of age, as the host said; null when nobody asked (PFMP-65). No birth date.
alter table contact add column adult boolean;
