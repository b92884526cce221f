-- How many hamlets (ấp, khóm, thôn) a unit has, and in how many of them a mobile group was by a day, as it sent them.
-- Of a day that came in again the later file counts. Hamlets are places: nothing of it is hidden.
--
-- grain:  one row per (edition, unit_code, as_of)
-- after:  batch
-- from:   accepted_hamlet
-- part:   province
-- as:     published
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: as_of DATE
-- column: hamlets BIGINT
-- column: visited BIGINT

SELECT
    accepted_hamlet.edition,
    accepted_hamlet.unit_code,
    accepted_hamlet.as_of,
    accepted_hamlet.hamlets,
    accepted_hamlet.visited
FROM accepted_hamlet
INNER JOIN batch
    ON accepted_hamlet.batch_id = batch.batch_id
QUALIFY
    row_number() OVER (
        PARTITION BY accepted_hamlet.edition, accepted_hamlet.unit_code, accepted_hamlet.as_of
        ORDER BY batch.turn DESC
    ) = 1
ORDER BY
    accepted_hamlet.edition,
    accepted_hamlet.unit_code,
    accepted_hamlet.as_of
