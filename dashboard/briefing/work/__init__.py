"""Who does the work and where it gets stuck: dossiers and reasons, teams and duty."""
