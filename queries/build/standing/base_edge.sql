-- The days on which any target, or any count of people, begins or ends to be in force.
--
-- grain:  one row per day
-- part:   nation
-- after:  in_force
-- from:   in_force
-- column: day DATE

SELECT in_force.first_day AS day
FROM in_force
UNION
SELECT in_force.last_day + 1 AS day
FROM in_force
