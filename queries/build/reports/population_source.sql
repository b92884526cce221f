-- Where each count of people is from: the table or register that states it, and the batch by which an office sent it.
--
-- grain:  one row per (edition, unit_code, base, as_of)
-- after:  population_base
-- part:   province
-- as:     published

SELECT
    population_base.edition,
    population_base.unit_code,
    population_base.base,
    population_base.as_of,
    population_base.count AS value,
    population_base.source,
    population_base.batch_id
FROM population_base
ORDER BY
    population_base.edition,
    population_base.unit_code,
    population_base.base,
    population_base.as_of
