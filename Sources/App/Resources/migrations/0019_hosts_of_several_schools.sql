-- A host that several schools know is found by its SIRET: the trainees of the others are counted without reading their companies.
create index company_siret on company (siret) where siret is not null;
