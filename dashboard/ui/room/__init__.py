"""The page that composes the address of a briefing room's wall."""
