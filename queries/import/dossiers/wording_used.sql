-- The wordings by stage and era: names mean other units on other days.
--
-- grain:  one row per wording, stage and era
-- after:  dossier
-- column: wording BIGINT
-- column: origin  VARCHAR
-- column: era     VARCHAR

SELECT DISTINCT
    dossier.wording,
    dossier.origin,
    dossier.era
FROM dossier
