-- Working groups and mobile teams: groups, never named officers.
--
-- grain:  one row per team_code
-- after:  batch
-- from:   accepted_team
-- part:   nation
-- column: team_code VARCHAR
-- column: name VARCHAR
-- column: kind VARCHAR
-- column: edition VARCHAR
-- column: unit_code VARCHAR
-- column: batch_id VARCHAR

SELECT
    accepted_team.team_code,
    accepted_team.name,
    accepted_team.kind,
    accepted_team.edition,
    accepted_team.unit_code,
    accepted_team.batch_id
FROM accepted_team
INNER JOIN batch
    ON accepted_team.batch_id = batch.batch_id
QUALIFY
    row_number() OVER (
        PARTITION BY accepted_team.team_code
        ORDER BY batch.turn DESC
    ) = 1
ORDER BY accepted_team.team_code
