"""Sentences on dossiers, teams and duty."""
