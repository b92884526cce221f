"""The page of the teams: who does the work, when and how."""
